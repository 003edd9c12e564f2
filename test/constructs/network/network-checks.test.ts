import { Token } from "cdktf";
import { checkCidr, checkZones } from "../../../constructs/network/network-checks";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function zoneCodes(zones: readonly string[], region?: string): string[] {
  const problems = new Problems();
  checkZones(problems, zones, region);
  return codes(problems.all);
}

describe("checkZones", () => {
  it("accepts one to six zones of the region, local zones among them", () => {
    expect(zoneCodes(["us-west-2a"], "us-west-2")).toEqual([]);
    expect(zoneCodes(["us-west-2a", "us-west-2-lax-1a"], "us-west-2")).toEqual([]);
    expect(
      zoneCodes(
        [..."abcdef"].map((letter) => `us-east-1${letter}`),
        "us-east-1",
      ),
    ).toEqual([]);
  });

  it("leaves the region unchecked where it is not given or not known", () => {
    expect(zoneCodes(["eu-west-1a"])).toEqual([]);
    expect(zoneCodes(["eu-west-1a"], Token.asString({ resolve: () => "eu-central-1" }))).toEqual([]);
  });

  it.each([0, 7])("fails on %i zones", (count) => {
    const zones = [..."abcdefg"].slice(0, count).map((letter) => `eu-central-1${letter}`);
    expect(zoneCodes(zones, "eu-central-1")).toEqual(["availabilityZones zone-count"]);
  });

  it("fails on a zone listed twice", () => {
    expect(zoneCodes(["eu-central-1a", "eu-central-1b", "eu-central-1a"], "eu-central-1")).toEqual([
      "availabilityZones[2] duplicate-zone",
    ]);
  });

  it.each(["eu-west-1a", "eu-central-1", "eu-central-12a", "a"])("fails on %s in eu-central-1", (zone) => {
    expect(zoneCodes([zone], "eu-central-1")).toEqual(["availabilityZones[0] foreign-zone"]);
  });

  it("fails on zones that are known after apply, one or all", () => {
    expect(zoneCodes([Token.asString({ resolve: () => "x" }), "eu-central-1b"], "eu-central-1")).toEqual([
      "availabilityZones[0] zone-not-known",
    ]);
    expect(zoneCodes(Token.asList({ resolve: () => ["x"] }), "eu-central-1")).toEqual([
      "availabilityZones zone-not-known",
    ]);
  });
});

describe("checkCidr", () => {
  function check(text: string) {
    const problems = new Problems();
    const block = checkCidr(problems, "cidr", text);
    return { block, codes: codes(problems.all) };
  }

  it("returns the parsed block", () => {
    expect(check("10.0.0.0/16")).toEqual({
      block: { text: "10.0.0.0/16", prefix: 16, size: 65536 },
      codes: [],
    });
  });

  it("passes a token without a block", () => {
    expect(check(Token.asString({ resolve: () => "10.0.0.0/16" }))).toEqual({ block: undefined, codes: [] });
  });

  it.each(["", "10.0.0.0", "10.0.0.0/33", "10.0.300.0/16", "10.0.0/16", "fd00::/8", "10.0.0.0/16/2"])(
    "fails on %j, which is no IPv4 block",
    (text) => {
      expect(check(text)).toEqual({ block: undefined, codes: ["cidr invalid-cidr"] });
    },
  );

  it.each(["10.0.0.5/16", "10.0.0.1/0", "10.0.0.129/25"])("fails on %s, which has host bits", (text) => {
    expect(check(text)).toEqual({ block: undefined, codes: ["cidr host-bits"] });
  });
});
