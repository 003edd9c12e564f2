import * as fs from "node:fs";
import * as path from "node:path";
import { ConfigError } from "../../../../lib/core/errors";
import { findProviderPackages, loadProviderSchema } from "../../../../lib/rehearsal/schema/load";
import type { BlockSchema, ProviderSchema } from "../../../../lib/rehearsal/schema/types";
import {
  compiled,
  field,
  installed,
  moduleOf,
  providerModule,
  temporaryFolder,
  text,
  writePackage,
} from "../../../support/bindings";

const folder = temporaryFolder();
const fresh = { cacheDirectory: false } as const;

describe("schemas of the installed providers", () => {
  const schemas: Record<string, ProviderSchema> = {};
  const schemaOf = (name: string): ProviderSchema => {
    const schema = schemas[name];
    if (schema === undefined) {
      throw new Error(`${name} was not loaded`);
    }
    return schema;
  };
  const resource = (type: string): BlockSchema => {
    const block = schemaOf(type.split("_")[0] ?? "").resources[type]?.block;
    if (block === undefined) {
      throw new Error(`${type} was not extracted`);
    }
    return block;
  };

  beforeAll(() => {
    for (const { name, directory } of findProviderPackages(__dirname)) {
      schemas[name] = loadProviderSchema(directory, undefined, fresh);
    }
  });

  it.each([
    ["aws", 1581, 630],
    ["kubernetes", 82, 26],
    ["helm", 1, 1],
  ])("extracts every type of %s without a warning", (name, resources, dataSources) => {
    const schema = schemaOf(name);
    expect(schema.warnings).toEqual([]);
    expect(Object.keys(schema.resources)).toHaveLength(resources);
    expect(Object.keys(schema.dataSources)).toHaveLength(dataSources);
    expect(schema.source).toBe(`registry.terraform.io/hashicorp/${name}`);
    const { cdktf } = JSON.parse(
      fs.readFileSync(path.join(installed(name as "aws"), "package.json"), "utf8"),
    );
    expect(schema.version).toBe(cdktf.provider.version);
  });

  it("has an attribute or block in every type", () => {
    const all = Object.values(schemas).flatMap(({ resources, dataSources }) =>
      Object.entries({ ...resources, ...dataSources }),
    );
    const empty = all.filter(
      ([, { block }]) => Object.keys({ ...block.attributes, ...block.blocks }).length === 0,
    );
    expect(empty).toEqual([]);
  });

  it("knows aws_vpc", () => {
    const { attributes, blocks } = resource("aws_vpc");
    expect(attributes.cidr_block).toEqual({ type: "string", optional: true, computed: true });
    expect(attributes.enable_dns_support).toEqual({ type: "bool", optional: true });
    expect(attributes.tags).toEqual({ type: ["map", "string"], optional: true });
    expect(attributes.arn).toEqual({ type: "string", computed: true });
    expect(blocks).toEqual({});
    expect(schemaOf("aws").resources.aws_vpc?.forceNew).toEqual(
      expect.arrayContaining(["cidr_block", "region"]),
    );
  });

  it("knows the rules of aws_security_group as attributes of a plain object type", () => {
    const { ingress } = resource("aws_security_group").attributes;
    expect(ingress?.type).toMatchObject([
      "set",
      ["object", { from_port: "number", cidr_blocks: ["list", "string"] }],
    ]);
    expect(ingress).toMatchObject({ optional: true, computed: true });
    expect(ingress?.nested).toBeUndefined();
  });

  it("knows aws_eks_cluster, with the blocks the provider fills", () => {
    const { attributes, blocks } = resource("aws_eks_cluster");
    expect(attributes.name).toEqual({ type: "string", required: true });
    expect(attributes.enabled_cluster_log_types?.type).toEqual(["set", "string"]);
    expect(attributes.certificate_authority?.type).toEqual(["list", ["object", { data: "string" }]]);
    expect(blocks.vpc_config).toMatchObject({ nesting: "list", minItems: 1, maxItems: 1 });
    expect(blocks.vpc_config?.block.attributes.subnet_ids).toEqual({
      type: ["set", "string"],
      required: true,
    });
    expect(blocks.kubernetes_network_config).toMatchObject({ nesting: "list", maxItems: 1, computed: true });
    expect(blocks.timeouts).toMatchObject({ nesting: "single" });
    expect(blocks.encryption_config?.computed).toBeUndefined();
  });

  it("knows helm_release: nested attributes, and timeouts as one of them", () => {
    const { attributes, blocks } = resource("helm_release");
    expect(blocks).toEqual({});
    expect(attributes.set).toMatchObject({
      type: ["list", ["object", { name: "string", type: "string", value: "string" }]],
      nested: {
        nesting: "list",
        attributes: {
          name: { required: true },
          type: { optional: true, computed: true },
          value: { optional: true },
        },
      },
    });
    expect(attributes.timeouts?.nested?.nesting).toBe("single");
    expect(attributes.metadata).toMatchObject({ computed: true, type: ["object", { revision: "number" }] });
    expect(attributes.set_wo).toMatchObject({ writeOnly: true });
    expect(attributes.set_wo?.nested?.attributes.value).toMatchObject({ writeOnly: true });
    expect(attributes.set_sensitive?.nested?.attributes.value).toMatchObject({ sensitive: true });
  });

  it("knows the template of kubernetes_deployment_v1", () => {
    const spec = resource("kubernetes_deployment_v1").blocks.spec;
    const template = spec?.block.blocks.template;
    const container = template?.block.blocks.spec?.block.blocks.container;
    expect([spec?.minItems, template?.minItems, template?.maxItems]).toEqual([1, 1, 1]);
    expect(container?.nesting).toBe("list");
    expect(container?.block.attributes.name).toEqual({ type: "string", required: true });
    expect(schemaOf("kubernetes").resources.kubernetes_deployment_v1?.forceNew).toEqual([
      "metadata.name",
      "metadata.generate_name",
      "metadata.namespace",
      "spec.selector",
    ]);
  });

  it("knows what is truly dynamic", () => {
    expect(resource("kubernetes_manifest").attributes.manifest).toEqual({ type: "dynamic", required: true });
    expect(resource("aws_wafv2_web_acl").attributes.rule).toEqual({ type: "dynamic", optional: true });
    expect(resource("aws_wafv2_web_acl").blocks.rule).toBeUndefined();
  });

  it("knows the configurations of the three providers", () => {
    const exec = schemaOf("helm").config.attributes.kubernetes?.nested?.attributes.exec;
    expect(exec?.nested?.attributes).toEqual({
      api_version: { type: "string", required: true },
      args: { type: ["list", "string"], optional: true },
      command: { type: "string", required: true },
      env: { type: ["map", "string"], optional: true },
    });
    expect(schemaOf("kubernetes").config.blocks.exec).toMatchObject({ nesting: "list" });
    expect(schemaOf("aws").config.blocks.default_tags?.block.attributes.tags).toEqual({
      type: ["map", "string"],
      optional: true,
    });
    expect(schemaOf("aws").config.attributes.allowed_account_ids?.type).toEqual(["set", "string"]);
  });
});

describe("loading a package", () => {
  const files = {
    "provider/index.js": compiled(providerModule("random", "3.7.2")),
    "string-resource/index.js": compiled(moduleOf("random_string", [text("result", "c")])),
    "pet/index.js": compiled(moduleOf("random_pet", [field("odd", "o", "this.getOddAttribute('odd')")])),
    "data-random-pet/index.js": compiled(
      moduleOf("random_pet", [text("id", "c")], [], {}, "TerraformDataSource"),
    ),
    "index.js": "module.exports = {};",
  };
  const write = (name: string, more: Readonly<Record<string, string>> = {}) =>
    writePackage(path.join(folder, name, "node_modules/@cdktf/provider-random"), "@cdktf/provider-random", {
      ...files,
      ...more,
    });

  it("reads the types it is asked for, also where the folder is named differently", () => {
    const schema = loadProviderSchema(
      write("listed"),
      { resources: ["random_string", "random_none"] },
      fresh,
    );
    expect(Object.keys(schema.resources)).toEqual(["random_string"]);
    expect(schema.dataSources).toEqual({});
    expect(schema.warnings).toEqual([]);
  });

  it("does not look at other modules, so that they cost nothing", () => {
    const directory = write("only", { "pet/index.js": "stripped" });
    const schema = loadProviderSchema(directory, { dataSources: ["random_pet"] }, fresh);
    expect(Object.keys(schema.dataSources)).toEqual(["random_pet"]);
  });

  it("reads everything without a list, and says what it does not understand", () => {
    const schema = loadProviderSchema(write("whole"), undefined, fresh);
    expect(Object.keys(schema.resources).sort()).toEqual(["random_pet", "random_string"]);
    expect(Object.keys(schema.dataSources)).toEqual(["random_pet"]);
    expect(schema.warnings).toEqual(["random_pet.odd: its type is not understood"]);
  });

  it.each([
    ["whole packages", undefined],
    ["lists", { resources: ["random_string"], dataSources: ["random_pet"] }],
  ])("takes %s from the cache the second time", (title, types) => {
    const directory = write(`cached-${title.length}`);
    const first = loadProviderSchema(directory, types);
    fs.rmSync(path.join(directory, "lib", "string-resource"), { recursive: true });
    expect(loadProviderSchema(directory, types)).toEqual(first);
    expect(fs.readdirSync(path.join(directory, "../../.cache/slipway"))).toHaveLength(1);
  });

  it("adds to the cache what a later list asks for", () => {
    const directory = write("grown");
    const options = { cacheDirectory: path.join(folder, "own-cache") };
    loadProviderSchema(directory, { resources: ["random_string"] }, options);
    const second = loadProviderSchema(directory, { resources: ["random_pet"] }, options);
    expect(Object.keys(second.resources)).toEqual(["random_pet"]);
    fs.rmSync(path.join(directory, "lib", "pet"), { recursive: true });
    const both = loadProviderSchema(directory, { resources: ["random_pet", "random_string"] }, options);
    expect(Object.keys(both.resources).sort()).toEqual(["random_pet", "random_string"]);
    expect(fs.existsSync(path.join(directory, "../../.cache"))).toBe(false);
  });

  it("fails loudly where source maps are gone", () => {
    const directory = write("stripped", { "pet/index.js": 'Main.tfResourceType = "random_pet";' });
    expect.assertions(3);
    for (const types of [undefined, { resources: ["random_pet"] }]) {
      try {
        loadProviderSchema(directory, types, fresh);
      } catch (error) {
        expect(error).toMatchObject({
          problems: [{ code: "missing-source-map", prop: "lib/pet/index.js" }],
        });
      }
    }
    expect(() => loadProviderSchema(folder)).toThrow(ConfigError);
  });
});
