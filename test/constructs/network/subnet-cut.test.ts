import { Token } from "cdktf";
import { cutSubnets, type SubnetTier } from "../../../constructs/network/subnet-cut";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function cut(tier: SubnetTier, vpc: string, letters: string, prefixLength?: number) {
  const problems = new Problems();
  const zones = [...letters].map((letter) => `eu-central-1${letter}`);
  const blocks = cutSubnets(tier, vpc, zones, prefixLength, problems);
  return { cidrs: blocks.map((block) => block.cidr), codes: codes(problems.all) };
}

describe("cutSubnets", () => {
  it("gives each zone its place in each tier", () => {
    expect(cut("private", "10.0.0.0/16", "abcdef").cidrs).toEqual([
      "10.0.0.0/19",
      "10.0.32.0/19",
      "10.0.64.0/19",
      "10.0.96.0/19",
      "10.0.128.0/19",
      "10.0.160.0/19",
    ]);
    expect(cut("public", "10.0.0.0/16", "abf").cidrs).toEqual([
      "10.0.192.0/22",
      "10.0.196.0/22",
      "10.0.212.0/22",
    ]);
    expect(cut("data", "10.0.0.0/16", "abf").cidrs).toEqual([
      "10.0.224.0/22",
      "10.0.228.0/22",
      "10.0.244.0/22",
    ]);
  });

  it("starts smaller subnets where the place starts", () => {
    expect(cut("private", "10.0.0.0/16", "ab", 24).cidrs).toEqual(["10.0.0.0/24", "10.0.32.0/24"]);
    expect(cut("data", "10.0.0.0/16", "ab", 28).cidrs).toEqual(["10.0.224.0/28", "10.0.228.0/28"]);
  });

  it("fits all tiers into a /22 and private subnets into a /25", () => {
    expect(cut("public", "10.0.0.0/22", "ab")).toEqual({
      cidrs: ["10.0.3.0/28", "10.0.3.16/28"],
      codes: [],
    });
    expect(cut("private", "10.0.0.0/25", "ab")).toEqual({
      cidrs: ["10.0.0.0/28", "10.0.0.16/28"],
      codes: [],
    });
  });

  it("fails when the VPC is too small for the tier", () => {
    expect(cut("public", "10.0.0.0/23", "a")).toEqual({ cidrs: [], codes: [" not-enough-space"] });
    expect(cut("data", "10.0.0.0/28", "a")).toEqual({ cidrs: [], codes: [" not-enough-space"] });
    expect(cut("private", "10.0.0.0/26", "a")).toEqual({ cidrs: [], codes: [" not-enough-space"] });
  });

  it("fails when the wanted subnets are larger than their places", () => {
    expect(cut("private", "10.0.0.0/16", "ab", 18)).toEqual({
      cidrs: [],
      codes: ["prefixLength not-enough-space"],
    });
  });

  it("fails on subnets smaller than AWS has", () => {
    expect(cut("private", "10.0.0.0/16", "ab", 29)).toEqual({
      cidrs: [],
      codes: ["prefixLength subnet-too-small"],
    });
  });

  it.each([20.5, Number.NaN])("fails on prefix length %d", (prefixLength) => {
    expect(cut("private", "10.0.0.0/16", "ab", prefixLength)).toEqual({
      cidrs: [],
      codes: ["prefixLength invalid-prefix-length"],
    });
  });

  it("fails on a zone that has no place, and leaves one that is not known to others", () => {
    const problems = new Problems();
    const zones = [
      "us-west-2a",
      "us-west-2g",
      "us-west-2-lax-1a",
      Token.asString({ resolve: () => "us-west-2b" }),
    ];
    expect(cutSubnets("private", "10.0.0.0/16", zones, undefined, problems)).toEqual([
      { zone: "us-west-2a", cidr: "10.0.0.0/19" },
    ]);
    expect(problems.all.map(({ code, value }) => [code, value])).toEqual([
      ["zone-without-place", "us-west-2g"],
      ["zone-without-place", "us-west-2-lax-1a"],
    ]);
  });
});
