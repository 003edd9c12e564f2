import { DataResource } from "cdktf";
import {
  type EksClusterAttributes,
  ImportedEksCluster,
  resolveEksClusterAttributes,
} from "../../../constructs/eks/imported-eks-cluster";
import { HelmRelease } from "../../../constructs/helm";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

const ATTRIBUTES: EksClusterAttributes = {
  clusterName: "shop",
  region: "eu-central-1",
  clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/shop",
  endpoint: "https://example.eks.amazonaws.com",
  certificateAuthority: "Y2E=",
  clusterSecurityGroupId: "sg-1",
  oidcIssuerUrl: "https://oidc.eks.eu-central-1.amazonaws.com/id/1",
};

describe("ImportedEksCluster", () => {
  it("is what its attributes say", () => {
    synth((stack) => {
      const cluster = new ImportedEksCluster(stack, "Cluster", { ...ATTRIBUTES, kubernetesVersion: "1.35" });
      const { region, ...attributes } = ATTRIBUTES;
      expect(cluster).toMatchObject({ ...attributes, kubernetesVersion: "1.35", ready: [] });
    });
  });

  it("is reached directly, with a short-lived credential", () => {
    const made = synth((stack) => {
      const cluster = new ImportedEksCluster(stack, "Cluster", { ...ATTRIBUTES, providerAlias: "shop" });
      expect(cluster.kubernetesProvider.alias).toBe("shop");
    });
    expect(made.json.provider.kubernetes[0]).toMatchObject({
      host: "https://example.eks.amazonaws.com",
      cluster_ca_certificate: '${base64decode("Y2E=")}',
      exec: [{ command: "aws", args: expect.arrayContaining(["get-token", "shop", "eu-central-1"]) }],
    });
  });

  it("lets releases wait for what the user names", () => {
    const made = synth((stack) => {
      const ready = [new DataResource(stack, "Nodes")];
      const cluster = new ImportedEksCluster(stack, "Cluster", { ...ATTRIBUTES, ready });
      new HelmRelease(stack, "Keda", { cluster, chart: "keda" });
    });
    expect(made.one("helm_release").depends_on).toEqual(["terraform_data.Nodes"]);
  });

  it("grants service accounts through Pod Identity", () => {
    const made = synth((stack) => {
      new ImportedEksCluster(stack, "Cluster", ATTRIBUTES).grantServiceAccount("Reports", {
        namespace: "reports",
        serviceAccount: "writer",
        statements: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::reports/*"] }],
      });
    });
    expect(made.one("aws_eks_pod_identity_association")).toMatchObject({
      cluster_name: "shop",
      namespace: "reports",
      service_account: "writer",
    });
  });
});

describe("node pools of an imported cluster", () => {
  it("are those it is told of", () => {
    const nodePools = { gpu: { labels: { pool: "gpu" }, accelerator: "nvidia" } } as const;
    synth((stack) => {
      const cluster = new ImportedEksCluster(stack, "Cluster", { ...ATTRIBUTES, nodePools });
      expect(cluster.nodePools).toEqual(nodePools);
    });
  });

  it("fail where nobody could choose one", () => {
    const problems = new Problems();
    const nodePools = { gpu: { labels: {}, accelerator: "nvidia" } } as const;
    resolveEksClusterAttributes({ ...ATTRIBUTES, nodePools }, problems);
    expect(codes(problems.all)).toEqual(["nodePools.gpu.labels node-pool-without-labels"]);
  });
});

describe("resolveEksClusterAttributes", () => {
  function resolve(changes: Partial<EksClusterAttributes>): string[] {
    const problems = new Problems();
    resolveEksClusterAttributes({ ...ATTRIBUTES, ...changes }, problems);
    return codes(problems.all);
  }

  it("accepts attributes that are known after apply", () => {
    expect(resolve({ clusterName: "${TfToken[TOKEN.1]}", endpoint: "${TfToken[TOKEN.2]}" })).toEqual([]);
  });

  it("fails on a name EKS does not allow", () => {
    expect(resolve({ clusterName: "" })).toEqual(["clusterName invalid-name"]);
  });

  it("fails on an endpoint without HTTPS", () => {
    expect(resolve({ endpoint: "example.eks.amazonaws.com" })).toEqual(["endpoint invalid-endpoint"]);
  });
});
