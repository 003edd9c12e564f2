import { Token } from "cdktf";
import type { NetworkProps } from "../../../constructs/network";
import { resolveNetwork } from "../../../constructs/network/network-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const LEAST: NetworkProps = {
  name: "staging",
  region: "eu-central-1",
  cidr: "10.0.0.0/16",
  availabilityZones: ["eu-central-1a", "eu-central-1b"],
};

function resolve(more: Partial<NetworkProps> = {}) {
  const problems = new Problems();
  const config = resolveNetwork({ ...LEAST, ...more }, problems);
  return { config, codes: codes(problems.all), problems: problems.all };
}

describe("resolveNetwork", () => {
  it("fills every default on the safe side", () => {
    const { config, codes } = resolve();
    expect(codes).toEqual([]);
    expect(config).toMatchObject({
      mapPublicIpOnLaunch: false,
      natGateways: "per-zone",
      flowLogs: { retentionDays: 365, kmsKeyArn: undefined },
      lockDefaultSecurityGroup: true,
      s3GatewayEndpoint: true,
      interfaceEndpoints: [],
      warnings: [],
    });
  });

  it("keeps every spelled choice", () => {
    const { config, codes } = resolve({
      mapPublicIpOnLaunch: true,
      natGateways: "single",
      flowLogs: "none",
      lockDefaultSecurityGroup: false,
      s3GatewayEndpoint: false,
      interfaceEndpoints: ["sts"],
    });
    expect(codes).toEqual([]);
    expect(config).toMatchObject({
      mapPublicIpOnLaunch: true,
      natGateways: "single",
      flowLogs: undefined,
      lockDefaultSecurityGroup: false,
      s3GatewayEndpoint: false,
      interfaceEndpoints: ["sts"],
    });
  });

  it("has no NAT gateways where there are no public subnets", () => {
    const { config, codes } = resolve({ publicSubnets: "none", interfaceEndpoints: [] });
    expect(codes).toEqual([]);
    expect(config.natGateways).toBe("none");
  });

  it.each(["single", "per-zone"] as const)("fails on %s NAT without public subnets", (natGateways) => {
    expect(resolve({ publicSubnets: "none", natGateways }).codes).toEqual([
      "natGateways nat-without-public-subnets",
    ]);
  });

  it("fails on a choice of NAT gateways it does not know, and lists those it knows", () => {
    const { codes, problems } = resolve({ natGateways: "one" as "single" });
    expect(codes).toEqual(["natGateways unknown-nat-gateways"]);
    expect(problems[0]?.fix).toContain("none, single, per-zone");
  });

  it.each(["", "1st", "sg-staging", "a_b", "a-", "a".repeat(64)])("fails on the name %j", (name) => {
    expect(resolve({ name }).codes).toEqual(["name invalid-name"]);
  });

  it.each(["Frankfurt", "eu-central-1a", "eu-central", ""])("fails on the region %j", (region) => {
    expect(resolve({ region }).codes).toContain("region invalid-region");
  });

  it.each([
    ["10.0.0.0/15", "vpc-size"],
    ["10.0.0.0/29", "vpc-size"],
    ["10.0.0.1/16", "host-bits"],
    ["10.0.0.0", "invalid-cidr"],
  ])("fails on the VPC block %s with %s alone", (cidr, code) => {
    expect(resolve({ cidr }).codes).toEqual([`cidr ${code}`]);
  });

  it.each(["10.0.0.0/16", "10.0.0.0/28"])("accepts %s, a limit of VPC sizes", (cidr) => {
    expect(
      resolve({
        cidr,
        availabilityZones: ["eu-central-1a"],
        privateSubnets: ["10.0.0.0/28"],
        publicSubnets: "none",
        dataSubnets: "none",
      }).codes,
    ).toEqual([]);
  });

  it("fails on a cluster name EKS would refuse", () => {
    expect(resolve({ clusterName: "my cluster" }).codes).toEqual(["clusterName invalid-name"]);
  });

  it.each(["Name", "kubernetes.io/role/elb", "kubernetes.io/role/internal-elb", "karpenter.sh/discovery"])(
    "fails on the tag %s, which it sets itself",
    (key) => {
      const { codes } = resolve({ tags: { [key]: "x" } });
      expect(codes).toHaveLength(1);
      expect(codes[0]).toMatch(/^tags.* reserved-tag$/);
    },
  );

  it("fails on tags AWS would refuse", () => {
    expect(resolve({ tags: { "aws:team": "x" } }).codes[0]).toMatch(/ invalid-tag-key$/);
  });

  it("reports the problems of its parts below their props", () => {
    const { codes } = resolve({
      availabilityZones: ["eu-west-1a"],
      dataSubnets: { prefixLength: 29 },
      interfaceEndpoints: ["s4" as "sts"],
      flowLogs: { retentionDays: 42 },
    });
    expect(codes).toEqual([
      "availabilityZones[0] foreign-zone",
      "dataSubnets.prefixLength subnet-too-small",
      "interfaceEndpoints[0] unknown-endpoint",
      "flowLogs.retentionDays retention-not-allowed",
    ]);
  });

  it("lets names, region and block pass that are known after apply", () => {
    const later = (value: string) => Token.asString({ resolve: () => value });
    expect(
      resolve({
        name: later("staging"),
        region: later("eu-central-1"),
        cidr: later("10.0.0.0/16"),
        clusterName: later("staging"),
        privateSubnets: ["10.0.0.0/20", later("10.0.16.0/20")],
        publicSubnets: "none",
        dataSubnets: "none",
        interfaceEndpoints: [],
      }).codes,
    ).toEqual([]);
  });

  it("warns of private subnets with little room for nodes and pods", () => {
    const small = resolve({ cidr: "10.0.0.0/22", privateSubnets: { prefixLength: 27 } });
    expect(small.codes).toEqual([]);
    expect(small.config.warnings).toEqual([
      expect.stringMatching(/^\[small-private-subnets\] 10\.0\.0\.0\/27/),
    ]);
    expect(resolve({ cidr: "10.0.0.0/22", privateSubnets: { prefixLength: 26 } }).config.warnings).toEqual(
      [],
    );
  });

  it("warns of private subnets without a way out until interface endpoints are named, even none", () => {
    expect(resolve({ natGateways: "none" }).config.warnings).toEqual([
      expect.stringMatching(/^\[no-way-out\]/),
    ]);
    expect(resolve({ natGateways: "none", interfaceEndpoints: [] }).config.warnings).toEqual([]);
  });
});
