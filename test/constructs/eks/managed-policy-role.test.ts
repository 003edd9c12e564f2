import { ManagedPolicyRole } from "../../../constructs/eks/managed-policy-role";
import { serviceTrust } from "../../../lib/core/policy";
import { synth } from "../../support/synth";

describe("ManagedPolicyRole", () => {
  const made = synth((stack) => {
    const role = new ManagedPolicyRole(stack, "Role", {
      roleName: "shop-cluster",
      description: "Control plane of EKS cluster shop",
      trustPolicy: serviceTrust("eks.amazonaws.com"),
      policies: ["AmazonEKSClusterPolicy", "service-role/Other"],
      partition: "aws-cn",
      tags: { team: "platform" },
    });
    expect(role.dependencies).toHaveLength(2);
  });

  it("makes a role that the service can assume", () => {
    expect(made.one("aws_iam_role")).toMatchObject({ name: "shop-cluster", tags: { team: "platform" } });
    expect(JSON.parse(made.one("aws_iam_role").assume_role_policy).Statement[0].Principal).toEqual({
      Service: "eks.amazonaws.com",
    });
  });

  it("attaches the policies of its partition, each by its own name", () => {
    expect(made.one("aws_iam_role_policy_attachment", "AmazonEKSClusterPolicy").policy_arn).toBe(
      "arn:aws-cn:iam::aws:policy/AmazonEKSClusterPolicy",
    );
    expect(Object.keys(made.all("aws_iam_role_policy_attachment"))).toHaveLength(2);
  });
});
