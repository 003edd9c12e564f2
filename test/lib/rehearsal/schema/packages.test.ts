import * as path from "node:path";
import { ConfigError } from "../../../../lib/core/errors";
import { describePackage, findProviderPackages } from "../../../../lib/rehearsal/schema/packages";
import {
  compiled,
  installed,
  providerModule,
  temporaryFolder,
  writePackage,
} from "../../../support/bindings";

const folder = temporaryFolder();

function install(at: string, name: string, isProvider = true): string {
  const provider = { "provider/index.js": compiled(providerModule("x", "1.0.0")) };
  return writePackage(path.join(folder, at, "node_modules", name), name, isProvider ? provider : {});
}

describe("installed provider bindings", () => {
  it("finds those of this repository, and not cdktf's own tools", () => {
    const found = findProviderPackages(__dirname);
    expect(found.map(({ name }) => name)).toEqual(["aws", "helm", "kubernetes"]);
    expect(found[0]?.directory).toBe(installed("aws"));
  });

  it("finds both scopes, in this folder and above, the nearest first", () => {
    const inner = install("repo/app", "@cdktn/provider-aws");
    install("repo", "@cdktf/provider-aws");
    const upper = install("repo", "@cdktf/provider-google-beta");
    install("repo", "@cdktf/provider-generator", false);
    install("repo", "@other/provider-azurerm");
    const found = findProviderPackages(path.join(folder, "repo", "app", "stacks"));
    expect(found.filter(({ directory }) => directory.startsWith(folder))).toEqual([
      { name: "aws", directory: inner },
      { name: "google-beta", directory: upper },
    ]);
  });

  it("prefers cdktf where both are installed side by side", () => {
    install("both", "@cdktn/provider-aws");
    const preferred = install("both", "@cdktf/provider-aws");
    expect(findProviderPackages(path.join(folder, "both"))).toContainEqual({
      name: "aws",
      directory: preferred,
    });
  });

  it("describes a package by its own package.json", () => {
    const directory = install("described", "@cdktf/provider-aws");
    expect(describePackage(directory)).toEqual({ name: "@cdktf/provider-aws", version: "1.2.3", directory });
  });

  it.each(["nothing-there", "no-provider"])("fails for a folder that holds no bindings (%s)", (name) => {
    const directory =
      name === "no-provider" ? install(name, "@cdktf/provider-schema", false) : path.join(folder, name);
    expect.assertions(2);
    try {
      describePackage(directory);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect(error).toMatchObject({ problems: [{ code: "unknown-bindings", value: directory }] });
    }
  });
});
