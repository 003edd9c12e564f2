import { checkScanningFilters, RegistryScanning } from "../../../constructs/registry/registry-scanning";
import { Problems } from "../../../lib/core/errors";
import { codes, problemsOf, synth } from "../../support/synth";

describe("RegistryScanning", () => {
  it("scans on push with basic scanning", () => {
    const result = synth((stack) => {
      new RegistryScanning(stack, "Scanning", { scanType: "basic", repositoryFilters: ["prod/*"] });
    });
    expect(result.one("aws_ecr_registry_scanning_configuration")).toMatchObject({
      scan_type: "BASIC",
      rule: [
        {
          scan_frequency: "SCAN_ON_PUSH",
          repository_filter: [{ filter: "prod/*", filter_type: "WILDCARD" }],
        },
      ],
    });
  });

  it("scans continuously with enhanced scanning", () => {
    const result = synth((stack) => {
      new RegistryScanning(stack, "Scanning", { scanType: "enhanced", repositoryFilters: ["*"] });
    });
    expect(result.one("aws_ecr_registry_scanning_configuration")).toMatchObject({
      scan_type: "ENHANCED",
      rule: [{ scan_frequency: "CONTINUOUS_SCAN" }],
    });
  });

  it("fails on a second one in the stack", () => {
    const problems = problemsOf((stack) => {
      new RegistryScanning(stack, "One", { scanType: "basic", repositoryFilters: ["*"] });
      new RegistryScanning(stack, "Two", { scanType: "basic", repositoryFilters: ["*"] });
    });
    expect(codes(problems)).toEqual(["scanning registry-setting-twice"]);
  });
});

describe("checkScanningFilters", () => {
  function check(filters: readonly string[]): string[] {
    const problems = new Problems();
    checkScanningFilters(problems.at("scanningFilters"), filters);
    return codes(problems.all);
  }

  it("takes names and wildcards", () => {
    expect(check(["*", "prod/*", "team-a/api", "*api*", "${TfToken[TOKEN.1]}"])).toEqual([]);
  });

  it("fails on none", () => {
    expect(check([])).toEqual(["scanningFilters invalid-scanning-filter"]);
  });

  it.each(["Prod", "a//b", "/a", "a/", "", "x".repeat(256)])("fails on %j", (filter) => {
    expect(check([filter])).toEqual(["scanningFilters[0] invalid-scanning-filter"]);
  });
});
