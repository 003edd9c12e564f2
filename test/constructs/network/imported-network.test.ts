import { Token } from "cdktf";
import {
  ImportedNetwork,
  type NetworkAttributes,
  resolveNetworkAttributes,
} from "../../../constructs/network/imported-network";
import { Problems } from "../../../lib/core/errors";
import { codes, problemsOf, synth } from "../../support/synth";

const LEAST: NetworkAttributes = {
  vpcId: "vpc-0123456789abcdef0",
  cidr: "10.0.0.0/16",
  availabilityZones: ["eu-central-1a", "eu-central-1b"],
  privateSubnetIds: ["subnet-0a", "subnet-0b"],
};

function check(more: Partial<NetworkAttributes>): string[] {
  const problems = new Problems();
  resolveNetworkAttributes({ ...LEAST, ...more }, problems);
  return codes(problems.all);
}

describe("ImportedNetwork", () => {
  it("says what it was told and makes no resources", () => {
    const synthesized = synth((stack) => {
      const network = new ImportedNetwork(stack, "Network", {
        ...LEAST,
        publicSubnetIds: ["subnet-1a", "subnet-1b"],
      });
      expect(network).toMatchObject({
        ...LEAST,
        publicSubnetIds: ["subnet-1a", "subnet-1b"],
        dataSubnetIds: [],
        routes: [],
      });
    });
    expect(synthesized.addresses()).toEqual([]);
  });

  it("hands on what must exist before nodes have a way out", () => {
    const routes = [{ fqn: "aws_route.nat" }];
    const problems = new Problems();
    expect(resolveNetworkAttributes({ ...LEAST, routes }, problems).routes).toBe(routes);
  });

  it("fails with its path and all problems", () => {
    expect(
      codes(
        problemsOf((stack) => new ImportedNetwork(stack, "Network", { ...LEAST, vpcId: "main", cidr: "x" })),
      ),
    ).toEqual(["vpcId invalid-vpc-id", "cidr invalid-cidr"]);
  });
});

describe("resolveNetworkAttributes", () => {
  it("lets pass what is known after apply: ids, lists of ids, the block", () => {
    const later = Token.asString({ resolve: () => "x" });
    const list = Token.asList({ resolve: () => ["x"] });
    expect(check({ vpcId: later, cidr: later, privateSubnetIds: list, dataSubnetIds: list })).toEqual([]);
    expect(check({ privateSubnetIds: [later, "subnet-0b"] })).toEqual([]);
  });

  it("fails on host bits in the block", () => {
    expect(check({ cidr: "10.0.0.1/16" })).toEqual(["cidr host-bits"]);
  });

  it("fails on zones that are missing, repeated or not known", () => {
    expect(check({ availabilityZones: [], privateSubnetIds: [] })).toEqual(["availabilityZones zone-count"]);
    expect(check({ availabilityZones: ["eu-central-1a", "eu-central-1a"] })).toEqual([
      "availabilityZones[1] duplicate-zone",
    ]);
    expect(check({ availabilityZones: Token.asList({ resolve: () => ["x"] }) })).toEqual([
      "availabilityZones zone-not-known",
    ]);
  });

  it.each(["privateSubnetIds", "publicSubnetIds", "dataSubnetIds"] as const)(
    "fails on %s of another number than the zones",
    (prop) => {
      expect(check({ [prop]: ["subnet-0a"] })).toEqual([`${prop} subnet-count`]);
    },
  );

  it("fails without private subnets", () => {
    expect(check({ privateSubnetIds: [] })).toEqual(["privateSubnetIds subnet-count"]);
  });

  it("fails on ids that are not those of subnets, and on one listed twice", () => {
    expect(check({ dataSubnetIds: ["vpc-1", "subnet-2b"] })).toEqual(["dataSubnetIds[0] invalid-subnet-id"]);
    expect(check({ publicSubnetIds: ["subnet-1a", "subnet-1a"] })).toEqual([
      "publicSubnetIds[1] duplicate-subnet",
    ]);
  });
});
