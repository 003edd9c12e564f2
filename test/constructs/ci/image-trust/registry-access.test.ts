import { checkRepositoryArns, pullStatements } from "../../../../constructs/ci/image-trust/registry-access";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const ARN = "arn:aws:ecr:eu-central-1:111122223333:repository/acme/orders";

describe("pullStatements", () => {
  it("reads the repositories and nothing else", () => {
    expect(pullStatements([ARN])).toEqual([
      { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
      {
        actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        resources: [ARN],
      },
    ]);
  });

  it("asks for nothing where there is no repository", () => {
    expect(pullStatements([])).toEqual([]);
  });
});

describe("checkRepositoryArns", () => {
  it("refuses what is no whole ARN of a repository", () => {
    const problems = new Problems();
    checkRepositoryArns(problems, "pullFrom", [ARN, "arn:aws:s3:::bucket", ARN.replace("orders", "*")]);
    expect(codes(problems.all)).toEqual(["pullFrom[1] invalid-arn", "pullFrom[2] invalid-arn"]);
  });
});
