import type { BlockSchema, NestedBlockSchema, TfType } from "../schema/types";
import { type Account, inRegion } from "./account";
import { AWS_TEMPLATES, type Templates } from "./aws-templates";
import { type Call, UNKNOWN, type Value, type Values } from "./backend";
import { inventNumber, inventText } from "./invent";
import { KUBERNETES_TEMPLATES } from "./kubernetes-templates";
import type { Seed } from "./seed";
import { elementType, emptyOf, lastName, mapValues, memberType, withoutUnknown } from "./shapes";
import { fillTemplate } from "./template";
import { elementsOf, isRecord, textAt, valueAt } from "./values";

/** What values are completed from, beside the values themselves. */
export type CompletionSource = {
  readonly account: Account;
  /** Where ids and other invented values come from. */
  readonly seed: Seed;
  /** Values before an update: what is not known keeps its value. */
  readonly prior?: Values;
  /** Also fill computed attributes that are null: a data source does not mark them as not known. */
  readonly fillNull?: boolean;
};

/**
 * Gives every value that is not known one that a real service might give, by the type of the object and the name
 * and type of the attribute. Values that are known come back as they are, so does every null unless `fillNull`.
 * The result holds no UNKNOWN.
 */
export function complete(call: Call, values: Values, source: CompletionSource): Values {
  return new Completion(call, values, source).run();
}

// Counters that a service raises with every change; everything else keeps its value in an update.
const COUNTERS = new Set(["latest_version", "generation", "revision", "resource_version"]);

class Completion {
  private readonly done: Record<string, Value> = {};
  private readonly filling = new Set<string>();
  private readonly account: Account;
  private readonly templates: Templates;

  constructor(
    private readonly call: Call,
    private readonly given: Values,
    private readonly source: CompletionSource,
  ) {
    this.account = inRegion(source.account, given.region === UNKNOWN ? null : given.region);
    this.templates = AWS_TEMPLATES[call.type] ?? KUBERNETES_TEMPLATES[call.type] ?? {};
  }

  run(): Values {
    const { attributes, blocks } = this.call.schema.block;
    // Blocks first: the id of a kubernetes object is made of the name inside its metadata block.
    for (const [name, block] of Object.entries(blocks)) {
      this.done[name] = this.block(this.given[name], block, name, this.source.prior?.[name]);
    }
    for (const name of Object.keys(attributes)) {
      this.attribute(name);
    }
    return { ...withoutUnknown(this.given), ...this.done };
  }

  /** Value of a top-level attribute, completed on demand: templates refer to each other. */
  private attribute(name: string): Value | undefined {
    if (name in this.done) {
      return this.done[name];
    }
    const schema = this.call.schema.block.attributes[name];
    const given = this.given[name];
    if (schema === undefined || this.filling.has(name)) {
      return given === UNKNOWN ? undefined : given;
    }
    this.filling.add(name);
    const wanted = given === UNKNOWN || (this.source.fillNull === true && given == null && schema.computed);
    this.done[name] = wanted
      ? this.top(name, schema.type)
      : this.nested(given ?? null, schema.type, name, this.source.prior?.[name]);
    this.filling.delete(name);
    return this.done[name];
  }

  private top(name: string, type: TfType): Value {
    if (name === "tags_all") {
      const tags = this.attribute("tags");
      return { ...this.account.defaultTags, ...(isRecord(tags) ? tags : {}) };
    }
    const before = this.before(name, this.source.prior?.[name]);
    if (before !== undefined) {
      return before;
    }
    const template = this.templates[name];
    if (template !== undefined) {
      return this.instantiate(template, type, name);
    }
    if (this.call.type.startsWith("kubernetes_")) {
      if (name === "id") {
        return this.kubernetesId();
      }
      if (name === "object" && isRecord(this.given.manifest)) {
        return withoutUnknown(this.given.manifest);
      }
    }
    return this.invent(type, name, name);
  }

  private block(value: Value | undefined, schema: NestedBlockSchema, path: string, prior?: Value): Value {
    const missing = value == null && this.source.fillNull === true && schema.computed;
    if (value === UNKNOWN || missing) {
      return this.computedBlock(schema, path, prior);
    }
    if (isRecord(value) && schema.nesting === "map") {
      return mapValues(value, (inner, key) =>
        this.body(inner, schema.block, `${path}.${key}`, valueAt(prior, key)),
      );
    }
    if (Array.isArray(value)) {
      return value.map((inner, index) =>
        this.body(inner, schema.block, `${path}.${index}`, Array.isArray(prior) ? prior[index] : undefined),
      );
    }
    return value == null ? emptyOf(schema.nesting) : this.body(value, schema.block, path, prior);
  }

  private computedBlock(schema: NestedBlockSchema, path: string, prior: Value | undefined): Value {
    if (prior != null && prior !== UNKNOWN) {
      return prior;
    }
    if (!schema.computed || schema.nesting === "map") {
      return emptyOf(schema.nesting);
    }
    const one = this.body({}, schema.block, path, undefined);
    return schema.nesting === "single" ? one : [one];
  }

  private body(value: Value, schema: BlockSchema, path: string, prior: Value | undefined): Value {
    if (!isRecord(value)) {
      return value === UNKNOWN ? null : value;
    }
    const empty = Object.keys(value).length === 0;
    const filled: Record<string, Value> = {};
    for (const [name, attribute] of Object.entries(schema.attributes)) {
      const at = `${path}.${name}`;
      const given = value[name];
      const unset =
        given === undefined ? empty || this.source.fillNull : given === null && this.source.fillNull;
      const wanted = given === UNKNOWN || (unset === true && attribute.computed === true);
      filled[name] = wanted
        ? this.inner(attribute.type, name, at, valueAt(prior, name))
        : this.nested(given ?? null, attribute.type, at, valueAt(prior, name));
    }
    for (const [name, block] of Object.entries(schema.blocks)) {
      filled[name] = this.block(value[name], block, `${path}.${name}`, valueAt(prior, name));
    }
    return { ...withoutUnknown(value), ...filled };
  }

  /** A computed attribute inside a block. */
  private inner(type: TfType, name: string, path: string, prior: Value | undefined): Value {
    const before = this.before(name, prior);
    if (before !== undefined) {
      return before;
    }
    const template = valueAt(this.templates, path.replace(/\.\d+(?=\.|$)/g, ""));
    return template === undefined ? this.invent(type, name, path) : this.instantiate(template, type, path);
  }

  /** A value that is there, with whatever is not known inside it filled. */
  private nested(value: Value, type: TfType, path: string, prior: Value | undefined): Value {
    const name = lastName(path);
    if (value === UNKNOWN) {
      return this.before(name, prior) ?? this.invent(type, name, path);
    }
    if (Array.isArray(value)) {
      const inner = elementType(type);
      return value.map((element, index) =>
        this.nested(element, inner, `${path}.${index}`, Array.isArray(prior) ? prior[index] : undefined),
      );
    }
    if (isRecord(value)) {
      return mapValues(value, (element, key) =>
        this.nested(element, memberType(type, key), `${path}.${key}`, valueAt(prior, key)),
      );
    }
    return value;
  }

  /** What an update keeps or counts up; undefined where a value has to be made. */
  private before(name: string, prior: Value | undefined): Value | undefined {
    if (prior == null || prior === UNKNOWN) {
      return undefined;
    }
    if (isRecord(prior)) {
      return mapValues(prior, (value, key) => this.before(key, value) ?? value);
    }
    if (!COUNTERS.has(name)) {
      return prior;
    }
    return typeof prior === "number" ? prior + 1 : `${Number(prior) + 1}`;
  }

  private instantiate(template: Value, type: TfType, path: string): Value {
    if (typeof template === "string") {
      return fillTemplate(template, this.textsAt(path));
    }
    if (Array.isArray(template)) {
      return template.map((one, index) => this.instantiate(one, elementType(type), `${path}.${index}`));
    }
    if (isRecord(template) && typeof type !== "string" && type[0] === "object") {
      return mapValues(type[1], (member, name) => {
        const inner = template[name];
        return inner === undefined
          ? this.invent(member, name, `${path}.${name}`)
          : this.instantiate(inner, member, `${path}.${name}`);
      });
    }
    return template;
  }

  private invent(type: TfType, name: string, path: string): Value {
    if (typeof type !== "string") {
      return type[0] === "object"
        ? mapValues(type[1], (member, inner) => this.invent(member, inner, `${path}.${inner}`))
        : emptyOf(type[0]);
    }
    switch (type) {
      case "string":
        return this.inventString(name, path);
      case "number":
        return inventNumber(name);
      case "bool":
        return false;
      case "dynamic":
        return null;
    }
  }

  private inventString(name: string, path: string): string {
    const generated = path === "metadata.0.name" && textAt(this.given, "metadata.generate_name");
    if (generated) {
      return `${generated}${this.source.seed.at(path).lower(5)}`;
    }
    return inventText(this.call.type, name, this.textsAt(path));
  }

  private textsAt(path: string) {
    return {
      account: this.account,
      seed: this.source.seed.at(path),
      attribute: (name: string) => {
        const value = this.attribute(name);
        return typeof value === "string" && value !== "" ? value : asText(value);
      },
    };
  }

  private kubernetesId(): string {
    const metadata = elementsOf(this.done.metadata)[0];
    const name = textAt(metadata, "name") ?? this.source.seed.at("id").hex(17);
    const namespaced = this.call.schema.block.blocks.metadata?.block.attributes.namespace !== undefined;
    return namespaced ? `${textAt(metadata, "namespace") ?? "default"}/${name}` : name;
  }
}

function asText(value: Value | undefined): string | undefined {
  return typeof value === "number" || typeof value === "boolean" ? `${value}` : undefined;
}
