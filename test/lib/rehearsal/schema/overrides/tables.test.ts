import { loadProviderSchema } from "../../../../../lib/rehearsal/schema/load";
import { hasPath } from "../../../../../lib/rehearsal/schema/overrides/apply";
import { overridesFor, resourceOverrides } from "../../../../../lib/rehearsal/schema/overrides/tables";
import type { TypeOverrides } from "../../../../../lib/rehearsal/schema/overrides/types";
import type { BlockSchema, ResourceSchema } from "../../../../../lib/rehearsal/schema/types";
import { installed } from "../../../../support/bindings";

const PROVIDERS = ["aws", "kubernetes", "helm"] as const;

function pathsOf(overrides: TypeOverrides): string[] {
  const { sensitive, writeOnly, forceNew, computedBlocks, items, rules } = overrides;
  return [
    ...[sensitive, writeOnly, forceNew, computedBlocks].flatMap((paths) => paths ?? []),
    ...Object.keys(items ?? {}),
    ...(rules ?? []).flatMap((rule) => (rule.kind === "one-of-values" ? [rule.path] : rule.paths)),
  ];
}

function load(provider: (typeof PROVIDERS)[number]) {
  const { resources, dataSources } = overridesFor(provider);
  return loadProviderSchema(
    installed(provider),
    { resources: Object.keys(resources), dataSources: Object.keys(dataSources) },
    { cacheDirectory: false },
  );
}

describe("override tables", () => {
  it.each(PROVIDERS)("name only paths that %s has", (provider) => {
    const schema = load(provider);
    const tables = overridesFor(provider);
    const missing = (
      kind: string,
      overrides: Readonly<Record<string, TypeOverrides>>,
      types: Readonly<Record<string, ResourceSchema>>,
    ) =>
      Object.entries(overrides).flatMap(([type, entry]) => {
        const block: BlockSchema = types[type]?.block ?? { attributes: {}, blocks: {} };
        const paths = pathsOf(entry);
        expect(paths).not.toEqual([]);
        return paths.filter((path) => !hasPath(block, path)).map((path) => `${kind}${type}.${path}`);
      });
    expect(missing("", tables.resources, schema.resources)).toEqual([]);
    expect(missing("data.", tables.dataSources, schema.dataSources)).toEqual([]);
  });

  it.each(PROVIDERS)("repeat nothing and hold no rule without a choice for %s", (provider) => {
    const { resources, dataSources } = overridesFor(provider);
    const wrong = Object.entries({ ...resources, ...dataSources }).flatMap(([type, entry]) => {
      const lists = [entry.sensitive, entry.forceNew, entry.computedBlocks].map((list) => list ?? []);
      const repeated = lists.some((list) => new Set(list).size < list.length);
      const narrow = (entry.rules ?? []).some(
        (rule) => (rule.kind === "one-of-values" ? rule.values : rule.paths).length < 2,
      );
      return repeated || narrow ? [type] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("marks computed and limited blocks only where there are blocks", () => {
    const { resources } = load("aws");
    const wrong = Object.entries(overridesFor("aws").resources).flatMap(([type, entry]) =>
      [...(entry.computedBlocks ?? []), ...Object.keys(entry.items ?? {})]
        .filter((path) => !isBlock(resources[type]?.block, path.split(".")))
        .map((path) => `${type}.${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it("covers the types Slipway uses with what decides a replacement", () => {
    const forceNew = (type: string) => resourceOverrides(overridesFor("aws"), type).forceNew;
    expect(forceNew("aws_vpc")).toEqual(expect.arrayContaining(["region", "cidr_block"]));
    expect(forceNew("aws_subnet")).toEqual(
      expect.arrayContaining(["availability_zone", "cidr_block", "vpc_id"]),
    );
    expect(forceNew("aws_eks_cluster")).toEqual(expect.arrayContaining(["name", "role_arn"]));
    expect(forceNew("aws_eks_node_group")).toEqual(
      expect.arrayContaining(["cluster_name", "instance_types", "node_group_name", "subnet_ids"]),
    );
    expect(forceNew("aws_eks_cluster")).not.toContain("version");
  });

  it("joins what holds for every type with what holds for one", () => {
    const secret = resourceOverrides(overridesFor("kubernetes"), "kubernetes_secret_v1");
    expect(secret.forceNew).toEqual([
      "metadata.name",
      "metadata.generate_name",
      "metadata.namespace",
      "type",
    ]);
    expect(secret.sensitive).toEqual(["data", "binary_data"]);
    expect(resourceOverrides(overridesFor("kubernetes"), "kubernetes_namespace_v1").rules).toHaveLength(1);
  });

  it("has nothing to say about a provider it does not know", () => {
    expect(overridesFor("random")).toEqual({ resources: {}, dataSources: {} });
    expect(resourceOverrides(overridesFor("random"), "random_pet")).toEqual({ forceNew: [], rules: [] });
  });
});

function isBlock(block: BlockSchema | undefined, path: readonly string[]): boolean {
  const [name = "", ...rest] = path;
  const nested = block?.blocks[name];
  return nested !== undefined && (rest.length === 0 || isBlock(nested.block, rest));
}
