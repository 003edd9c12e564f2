import { DataResource, type TerraformStack } from "cdktf";
import { ImportedEksCluster } from "../../../constructs/eks/imported-eks-cluster";
import { ServiceAccounts } from "../../../constructs/eks/service-accounts";
import { codes, problemsOf, synth } from "../../support/synth";

const GRANT = {
  namespace: "reports",
  serviceAccount: "writer",
  statements: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::reports/*"] }],
};

function serviceAccounts(stack: TerraformStack, podIdentity = true): ServiceAccounts {
  const cluster = new ImportedEksCluster(stack, "Cluster", {
    clusterName: "shop",
    region: "eu-central-1",
    clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/shop",
    endpoint: "https://example.eks.amazonaws.com",
    certificateAuthority: "Y2E=",
    clusterSecurityGroupId: "sg-1",
    oidcIssuerUrl: "https://oidc.eks.eu-central-1.amazonaws.com/id/1",
  });
  const dependsOn = [new DataResource(stack, "Agent")];
  return new ServiceAccounts(stack, "ServiceAccounts", { cluster, podIdentity, dependsOn, tags: undefined });
}

describe("ServiceAccounts", () => {
  it("grants through Pod Identity, after what it must wait for", () => {
    const made = synth((stack) => {
      const identity = serviceAccounts(stack).grant("Reports", GRANT);
      expect(identity.serviceAccountAnnotations).toEqual({});
    });
    expect(made.one("aws_eks_pod_identity_association").depends_on).toEqual(["terraform_data.Agent"]);
  });

  it("grants through one OIDC provider without thumbprints, however many grants there are", () => {
    const made = synth((stack) => {
      const accounts = serviceAccounts(stack);
      const identity = accounts.grantIrsa("Reports", GRANT);
      accounts.grantIrsa("Other", { ...GRANT, serviceAccount: "other" });
      expect(Object.keys(identity.serviceAccountAnnotations)).toEqual(["eks.amazonaws.com/role-arn"]);
    });
    expect(made.one("aws_iam_openid_connect_provider")).toMatchObject({
      url: "https://oidc.eks.eu-central-1.amazonaws.com/id/1",
      client_id_list: ["sts.amazonaws.com"],
    });
    expect(made.one("aws_iam_openid_connect_provider").thumbprint_list).toBeUndefined();
    expect(Object.keys(made.all("aws_iam_role"))).toHaveLength(2);
  });

  it("makes no OIDC provider before it is needed", () => {
    const made = synth((stack) => void serviceAccounts(stack).grant("Reports", GRANT));
    expect(made.all("aws_iam_openid_connect_provider")).toEqual({});
  });

  it("fails where nothing hands out Pod Identity credentials", () => {
    const found = problemsOf((stack) => void serviceAccounts(stack, false).grant("Reports", GRANT));
    expect(codes(found)).toEqual([" no-workload-identity"]);
  });

  it("grants through the OIDC provider where nothing hands out Pod Identity credentials", () => {
    const made = synth((stack) => void serviceAccounts(stack, false).grantIrsa("Reports", GRANT));
    expect(Object.keys(made.all("aws_iam_role"))).toHaveLength(1);
  });

  it("fails on a second grant to one service account, whichever way", () => {
    const found = problemsOf((stack) => {
      const accounts = serviceAccounts(stack);
      accounts.grant("Reports", GRANT);
      accounts.grantIrsa("Again", GRANT);
    });
    expect(codes(found)).toEqual(["serviceAccount duplicate-grant"]);
  });

  it("fails on statements that allow everything", () => {
    const found = problemsOf((stack) => {
      serviceAccounts(stack).grant("Reports", {
        ...GRANT,
        statements: [{ actions: ["s3:*"], resources: ["*"] }],
      });
    });
    expect(codes(found)).toEqual(["statements[0].actions[0] wildcard-action"]);
  });
});
