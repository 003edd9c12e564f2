import { ConfigError } from "../../../../lib/core/errors";
import { extractProvider, extractType } from "../../../../lib/rehearsal/schema/extract";
import { field, moduleOf, providerModule, text } from "../../../support/bindings";

const OWNER = { name: "@cdktf/provider-x", version: "1.2.3", directory: "x" };

describe("extraction", () => {
  it("gives kind, type and block of a module", () => {
    expect(extractType(moduleOf("aws_vpc", [text("cidr_block", "oc")]))).toEqual({
      kind: "resource",
      type: "aws_vpc",
      block: {
        attributes: { cidr_block: { type: "string", optional: true, computed: true } },
        blocks: {},
      },
      warnings: [],
    });
  });

  it("collects warnings, those of data sources told apart", () => {
    const odd = field("odd", "c", "this.getOddAttribute('odd')");
    expect(extractType(moduleOf("aws_vpc", [odd], [], {}, "TerraformDataSource"))?.warnings).toEqual([
      "data.aws_vpc.odd: its type is not understood",
    ]);
  });

  it("gives nothing for a module that makes no type", () => {
    expect(extractType("export const nothing = 1;")).toBeUndefined();
    expect(extractType(providerModule("aws", "6.25.0"))).toBeUndefined();
  });

  it.each([
    ["aws", "registry.terraform.io/hashicorp/aws"],
    ["integrations/github", "registry.terraform.io/integrations/github"],
    ["registry.example.com/team/cloud", "registry.example.com/team/cloud"],
  ])("completes the source %s", (source, full) => {
    expect(extractProvider(providerModule("cloud", "6.25.0", source), OWNER)).toMatchObject({
      name: "cloud",
      source: full,
      version: "6.25.0",
      warnings: [],
    });
  });

  it.each([
    ["is no provider", moduleOf("aws_vpc", [])],
    ["does not name a version", providerModule("aws", "6.25.0").replace("providerVersion", "other")],
  ])("fails where the provider module %s", (_, source) => {
    expect.assertions(2);
    try {
      extractProvider(source, OWNER);
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect(error).toMatchObject({ problems: [{ code: "unknown-bindings" }] });
    }
  });
});
