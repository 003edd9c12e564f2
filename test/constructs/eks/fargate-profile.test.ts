import { Token } from "cdktf";
import {
  FargateProfile,
  type FargateProfileProps,
  resolveFargateProfile,
} from "../../../constructs/eks/fargate-profile";
import { Problems } from "../../../lib/core/errors";
import { FakeEksCluster } from "../../support/fake-eks-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

const SELECTORS = [{ namespace: "batch" }];

function build(props: Partial<FargateProfileProps> = {}) {
  return synth((stack) => {
    new FargateProfile(stack, "Batch", {
      cluster: new FakeEksCluster(stack),
      profileName: "batch",
      selectors: SELECTORS,
      ...props,
      subnetIds: props.subnetIds ?? ["subnet-1"],
    });
  });
}

function resolve(props: Partial<FargateProfileProps>, profileName = "batch") {
  const problems = new Problems();
  const context = { clusterName: "production", profileName };
  const config = resolveFargateProfile({ selectors: SELECTORS, ...props }, context, problems);
  return { config, found: codes(problems.all) };
}

describe("FargateProfile", () => {
  it("runs the selected pods in the subnets it is given", () => {
    const made = build({
      selectors: [{ namespace: "batch" }, { namespace: "team-*", labels: { size: "small" } }],
      tags: { team: "batch" },
    });
    expect(made.one("aws_eks_fargate_profile")).toMatchObject({
      cluster_name: "production",
      fargate_profile_name: "batch",
      subnet_ids: ["subnet-1"],
      selector: [{ namespace: "batch" }, { namespace: "team-*", labels: { size: "small" } }],
      tags: { team: "batch" },
    });
    expect(made.one("aws_iam_role").tags).toEqual({ team: "batch" });
  });

  it("waits for the policy of its role, which lets it pull images", () => {
    const made = build();
    const [attachment] = Object.keys(made.all("aws_iam_role_policy_attachment"));
    expect(made.one("aws_iam_role_policy_attachment").policy_arn).toMatch(
      /:iam::aws:policy\/AmazonEKSFargatePodExecutionRolePolicy$/,
    );
    expect(made.one("aws_eks_fargate_profile").depends_on).toEqual([
      `aws_iam_role_policy_attachment.${attachment}`,
    ]);
  });

  it("trusts Fargate for profiles of this cluster only", () => {
    const policy: string = build().one("aws_iam_role").assume_role_policy;
    expect(policy).toContain('"Service":"eks-fargate-pods.amazonaws.com"');
    expect(policy).toMatch(
      /"Condition":\{"ArnLike":\{"aws:SourceArn":\$\{jsonencode\("\$\{replace\(data\.aws_eks_cluster\.\w+\.arn, ":cluster\/", ":fargateprofile\/"\)\}\/\*"\)\}\}\}/,
    );
  });

  it("fails with the path of the prop", () => {
    const problems = problemsOf((stack) => {
      new FargateProfile(stack, "Batch", {
        cluster: new FakeEksCluster(stack),
        profileName: "batch",
        selectors: [],
        subnetIds: ["subnet-1"],
      });
    });
    expect(codes(problems)).toEqual(["selectors no-selectors"]);
  });
});

describe("resolveFargateProfile", () => {
  it("names the role after cluster and profile, within 64 characters", () => {
    expect(resolve({}).config.roleName).toBe("production.batch-fargate");
    expect(resolve({}, "b".repeat(100)).config.roleName.length).toBe(64);
  });

  it("takes wildcards in namespaces and label values, and tokens anywhere", () => {
    const token = Token.asString({ resolve: () => "x" });
    expect(
      resolve({
        selectors: [
          { namespace: "*" },
          { namespace: "team-?", labels: { tier: "*", "example.com/a": "b*c" } },
          { namespace: token, labels: { a: token } },
        ],
      }).found,
    ).toEqual([]);
  });

  it("takes five selectors and five labels", () => {
    const labels = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`l${n}`, "x"]));
    const selectors = [1, 2, 3, 4, 5].map((n) => ({ namespace: `n${n}`, labels }));
    expect(resolve({ selectors }).found).toEqual([]);
  });

  it("fails on six selectors", () => {
    const selectors = [1, 2, 3, 4, 5, 6].map((n) => ({ namespace: `n${n}` }));
    expect(resolve({ selectors }).found).toEqual(["selectors too-many-selectors"]);
  });

  it("fails on six labels", () => {
    const labels = Object.fromEntries([1, 2, 3, 4, 5, 6].map((n) => [`l${n}`, "x"]));
    expect(resolve({ selectors: [{ namespace: "a", labels }] }).found).toEqual([
      "selectors[0].labels too-many-labels",
    ]);
  });

  it("fails on a selector that says what another says", () => {
    const selectors = [
      { namespace: "a", labels: { x: "1", y: "2" } },
      { namespace: "a", labels: { y: "2", x: "1" } },
    ];
    expect(resolve({ selectors }).found).toEqual(["selectors[1] duplicate-selector"]);
  });

  it("fails on a bad namespace and bad labels", () => {
    expect(resolve({ selectors: [{ namespace: "Batch", labels: { "a b": "c", d: "e f" } }] }).found).toEqual([
      "selectors[0].namespace invalid-name",
      'selectors[0].labels["a b"] invalid-label-key',
      "selectors[0].labels.d invalid-label-value",
    ]);
  });

  it("fails on names EKS does not allow", () => {
    expect(resolve({}, "b".repeat(101)).found).toEqual(["profileName invalid-name"]);
    expect(resolve({}, "a b").found).toEqual(["profileName invalid-name"]);
    expect(resolve({}, "eks-batch").found).toEqual(["profileName reserved-name"]);
  });

  it("fails on an empty list of subnets and on bad tags", () => {
    expect(resolve({ subnetIds: [], tags: { "aws:x": "y" } }).found).toEqual([
      "subnetIds no-subnets",
      'tags["aws:x"] invalid-tag-key',
    ]);
  });
});
