import { eksAuthentication } from "../../../constructs/eks/authentication";

describe("eksAuthentication", () => {
  it("asks the AWS CLI for a token of this cluster and region", () => {
    expect(eksAuthentication("shop", "eu-central-1")).toEqual({
      apiVersion: undefined,
      command: "aws",
      args: ["eks", "get-token", "--cluster-name", "shop", "--region", "eu-central-1"],
      env: undefined,
    });
  });

  it("takes each part the user gives and keeps the others", () => {
    const env = { AWS_PROFILE: "shop" };
    expect(eksAuthentication("shop", "eu-central-1", { env })).toMatchObject({ command: "aws", env });
    expect(eksAuthentication("shop", "eu-central-1", { command: "token", args: [] })).toMatchObject({
      command: "token",
      args: [],
    });
  });
});
