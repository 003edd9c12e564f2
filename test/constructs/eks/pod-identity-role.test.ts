import { DataResource } from "cdktf";
import type { ServiceAccountGrant } from "../../../constructs/cluster/cluster";
import { PodIdentityRole } from "../../../constructs/eks/pod-identity-role";
import { FakeEksCluster } from "../../support/fake-eks-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

const GRANT: ServiceAccountGrant = {
  namespace: "reports",
  serviceAccount: "writer",
  statements: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::reports/*"] }],
};

describe("PodIdentityRole", () => {
  function build() {
    return synth((stack) => {
      new PodIdentityRole(stack, "Reports", {
        ...GRANT,
        cluster: new FakeEksCluster(stack),
        dependsOn: [new DataResource(stack, "Agent", {})],
      });
    });
  }

  it("trusts Pod Identity for one service account of one cluster", () => {
    const policy: string = build().one("aws_iam_role").assume_role_policy;
    const arn = /\$\{jsonencode\(data\.aws_eks_cluster\.\w+\.arn\)\}/;
    expect(policy).toMatch(arn);
    expect(JSON.parse(policy.replace(arn, '"ARN"')).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": "ARN",
            "aws:RequestTag/kubernetes-namespace": "reports",
            "aws:RequestTag/kubernetes-service-account": "writer",
          },
        },
      },
    ]);
  });

  it("lets the pods do what the statements say and nothing else", () => {
    const made = build();
    expect(JSON.parse(made.one("aws_iam_role_policy").policy).Statement).toEqual([
      { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::reports/*" },
    ]);
    expect(made.all("aws_iam_role_policy_attachment")).toEqual({});
  });

  it("associates the role once the agent is there", () => {
    const made = build();
    const [role] = Object.keys(made.all("aws_iam_role"));
    expect(made.one("aws_eks_pod_identity_association")).toMatchObject({
      cluster_name: "production",
      namespace: "reports",
      service_account: "writer",
      role_arn: `\${aws_iam_role.${role}.arn}`,
      depends_on: ["terraform_data.Agent"],
    });
  });

  it("tells the workload to wait for policy and association, and wants no annotation", () => {
    const made = synth((stack) => {
      const { identity } = new PodIdentityRole(stack, "Reports", {
        ...GRANT,
        cluster: new FakeEksCluster(stack),
      });
      new DataResource(stack, "Workload", { dependsOn: [...identity.dependencies] });
      expect(identity.serviceAccountAnnotations).toEqual({});
    });
    const [policy] = Object.keys(made.all("aws_iam_role_policy"));
    const [association] = Object.keys(made.all("aws_eks_pod_identity_association"));
    expect(made.one("terraform_data", "Workload").depends_on).toEqual([
      `aws_iam_role_policy.${policy}`,
      `aws_eks_pod_identity_association.${association}`,
    ]);
  });

  it("lets the pods do what is added later, in the same policy", () => {
    const made = synth((stack) => {
      const { identity } = new PodIdentityRole(stack, "Reports", {
        ...GRANT,
        cluster: new FakeEksCluster(stack),
      });
      identity.addStatements([{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::archive/*"] }]);
    });
    expect(JSON.parse(made.one("aws_iam_role_policy").policy).Statement).toEqual([
      {
        Effect: "Allow",
        Action: "s3:PutObject",
        Resource: ["arn:aws:s3:::reports/*", "arn:aws:s3:::archive/*"],
      },
    ]);
  });

  it("fails on a later statement that allows everything", () => {
    const problems = problemsOf((stack) => {
      const { identity } = new PodIdentityRole(stack, "Reports", {
        ...GRANT,
        cluster: new FakeEksCluster(stack),
      });
      identity.addStatements([{ actions: ["s3:*"], resources: ["*"] }]);
    });
    expect(codes(problems)).toEqual(["statements[0].actions[0] wildcard-action"]);
  });

  it("writes no dependency where there is none", () => {
    const made = synth((stack) => {
      new PodIdentityRole(stack, "Reports", { ...GRANT, cluster: new FakeEksCluster(stack) });
    });
    expect(made.one("aws_eks_pod_identity_association")).not.toHaveProperty("depends_on");
  });

  it("fails with every problem of the grant", () => {
    const problems = problemsOf((stack) => {
      new PodIdentityRole(stack, "Reports", {
        cluster: new FakeEksCluster(stack),
        namespace: "Reports",
        serviceAccount: "writer",
        statements: [{ actions: ["s3:*"], resources: ["*"] }],
      });
    });
    expect(codes(problems)).toEqual(["namespace invalid-name", "statements[0].actions[0] wildcard-action"]);
  });
});
