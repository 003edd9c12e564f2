import { DataResource } from "cdktf";
import type { ServiceAccountGrant } from "../../../constructs/cluster/cluster";
import { IrsaRole } from "../../../constructs/eks/irsa-role";
import { FakeEksCluster } from "../../support/fake-eks-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

const GRANT: ServiceAccountGrant = {
  namespace: "reports",
  serviceAccount: "writer",
  statements: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::reports/*"] }],
};
const PROVIDER = "arn:aws:iam::111122223333:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/ABC";

describe("IrsaRole", () => {
  function build() {
    return synth((stack) => {
      new IrsaRole(stack, "Reports", {
        ...GRANT,
        cluster: new FakeEksCluster(stack),
        oidcProviderArn: PROVIDER,
      });
    });
  }

  it("trusts exactly one subject and audience of the cluster's issuer", () => {
    const policy: string = build().one("aws_iam_role").assume_role_policy;
    const keys =
      /\$\{jsonencode\("\$\{trimprefix\(data\.aws_eks_cluster\.[\w.[\]]+issuer, "https:\/\/"\)\}:(\w+)"\)\}/g;
    expect(JSON.parse(policy.replace(keys, '"ISSUER:$1"')).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: PROVIDER },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            "ISSUER:aud": "sts.amazonaws.com",
            "ISSUER:sub": "system:serviceaccount:reports:writer",
          },
        },
      },
    ]);
  });

  it("lets the pods do what the statements say and makes no association", () => {
    const made = build();
    expect(JSON.parse(made.one("aws_iam_role_policy").policy).Statement).toEqual([
      { Effect: "Allow", Action: "s3:PutObject", Resource: "arn:aws:s3:::reports/*" },
    ]);
    expect(made.all("aws_eks_pod_identity_association")).toEqual({});
  });

  it("tells the workload to carry the annotation with the role", () => {
    const made = synth((stack) => {
      const { identity } = new IrsaRole(stack, "Reports", {
        ...GRANT,
        cluster: new FakeEksCluster(stack),
        oidcProviderArn: PROVIDER,
      });
      new DataResource(stack, "Workload", {
        input: identity.serviceAccountAnnotations,
        dependsOn: [...identity.dependencies],
      });
    });
    const [policy] = Object.keys(made.all("aws_iam_role_policy"));
    const [role] = Object.keys(made.all("aws_iam_role"));
    expect(made.one("terraform_data", "Workload")).toMatchObject({
      input: { "eks.amazonaws.com/role-arn": `\${aws_iam_role.${role}.arn}` },
      depends_on: [`aws_iam_role_policy.${policy}`],
    });
  });

  it("lets the pods do what is added later, in the same policy", () => {
    const made = synth((stack) => {
      const { identity } = new IrsaRole(stack, "Reports", {
        ...GRANT,
        cluster: new FakeEksCluster(stack),
        oidcProviderArn: PROVIDER,
      });
      identity.addStatements([{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::archive/*"] }]);
    });
    expect(JSON.parse(made.one("aws_iam_role_policy").policy).Statement).toHaveLength(2);
  });

  it("fails on a service account that has no valid name", () => {
    const problems = problemsOf((stack) => {
      new IrsaRole(stack, "Reports", {
        ...GRANT,
        cluster: new FakeEksCluster(stack),
        oidcProviderArn: PROVIDER,
        serviceAccount: "writer*",
      });
    });
    expect(codes(problems)).toEqual(["serviceAccount invalid-name"]);
  });
});
