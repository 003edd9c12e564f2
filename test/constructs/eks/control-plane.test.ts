import { TerraformStack, Testing } from "cdktf";
import { clusterRole, controlPlaneArguments } from "../../../constructs/eks/control-plane";
import { resolveEksCluster } from "../../../constructs/eks/eks-cluster-config";
import type { EksClusterProps } from "../../../constructs/eks/eks-cluster-props";
import { Problems } from "../../../lib/core/errors";
import { clusterProps } from "../../support/eks-fixture";
import { synth } from "../../support/synth";

function argumentsFor(changes: Partial<EksClusterProps>) {
  const stack = new TerraformStack(Testing.app(), "test");
  const config = resolveEksCluster(clusterProps(stack, changes), new Problems());
  return controlPlaneArguments(config, {
    roleArn: "arn:aws:iam::111122223333:role/cluster",
    kmsKeyArn: config.encryption === "aws-owned" ? undefined : "arn:aws:kms:eu-central-1:111122223333:key/1",
    nodeRoleArn: "arn:aws:iam::111122223333:role/node",
    dependsOn: [],
  });
}

describe("controlPlaneArguments", () => {
  it("keeps the API server private", () => {
    expect(argumentsFor({}).vpcConfig).toEqual({
      subnetIds: ["subnet-a", "subnet-b"],
      endpointPrivateAccess: true,
      endpointPublicAccess: false,
    });
  });

  it("opens the API server to named blocks, or to all when told so", () => {
    expect(argumentsFor({ publicEndpoint: { cidrs: ["203.0.113.0/24"] } }).vpcConfig).toMatchObject({
      endpointPrivateAccess: true,
      endpointPublicAccess: true,
      publicAccessCidrs: ["203.0.113.0/24"],
    });
    expect(argumentsFor({ publicEndpoint: "open-to-the-world" }).vpcConfig).toMatchObject({
      endpointPublicAccess: true,
      publicAccessCidrs: ["0.0.0.0/0"],
    });
  });

  it("lets in whom access entries name, the creator only when told so", () => {
    expect(argumentsFor({}).accessConfig).toEqual({
      authenticationMode: "API",
      bootstrapClusterCreatorAdminPermissions: false,
    });
    expect(argumentsFor({ creatorAccess: "cluster-admin" }).accessConfig).toMatchObject({
      bootstrapClusterCreatorAdminPermissions: true,
    });
  });

  it("encrypts Kubernetes data with the key, or leaves it to a key of AWS", () => {
    expect(argumentsFor({}).encryptionConfig).toEqual({
      provider: { keyArn: "arn:aws:kms:eu-central-1:111122223333:key/1" },
      resources: ["secrets"],
    });
    expect(argumentsFor({ encryption: "aws-owned" }).encryptionConfig).toBeUndefined();
  });

  it("writes all logs, or none", () => {
    expect(argumentsFor({}).enabledClusterLogTypes).toHaveLength(5);
    expect(argumentsFor({ controlPlaneLogs: "none" }).enabledClusterLogTypes).toBeUndefined();
  });

  it("cannot be deleted, by AWS or by a plan, until told otherwise", () => {
    expect(argumentsFor({})).toMatchObject({
      deletionProtection: true,
      lifecycle: { preventDestroy: true },
    });
    const open = argumentsFor({ deletionProtection: false });
    expect(open.deletionProtection).toBe(false);
    expect(open.lifecycle).toBeUndefined();
  });

  it("is upgraded at the end of standard support, or pays for more time", () => {
    expect(argumentsFor({}).upgradePolicy).toEqual({ supportType: "STANDARD" });
    expect(argumentsFor({ upgradePolicy: "extended" }).upgradePolicy).toEqual({ supportType: "EXTENDED" });
  });

  it("takes part in zonal shift, or does not", () => {
    expect(argumentsFor({}).zonalShiftConfig).toEqual({ enabled: true });
    expect(argumentsFor({ zonalShift: false }).zonalShiftConfig).toEqual({ enabled: false });
  });

  it("brings no add-ons that nobody manages", () => {
    expect(argumentsFor({}).bootstrapSelfManagedAddons).toBe(false);
  });

  it("leaves the addresses of Services to EKS, or takes the block it is given", () => {
    expect(argumentsFor({}).kubernetesNetworkConfig).toBeUndefined();
    expect(argumentsFor({ serviceIpv4Cidr: "172.20.0.0/16" }).kubernetesNetworkConfig).toEqual({
      serviceIpv4Cidr: "172.20.0.0/16",
    });
  });

  it("switches on the three parts of Auto Mode together, or none", () => {
    expect(argumentsFor({ autoMode: {} })).toMatchObject({
      computeConfig: {
        enabled: true,
        nodePools: ["general-purpose", "system"],
        nodeRoleArn: "arn:aws:iam::111122223333:role/node",
      },
      kubernetesNetworkConfig: { elasticLoadBalancing: { enabled: true } },
      storageConfig: { blockStorage: { enabled: true } },
    });
    expect(argumentsFor({})).not.toHaveProperty("computeConfig");
    expect(argumentsFor({})).not.toHaveProperty("storageConfig");
  });
});

describe("clusterRole", () => {
  function role(autoMode: boolean) {
    return synth((stack) => {
      clusterRole(stack, "shop", autoMode, { partition: "aws", tags: undefined });
    });
  }

  it("lets EKS assume it, and tag sessions in Auto Mode only", () => {
    const statement = (autoMode: boolean) =>
      JSON.parse(role(autoMode).one("aws_iam_role").assume_role_policy).Statement[0];
    expect(statement(false)).toEqual({
      Effect: "Allow",
      Principal: { Service: "eks.amazonaws.com" },
      Action: "sts:AssumeRole",
    });
    expect(statement(true).Action).toEqual(["sts:AssumeRole", "sts:TagSession"]);
  });

  it("has one policy, and four more in Auto Mode", () => {
    expect(Object.keys(role(false).all("aws_iam_role_policy_attachment"))).toHaveLength(1);
    expect(Object.keys(role(true).all("aws_iam_role_policy_attachment"))).toHaveLength(5);
  });

  it("keeps to the length IAM allows, whatever the name of the cluster", () => {
    const made = synth((stack) => {
      clusterRole(stack, "a".repeat(100), false, { partition: "aws", tags: undefined });
    });
    expect(made.one("aws_iam_role").name).toMatch(/^a{55}-[0-9a-f]{8}$/);
  });
});
