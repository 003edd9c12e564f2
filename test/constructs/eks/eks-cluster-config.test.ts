import { TerraformStack, Testing } from "cdktf";
import * as fc from "fast-check";
import { resolveEksCluster } from "../../../constructs/eks/eks-cluster-config";
import type { EksClusterProps } from "../../../constructs/eks/eks-cluster-props";
import { Problems } from "../../../lib/core/errors";
import { clusterProps, DEPLOYER, existingNetwork } from "../../support/eks-fixture";
import { codes } from "../../support/synth";

function resolve(changes: Partial<EksClusterProps>) {
  const problems = new Problems();
  const stack = new TerraformStack(Testing.app(), "test");
  const config = resolveEksCluster(clusterProps(stack, changes), problems);
  return { config, codes: codes(problems.all) };
}

function withSubnets(...subnets: string[]) {
  return existingNetwork(new TerraformStack(Testing.app(), "other"), subnets);
}

describe("resolveEksCluster", () => {
  it("accepts the smallest cluster, on the default version, without a warning", () => {
    const { config, codes } = resolve({});
    expect(codes).toEqual([]);
    expect(config).toMatchObject({ version: "1.36", kubernetesVersion: "1.36", warnings: [] });
  });

  it("does not claim to know a version that is known after apply", () => {
    const { config, codes } = resolve({ version: "${TfToken[TOKEN.1]}" });
    expect(codes).toEqual([]);
    expect(config.kubernetesVersion).toBeUndefined();
  });

  it.each(["", "-shop", "shop cluster", "a".repeat(101)])("fails on the name %j", (clusterName) => {
    expect(resolve({ clusterName, nodeGroups: undefined }).codes).toContain("clusterName invalid-name");
  });

  it.each(["", "eu-central-1a", "Frankfurt"])("fails on the region %j", (region) => {
    expect(resolve({ region }).codes).toEqual(["region invalid-region"]);
  });

  it("accepts regions of every partition", () => {
    for (const region of ["us-east-1", "us-gov-west-1", "cn-north-1", "eusc-de-east-1"]) {
      expect(resolve({ region }).codes).toEqual([]);
    }
  });

  it("fails on a version EKS no longer runs", () => {
    expect(resolve({ version: "1.30" }).codes).toContain("version unsupported-version");
  });

  it("fails on fewer than two private subnets", () => {
    expect(resolve({ network: withSubnets("subnet-a") }).codes).toEqual(["network too-few-subnets"]);
  });

  it("fails on a tag AWS reserves", () => {
    expect(resolve({ tags: { "aws:x": "y" } }).codes).toEqual(['tags["aws:x"] invalid-tag-key']);
  });

  it("reports mistakes in version, node group and access entry together", () => {
    const { codes } = resolve({
      version: "1.29",
      nodeGroups: { general: { minSize: 5, maxSize: 2 } },
      accessEntries: { ops: { ...DEPLOYER.deployer, policies: [{ policy: "root" as "view" }] } },
    });
    expect(codes).toEqual(
      expect.arrayContaining([
        "version unsupported-version",
        expect.stringMatching(/^nodeGroups\.general\..*min-above-max$/),
        "accessEntries.ops.policies[0].policy unknown-access-policy",
      ]),
    );
  });

  it("reports mistakes in Fargate profiles and add-ons under the user's own names", () => {
    const { codes } = resolve({
      fargateProfiles: { batch: { selectors: [] } },
      addOns: { coredns: { version: "latest" } },
      storageClass: { name: "GP3" },
    });
    expect(codes).toEqual([
      "fargateProfiles.batch.selectors no-selectors",
      "addOns.coredns.version invalid-version",
      "storageClass.name invalid-name",
    ]);
  });
});

describe("access to a cluster", () => {
  it("fails where nobody could get in", () => {
    expect(resolve({ accessEntries: undefined }).codes).toEqual(["accessEntries no-access-entries"]);
    expect(resolve({ accessEntries: {} }).codes).toEqual(["accessEntries no-access-entries"]);
  });

  it("is enough for the creator alone when told so", () => {
    const { config, codes } = resolve({ accessEntries: undefined, creatorAccess: "cluster-admin" });
    expect(codes).toEqual([]);
    expect(config).toMatchObject({ creatorIsAdmin: true, warnings: [] });
  });

  it("warns where nobody is administrator", () => {
    const accessEntries = { ops: { ...DEPLOYER.deployer, policies: [{ policy: "edit" as const }] } };
    expect(resolve({ accessEntries }).config.warnings).toEqual([
      expect.stringContaining("[no-cluster-admin]"),
    ]);
  });
});

describe("the public endpoint", () => {
  const publicEndpoint = (...cidrs: string[]) => resolve({ publicEndpoint: { cidrs } }).codes;

  it("takes public blocks", () => {
    expect(publicEndpoint("203.0.113.0/24", "198.51.100.7/32")).toEqual([]);
  });

  it("fails on an empty list, which EKS takes for the whole internet", () => {
    expect(publicEndpoint()).toEqual(["publicEndpoint.cidrs empty-cidrs"]);
  });

  it("fails on the whole internet unless it is spelled out, and then warns", () => {
    expect(publicEndpoint("203.0.113.0/24", "0.0.0.0/0")).toEqual(["publicEndpoint.cidrs[1] open-endpoint"]);
    const { config, codes } = resolve({ publicEndpoint: "open-to-the-world" });
    expect(codes).toEqual([]);
    expect(config.warnings).toEqual([expect.stringContaining("[open-endpoint]")]);
  });

  it.each(["203.0.113.5/24", "203.0.113.0", "offices"])("fails on %j, which is no block", (cidr) => {
    expect(publicEndpoint(cidr)).toEqual(["publicEndpoint.cidrs[0] invalid-cidr"]);
  });

  it("fails on a private block, which never reaches a public endpoint", () => {
    expect(publicEndpoint("10.1.0.0/16")).toEqual(["publicEndpoint.cidrs[0] private-cidr"]);
  });

  it("fails on a block that is named twice", () => {
    expect(publicEndpoint("203.0.113.0/24", "203.0.113.0/24")).toEqual([
      "publicEndpoint.cidrs[1] duplicate-cidr",
    ]);
  });
});

describe("the block for Services", () => {
  const service = (serviceIpv4Cidr: string) => resolve({ serviceIpv4Cidr }).codes;

  it("may be any /12 to /24 of a private range beside the VPC", () => {
    fc.assert(
      fc.property(fc.integer({ min: 12, max: 24 }), (prefix) => {
        expect(service(`172.16.0.0/${prefix}`)).toEqual([]);
      }),
    );
  });

  it.each(["172.20.0.0", "172.20.0.1/16", "8.0.0.0/16", "172.16.0.0/11", "192.168.0.0/25", "11.0.0.0/12"])(
    "fails on %j",
    (cidr) => {
      expect(service(cidr)).toEqual(["serviceIpv4Cidr invalid-service-cidr"]);
    },
  );

  it.each(["10.0.0.0/16", "10.0.4.0/24", "10.0.0.0/12"])("fails on %j, which overlaps the VPC", (cidr) => {
    expect(service(cidr)).toEqual(["serviceIpv4Cidr overlapping-service-cidr"]);
  });

  it("is not compared with a VPC that is known after apply", () => {
    const network = Object.assign(withSubnets("subnet-a", "subnet-b"), { cidr: "${TfToken[TOKEN.1]}" });
    expect(resolve({ network, serviceIpv4Cidr: "10.0.0.0/16" }).codes).toEqual([]);
  });
});

describe("the upgrade policy", () => {
  it("warns that EKS will upgrade a version that is in extended support already", () => {
    expect(resolve({ version: "1.33" }).config.warnings).toEqual([
      expect.stringMatching(/\[extended-support\].* 2026-07-29 .* 2027-07-29/),
    ]);
  });

  it("is silent for a version in standard support, and where extended support is asked for", () => {
    expect(resolve({ version: "1.34" }).config.warnings).toEqual([]);
    expect(resolve({ version: "1.33", upgradePolicy: "extended" }).config.warnings).toEqual([]);
  });
});

describe("Auto Mode", () => {
  it("needs neither node groups nor core add-ons", () => {
    const { config, codes } = resolve({ autoMode: {} });
    expect(codes).toEqual([]);
    expect(config.addOns.size).toBe(0);
  });

  it("fails together with node groups", () => {
    expect(resolve({ autoMode: {}, nodeGroups: { general: {} } }).codes).toEqual([
      "nodeGroups auto-mode-with-node-groups",
    ]);
  });

  it("fails together with core add-ons", () => {
    expect(resolve({ autoMode: {}, addOns: { "vpc-cni": {} } }).codes).toEqual([
      "addOns.vpc-cni auto-mode-with-add-ons",
    ]);
  });

  it("fails on an unknown node pool", () => {
    expect(resolve({ autoMode: { nodePools: ["gpu" as "system"] } }).codes).toEqual([
      "autoMode.nodePools[0] unknown-node-pool",
    ]);
  });
});

describe("the default storage class", () => {
  it("is made where something provides disks", () => {
    expect(resolve({}).config.storageClass).toEqual({ name: "gp3", reclaimPolicy: "Delete" });
    expect(resolve({ autoMode: {} }).config.storageClass).toEqual({ name: "gp3", reclaimPolicy: "Delete" });
    expect(resolve({ addOns: { "aws-ebs-csi-driver": "none" } }).config.storageClass).toBeUndefined();
  });

  it("is left out when told, and made when asked for", () => {
    expect(resolve({ storageClass: "none" }).config.storageClass).toBeUndefined();
    const ownDriver = { addOns: { "aws-ebs-csi-driver": "none" }, storageClass: { name: "own" } } as const;
    expect(resolve(ownDriver).config.storageClass).toEqual({ name: "own", reclaimPolicy: "Delete" });
  });
});
