import { fullSource, packagesOf, renameProviders } from "../../../../lib/rehearsal/harness/simulation";
import type { UsedProvider } from "../../../../lib/rehearsal/harness/stack-folder";
import { codeOf } from "../../../support/rehearsals";

function used(name: string, source = `hashicorp/${name}`): UsedProvider {
  return { name, source, resources: [], dataSources: [] };
}

const INSTALLED = [
  { name: "@cdktf/provider-aws", directory: "packages/aws" },
  { name: "@cdktn/provider-google-beta", directory: "packages/google-beta" },
];

describe("simulated providers", () => {
  it("come from the package named like the provider, whatever a stack calls it", () => {
    expect(
      packagesOf([used("aws"), used("beta", "hashicorp/google-beta")], INSTALLED, ".").map(
        ({ directory }) => directory,
      ),
    ).toEqual(["packages/aws", "packages/google-beta"]);
  });

  it("fail, each by name, where their bindings are not installed", async () => {
    expect(
      await codeOf(async () => packagesOf([used("random"), used("aws"), used("tls")], INSTALLED, ".")),
    ).toBe("providers.random provider-package-missing, providers.tls provider-package-missing");
  });

  it("are found by OpenTofu in its own registry", () => {
    expect(fullSource(used("aws"), "terraform")).toBe("registry.terraform.io/hashicorp/aws");
    expect(fullSource(used("aws"), "opentofu")).toBe("registry.opentofu.org/hashicorp/aws");
    expect(fullSource(used("x", "registry.example.com/team/x"), "opentofu")).toBe(
      "registry.example.com/team/x",
    );
    const sources = new Map([["registry.terraform.io/hashicorp/aws", "registry.opentofu.org/hashicorp/aws"]]);
    expect(
      JSON.parse(renameProviders('{"registry.terraform.io/hashicorp/aws":{"Pid":1},"other":{}}', sources)),
    ).toEqual({
      "registry.opentofu.org/hashicorp/aws": { Pid: 1 },
      other: {},
    });
  });
});
