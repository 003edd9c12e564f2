import * as fs from "node:fs";
import { App, type TerraformElement, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/**
 * The resources of a synthesized stack once more, each made with its bare provider class and literal props: what a
 * team would write without Slipway. Taken from the stack itself, so that both sides always hold the same
 * resources. References are plain `${...}` text, which costs less than tokens: the comparison favours this side.
 */
type Attributes = Record<string, unknown>;
type ElementClass = new (scope: Construct, id: string, props: Attributes) => TerraformElement;

function main(file: string): void {
  const app = new App();
  const stack = new TerraformStack(app, "by-hand");
  const json: Record<string, Record<string, Record<string, Attributes>>> = JSON.parse(
    fs.readFileSync(file, "utf8"),
  );
  for (const [type, blocks] of Object.entries(json.provider ?? {})) {
    const [props] = blocks as unknown as Attributes[];
    make(stack, classOf(type, "provider", `${pascal(type)}Provider`), `${type}-provider`, props ?? {});
  }
  for (const [type, byId] of Object.entries(json.data ?? {})) {
    makeAll(stack, type, `data-${type.replaceAll("_", "-")}`, `Data${pascal(type)}`, byId);
  }
  for (const [type, byId] of Object.entries(json.resource ?? {})) {
    makeAll(stack, type, undefined, undefined, byId);
  }
  app.synth();
}

function makeAll(
  stack: TerraformStack,
  type: string,
  module: string | undefined,
  name: string | undefined,
  byId: Record<string, Attributes>,
): void {
  const [provider = "", ...rest] = type.split("_");
  const short = rest.join("_");
  const element =
    provider === "terraform"
      ? builtinData()
      : classOf(provider, module ?? moduleOf(short), name ?? pascal(short));
  for (const [id, props] of Object.entries(byId)) {
    make(stack, element, id, props);
  }
}

function make(stack: TerraformStack, Element: ElementClass, id: string, props: Attributes): void {
  const { "//": _metadata, depends_on, provider: _provider, lifecycle: _lifecycle, ...attributes } = props;
  const element = new Element(stack, id, camelKeys(attributes));
  if (depends_on !== undefined) {
    element.addOverride("depends_on", depends_on);
  }
}

function builtinData(): ElementClass {
  return require("cdktf").DataResource;
}

function classOf(provider: string, module: string, name: string): ElementClass {
  const exports: Record<string, ElementClass> = require(`@cdktf/provider-${provider}/lib/${module}`);
  const found = exports[name] ?? Object.values(exports).find((value) => "tfResourceType" in value);
  if (found === undefined) {
    throw new Error(`no class ${name} in ${module}`);
  }
  return found;
}

function moduleOf(type: string): string {
  return type.replaceAll("_", "-");
}

function pascal(text: string): string {
  return text.replace(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function camelKeys(value: unknown): Attributes {
  return camel(value) as Attributes;
}

function camel(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(camel);
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
        key === "tags" || key === "parameters" || key === "input" ? member : camel(member),
      ]),
    );
  }
  return value;
}

main(process.env.SLIPWAY_BENCH_STACK ?? "");
