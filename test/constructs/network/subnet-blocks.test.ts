import { Token } from "cdktf";
import * as fc from "fast-check";
import {
  placeSubnets,
  type SubnetChoice,
  type SubnetChoices,
} from "../../../constructs/network/subnet-blocks";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const VPC = "10.0.0.0/16";
const ZONES = ["eu-central-1a", "eu-central-1b"];
const token = Token.asString({ resolve: () => "10.0.0.0/20" });

function place(choices: SubnetChoices, vpcCidr: string | undefined = VPC, zones: readonly string[] = ZONES) {
  const problems = new Problems();
  const placed = placeSubnets(choices, vpcCidr, zones, problems);
  return { ...placed, codes: codes(problems.all) };
}

describe("placeSubnets", () => {
  it("cuts all three tiers when nothing is chosen", () => {
    expect(place({})).toEqual({
      privateSubnets: [
        { zone: "eu-central-1a", cidr: "10.0.0.0/19" },
        { zone: "eu-central-1b", cidr: "10.0.32.0/19" },
      ],
      publicSubnets: [
        { zone: "eu-central-1a", cidr: "10.0.192.0/22" },
        { zone: "eu-central-1b", cidr: "10.0.196.0/22" },
      ],
      dataSubnets: [
        { zone: "eu-central-1a", cidr: "10.0.224.0/22" },
        { zone: "eu-central-1b", cidr: "10.0.228.0/22" },
      ],
      codes: [],
    });
  });

  it("makes no public and data subnets where they are switched off", () => {
    expect(place({ publicSubnets: "none", dataSubnets: "none" })).toMatchObject({
      publicSubnets: [],
      dataSubnets: [],
      codes: [],
    });
  });

  it("takes listed blocks in the order of the zones, beside tiers that are cut", () => {
    const placed = place({
      publicSubnets: ["10.0.64.0/20", "10.0.80.0/20"],
      dataSubnets: { prefixLength: 24 },
    });
    expect(placed.publicSubnets).toEqual([
      { zone: "eu-central-1a", cidr: "10.0.64.0/20" },
      { zone: "eu-central-1b", cidr: "10.0.80.0/20" },
    ]);
    expect(placed.dataSubnets.map(({ cidr }) => cidr)).toEqual(["10.0.224.0/24", "10.0.228.0/24"]);
    expect(placed.codes).toEqual([]);
  });

  it("passes single blocks that are known after apply", () => {
    const placed = place({ dataSubnets: [token, "10.0.240.0/24"] });
    expect(placed.dataSubnets[0]).toEqual({ zone: "eu-central-1a", cidr: token });
    expect(placed.codes).toEqual([]);
  });

  it("takes listed blocks in a VPC whose block is known after apply", () => {
    const listed = ["10.0.0.0/24", "10.0.1.0/24"];
    expect(
      place({ privateSubnets: listed, publicSubnets: "none", dataSubnets: "none" }, token),
    ).toMatchObject({
      privateSubnets: [{ cidr: "10.0.0.0/24" }, { cidr: "10.0.1.0/24" }],
      codes: [],
    });
  });

  it("fails to cut a VPC whose block is known after apply", () => {
    expect(place({ dataSubnets: "none" }, token).codes).toEqual([
      "privateSubnets cidr-not-known",
      "publicSubnets cidr-not-known",
    ]);
  });

  it("says nothing more about a VPC whose block is wrong", () => {
    const problems = new Problems();
    expect(placeSubnets({}, undefined, ZONES, problems).privateSubnets).toEqual([]);
    expect(problems.all).toEqual([]);
  });

  it("fails on a list or a prefix length known after apply", () => {
    expect(
      place({
        privateSubnets: Token.asList({ resolve: () => [] }),
        dataSubnets: { prefixLength: Token.asNumber({ resolve: () => 24 }) },
      }).codes,
    ).toEqual(["privateSubnets subnets-not-known", "dataSubnets subnets-not-known"]);
  });

  it.each([[["10.0.224.0/24"]], [["10.0.224.0/24", "10.0.225.0/24", "10.0.226.0/24"]], [[]]])(
    "fails on %j for two zones",
    (dataSubnets) => {
      expect(place({ dataSubnets }).codes).toEqual(["dataSubnets subnet-count"]);
    },
  );

  it.each<[string, string]>([
    ["10.0.240.0", "invalid-cidr"],
    ["10.0.240.1/24", "host-bits"],
    ["10.0.240.0/29", "subnet-too-small"],
    ["10.0.0.0/15", "subnet-too-large"],
    ["10.1.0.0/24", "foreign-subnet"],
  ])("fails on the listed block %s: %s", (cidr, code) => {
    expect(place({ dataSubnets: ["10.0.241.0/24", cidr] }).codes).toContain(`dataSubnets[1] ${code}`);
  });

  it("fails on a subnet larger than its VPC", () => {
    const listed: SubnetChoice = ["10.0.0.0/19", "10.0.0.0/25"];
    const none = { publicSubnets: "none", dataSubnets: "none" } as const;
    expect(place({ privateSubnets: listed, ...none }, "10.0.0.0/20").codes).toContain(
      "privateSubnets[0] subnet-too-large",
    );
  });

  it("fails on blocks that overlap in a tier, between tiers, and with what is cut", () => {
    expect(
      place({
        publicSubnets: ["10.0.64.0/20", "10.0.64.0/24"],
        dataSubnets: ["10.0.80.0/20", "10.0.32.0/24"],
      }).codes,
    ).toEqual(["publicSubnets[1] overlapping-subnets", "dataSubnets[1] overlapping-subnets"]);
  });

  it("fails with the tier's prop path when it cannot be cut", () => {
    expect(
      place({ privateSubnets: { prefixLength: 17 }, publicSubnets: { prefixLength: 29 } }).codes,
    ).toEqual([
      "privateSubnets.prefixLength not-enough-space",
      "publicSubnets.prefixLength subnet-too-small",
    ]);
    expect(place({ dataSubnets: "none" }, "10.0.0.0/24").codes).toEqual(["publicSubnets not-enough-space"]);
  });

  it("leaves a zone listed twice to the check of zones", () => {
    expect(place({}, VPC, ["eu-central-1a", "eu-central-1a"]).codes).toEqual([]);
  });
});

/** First and last address of a block, computed without the code under test. */
function range(cidr: string): readonly [number, number] {
  const [address = "", prefix = ""] = cidr.split("/");
  const first = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return [first, first + 2 ** (32 - Number(prefix)) - 1];
}

/** A VPC large enough for all tiers, some zones in any order, and choices that fit. */
const networks = fc
  .record({
    vpcPrefix: fc.integer({ min: 16, max: 22 }),
    address: fc.nat({ max: 2 ** 24 - 1 }),
    zones: fc.shuffledSubarray(
      [..."abcdef"].map((letter) => `eu-central-1${letter}`),
      { minLength: 1 },
    ),
    smaller: fc.tuple(fc.nat({ max: 12 }), fc.nat({ max: 12 }), fc.nat({ max: 12 })),
    off: fc.record({ public: fc.boolean(), data: fc.boolean() }),
  })
  .map(({ vpcPrefix, address, zones, smaller: [forPrivate, forPublic, forData], off }) => {
    const size = 2 ** (32 - vpcPrefix);
    const aligned = Math.floor(address / size) * size;
    const octets = [16, 8, 0].map((shift) => Math.floor(aligned / 2 ** shift) % 256);
    const choice = (placePrefix: number, smaller: number): SubnetChoice | undefined =>
      smaller === 0 ? undefined : { prefixLength: Math.min(28, placePrefix + smaller) };
    const all = {
      privateSubnets: choice(vpcPrefix + 3, forPrivate),
      publicSubnets: choice(vpcPrefix + 6, forPublic),
      dataSubnets: choice(vpcPrefix + 6, forData),
    };
    const chosen: SubnetChoices = {
      privateSubnets: all.privateSubnets,
      publicSubnets: off.public ? "none" : all.publicSubnets,
      dataSubnets: off.data ? "none" : all.dataSubnets,
    };
    return { vpc: `10.${octets.join(".")}/${vpcPrefix}`, zones, all, chosen };
  });

function blocksOf(placed: ReturnType<typeof place>) {
  return [...placed.privateSubnets, ...placed.publicSubnets, ...placed.dataSubnets];
}

describe("subnets that are cut", () => {
  it("are one for each zone and tier, in the order of the zones", () => {
    fc.assert(
      fc.property(networks, ({ vpc, zones, chosen }) => {
        const placed = place(chosen, vpc, zones);
        expect(placed.codes).toEqual([]);
        expect(placed.privateSubnets.map(({ zone }) => zone)).toEqual(zones);
        expect(placed.publicSubnets.map(({ zone }) => zone)).toEqual(
          chosen.publicSubnets === "none" ? [] : zones,
        );
        expect(placed.dataSubnets.map(({ zone }) => zone)).toEqual(
          chosen.dataSubnets === "none" ? [] : zones,
        );
      }),
    );
  });

  it("lie inside the VPC and share no address", () => {
    fc.assert(
      fc.property(networks, ({ vpc, zones, chosen }) => {
        const [vpcFirst, vpcLast] = range(vpc);
        const ranges = blocksOf(place(chosen, vpc, zones))
          .map(({ cidr }) => range(cidr))
          .sort(([one], [other]) => one - other);
        let free = vpcFirst;
        for (const [first, last] of ranges) {
          expect(first).toBeGreaterThanOrEqual(free);
          free = last + 1;
        }
        expect(free).toBeLessThanOrEqual(vpcLast + 1);
      }),
    );
  });

  it("stay where they are when public and data subnets are added later", () => {
    fc.assert(
      fc.property(networks, ({ vpc, zones, chosen, all }) => {
        const before = blocksOf(place(chosen, vpc, zones));
        expect(blocksOf(place(all, vpc, zones))).toEqual(expect.arrayContaining(before));
      }),
    );
  });

  it("stay where they are when zones are removed or listed in another order", () => {
    fc.assert(
      fc.property(networks, fc.nat({ max: 5 }), ({ vpc, zones, chosen }, count) => {
        const some = [...zones].reverse().slice(0, count);
        const after = blocksOf(place(chosen, vpc, some));
        expect(blocksOf(place(chosen, vpc, zones))).toEqual(expect.arrayContaining(after));
      }),
    );
  });
});
