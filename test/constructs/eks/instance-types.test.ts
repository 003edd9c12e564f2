import * as fc from "fast-check";
import { parseInstanceType, resolveHardware } from "../../../constructs/eks/instance-types";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

describe("parseInstanceType", () => {
  it.each([
    ["t4g", "m6g", "m7gd", "m8g", "c6gn", "c7g", "c7gn", "c8g", "r6gd", "r7g", "r8g", "x2gd", "x8g"],
    ["im4gn", "is4gen", "i4g", "i8g", "i8ge", "hpc7g", "a1"],
  ])("reads %s and the like as ARM without accelerator", (...families) => {
    for (const family of families) {
      expect([family, parseInstanceType(`${family}.xlarge`)]).toEqual([
        family,
        { architecture: "arm64", accelerator: "none" },
      ]);
    }
  });

  it("reads processors of Intel and AMD as x86, whatever letters stand around", () => {
    for (const family of [
      "m5",
      "m6i",
      "m7i",
      "m7a",
      "m7i-flex",
      "c6in",
      "r6idn",
      "t3a",
      "i4i",
      "x2iedn",
      "u-6tb1",
    ]) {
      expect([family, parseInstanceType(`${family}.large`)]).toEqual([
        family,
        { architecture: "x86_64", accelerator: "none" },
      ]);
    }
  });

  it("tells graphics in front of the generation from Graviton behind it", () => {
    for (const family of ["g4dn", "g5", "g6", "g6e", "gr6", "p3", "p4d", "p4de", "p5", "p5en", "p6-b200"]) {
      expect([family, parseInstanceType(`${family}.48xlarge`)]).toEqual([
        family,
        { architecture: "x86_64", accelerator: "nvidia" },
      ]);
    }
    expect(parseInstanceType("g5g.xlarge")).toEqual({ architecture: "arm64", accelerator: "nvidia" });
    expect(parseInstanceType("p6e-gb200.36xlarge")).toEqual({ architecture: "arm64", accelerator: "nvidia" });
  });

  it("knows the GPUs of AMD and the chips of AWS", () => {
    expect(parseInstanceType("g4ad.xlarge")?.accelerator).toBe("amd");
    expect(parseInstanceType("inf2.xlarge")?.accelerator).toBe("neuron");
    expect(parseInstanceType("trn1n.32xlarge")?.accelerator).toBe("neuron");
  });

  it("reads every size", () => {
    for (const size of ["nano", "medium", "xlarge", "112xlarge", "metal", "metal-24xl"]) {
      expect(parseInstanceType(`m7i.${size}`)).toBeDefined();
    }
  });

  it("reads nothing that is not family.size", () => {
    for (const text of [
      "",
      "m7i",
      ".large",
      "m7i.",
      "m7i.larg",
      "M7i.large",
      "m7i.large ",
      "large.m7i",
      "m7i-large",
    ]) {
      expect([text, parseInstanceType(text)]).toEqual([text, undefined]);
    }
  });

  it("decides by the letters behind the generation number alone", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("m", "c", "r", "t", "g", "x", "im", "is", "hpc", "i"),
        fc.integer({ min: 2, max: 99 }),
        fc.constantFrom("", "g", "gd", "gn", "gen", "i", "a", "dn", "in", "e"),
        fc.constantFrom("large", "metal", "4xlarge"),
        (series, generation, options, size) =>
          parseInstanceType(`${series}${generation}${options}.${size}`)?.architecture ===
          (options.startsWith("g") ? "arm64" : "x86_64"),
      ),
    );
  });
});

describe("resolveHardware", () => {
  function resolve(types: string[]) {
    const problems = new Problems();
    return { hardware: resolveHardware(types, problems), found: codes(problems.all) };
  }

  it("tells what the types have in common", () => {
    expect(resolve(["m7g.large", "c8g.xlarge"])).toEqual({
      hardware: { architecture: "arm64", accelerator: "none" },
      found: [],
    });
  });

  it("skips types that are not known before apply", () => {
    expect(resolve(["${TfToken[TOKEN.1]}", "g6.xlarge"])).toEqual({
      hardware: { architecture: "x86_64", accelerator: "nvidia" },
      found: [],
    });
  });

  it("fails without a type", () => {
    expect(resolve([]).found).toEqual(["instanceTypes no-instance-types"]);
  });

  it("fails with more than 20 types", () => {
    const types = Array.from({ length: 21 }, (_, index) => `m7i.${index + 1}xlarge`);
    expect(resolve(types).found).toEqual(["instanceTypes too-many-instance-types"]);
    expect(resolve(types.slice(1)).found).toEqual([]);
  });

  it("fails on what is not an instance type, by its place", () => {
    expect(resolve(["m7i.large", "m7i"]).found).toEqual(["instanceTypes[1] invalid-instance-type"]);
  });

  it("fails on two architectures", () => {
    expect(resolve(["m7i.large", "m7g.large"])).toEqual({
      hardware: undefined,
      found: ["instanceTypes mixed-architectures"],
    });
  });

  it("fails where only some have a GPU, and where the GPUs differ in kind", () => {
    expect(resolve(["m7i.large", "g6.xlarge"]).found).toEqual(["instanceTypes mixed-accelerators"]);
    expect(resolve(["g4ad.xlarge", "g4dn.xlarge"]).found).toEqual(["instanceTypes mixed-accelerators"]);
    expect(resolve(["g4dn.xlarge", "p3.2xlarge"]).found).toEqual([]);
  });
});
