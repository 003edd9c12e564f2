import { DataResource, TerraformOutput } from "cdktf";
import { ReadyGate } from "../../../constructs/eks/ready-gate";
import { HelmRelease } from "../../../constructs/helm";
import { Network } from "../../../constructs/network/network";
import { smallCluster } from "../../support/eks-fixture";
import { synth } from "../../support/synth";

const made = synth((stack) => {
  const gate = new ReadyGate(stack, "Ready", {
    clusterName: "shop",
    endpoint: "https://example",
    certificateAuthority: "Y2E=",
    dependsOn: [new DataResource(stack, "Access")],
  });
  gate.waitFor(new DataResource(stack, "Nodes"));
  for (const [key, value] of Object.entries(gate.connection)) {
    new TerraformOutput(stack, key, { value });
  }
});

describe("ReadyGate", () => {
  it("carries the address of the cluster", () => {
    expect(made.one("terraform_data", "Ready").input).toEqual({
      name: "shop",
      endpoint: "https://example",
      certificateAuthority: "Y2E=",
    });
  });

  it("waits for what it was made with and for what came later", () => {
    expect(made.one("terraform_data", "Ready").depends_on).toEqual([
      "terraform_data.Access",
      "terraform_data.Nodes",
    ]);
  });

  it("hands out the address only after what it waits for", () => {
    const [gate] = Object.keys(made.all("terraform_data")).filter((id) => id.startsWith("Ready"));
    expect(made.json.output).toMatchObject({
      clusterName: { value: `\${terraform_data.${gate}.output.name}` },
      host: { value: `\${terraform_data.${gate}.output.endpoint}` },
      caCertificate: { value: `\${base64decode(terraform_data.${gate}.output.certificateAuthority)}` },
    });
  });
});

describe("the ready gate of a cluster", () => {
  it("waits for access, add-ons, nodes and the routes of the network", () => {
    const made = synth((stack) => {
      const route = new DataResource(stack, "Route");
      const network = Network.fromAttributes(stack, "Network", {
        vpcId: "vpc-0123456789abcdef0",
        cidr: "10.0.0.0/16",
        availabilityZones: ["eu-central-1a", "eu-central-1b"],
        privateSubnetIds: ["subnet-a", "subnet-b"],
        routes: [route],
      });
      smallCluster(stack, { network });
    });
    const waitsFor: string[] = made.one("terraform_data", "Ready").depends_on;
    for (const part of [
      "aws_eks_access_entry.",
      "aws_eks_access_policy_association.",
      "_vpc-cni_",
      "_kube-proxy_",
      "_eks-pod-identity-agent_",
      "_coredns_",
      "_aws-ebs-csi-driver_",
      "aws_eks_node_group.",
      "terraform_data.Route",
    ]) {
      expect(waitsFor).toContainEqual(expect.stringContaining(part));
    }
    expect(made.one("aws_eks_node_group").depends_on).toContain("terraform_data.Route");
  });

  it("is what releases and the storage class wait for", () => {
    const made = synth((stack) => {
      new HelmRelease(stack, "Keda", { cluster: smallCluster(stack), chart: "keda" });
    });
    const [gate] = Object.keys(made.all("terraform_data"));
    expect(made.one("helm_release").depends_on).toEqual([`terraform_data.${gate}`]);
    expect(made.one("kubernetes_storage_class_v1").depends_on).toEqual([`terraform_data.${gate}`]);
  });

  it("is where providers get the address from, with a short-lived credential and never a token", () => {
    const made = synth((stack) => void smallCluster(stack).helmProvider);
    const [gate] = Object.keys(made.all("terraform_data"));
    const address = {
      host: `\${terraform_data.${gate}.output.endpoint}`,
      cluster_ca_certificate: `\${base64decode(terraform_data.${gate}.output.certificateAuthority)}`,
    };
    const exec = {
      api_version: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: [
        "eks",
        "get-token",
        "--cluster-name",
        `\${terraform_data.${gate}.output.name}`,
        "--region",
        "eu-central-1",
      ],
    };
    expect(made.json.provider.helm).toEqual([{ kubernetes: { ...address, exec } }]);
    expect(made.json.provider.kubernetes).toEqual([{ ...address, exec: [exec] }]);
  });

  it("takes another command, and an alias for a second cluster", () => {
    const made = synth((stack) => {
      smallCluster(stack, { authentication: { env: { AWS_PROFILE: "ops" } }, providerAlias: "second" });
    });
    expect(made.json.provider.kubernetes[0]).toMatchObject({
      alias: "second",
      exec: [{ command: "aws", env: { AWS_PROFILE: "ops" } }],
    });
  });
});
