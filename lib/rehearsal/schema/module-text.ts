/** What a binding module makes. */
export type ModuleKind = "resource" | "data-source" | "provider";

/** An argument or attribute as its generated comment and the code below it describe it. */
export type Field = {
  /** Terraform's name: `cidr_block`. */
  readonly name: string;
  readonly computed: boolean;
  readonly optional: boolean;
  readonly required: boolean;
  /** TypeScript type of the private member, undefined where there is none (computed only, or an object). */
  readonly declared?: string;
  /** The object that holds nested values: class name without package prefix, and whether it wraps a set. */
  readonly holder?: { readonly className: string; readonly wrapsSet: boolean };
  /** Expression the getter returns. */
  readonly getter: string;
};

/** One `*OutputReference` class: a struct inside a resource. */
export type Struct = {
  readonly fields: readonly Field[];
  /**
   * How the class reaches its value: `element` of a collection, `single`, or `first-of-list` / `first-of-set` for a block
   * that may appear once.
   */
  readonly access: "element" | "single" | "first-of-list" | "first-of-set";
};

/** A binding module, cut into the parts a schema is made from. */
export type ModuleText = {
  readonly kind: ModuleKind;
  /** `aws_vpc`; for a provider its local name. Read from the code, since folder names do not always match. */
  readonly type: string;
  readonly fields: readonly Field[];
  /** Fields of a struct by its name, parsed when asked for. */
  readonly struct: (name: string) => Struct | undefined;
  /** Whether the mapper of a struct writes blocks (true) or attribute values; undefined where no list of it is written. */
  readonly writesBlocks: (name: string) => boolean | undefined;
};

// Four lines of generated code: comment, optional private member, getter, what it returns. Groups: name, three flags, the
// member's declaration, the returned expression.
const FIELD =
  /^ {2}\/\/ (\w+) - computed: (true|false), optional: (true|false), required: (true|false)\n(?: {2}private (.*)\n)?(?: {2}public get .*\n {4}return (.*);)?/gm;
const CLASS = /^class (\w+) extends \w+\.(\w+)/;
const TYPE = /public static readonly tfResourceType = "([^"]+)"/;
const HOLDER = /^\w+ = new (?:\w+\.)?(\w+)\(this, "\w+"(?:, (true|false))?\)/;
const ACCESS = /super\(terraformResource, terraformAttribute(?:, (\w+))?(?:, (\w+))?\)/;
const MAPPER = /\blistMapper(?:Hcl)?\((\w+?)To(?:Hcl)?Terraform, (true|false)\)/g;

const KINDS: ReadonlyMap<string, ModuleKind> = new Map([
  ["TerraformResource", "resource"],
  ["TerraformDataSource", "data-source"],
  ["TerraformProvider", "provider"],
]);

/**
 * Cuts the source of a binding module into its main class and its structs. Returns undefined for a module that makes neither a
 * resource, a data source nor a provider.
 */
export function readModule(source: string): ModuleText | undefined {
  const classes = new Map<string, string>();
  let main: { kind: ModuleKind; type: string; text: string } | undefined;
  for (const text of source.split(/^export /m)) {
    const [, name = "", base = ""] = CLASS.exec(text) ?? [];
    const kind = KINDS.get(base);
    const type = TYPE.exec(text)?.[1];
    if (kind !== undefined && type !== undefined) {
      main = { kind, type, text };
    } else if (name.endsWith("OutputReference")) {
      classes.set(name.slice(0, -"OutputReference".length), text);
    }
  }
  if (main === undefined) {
    return undefined;
  }
  const mappers = mappersOf(source);
  return {
    kind: main.kind,
    type: main.type,
    fields: fieldsOf(main.text),
    struct: (name) => {
      const text = classes.get(name);
      return text === undefined ? undefined : { fields: fieldsOf(text), access: accessOf(text) };
    },
    writesBlocks: (name) => mappers.get(name.charAt(0).toLowerCase() + name.slice(1)),
  };
}

function fieldsOf(text: string): Field[] {
  return [...text.matchAll(FIELD)].map(
    ([, name = "", computed, optional, required, member = "", getter = ""]) => {
      const holder = HOLDER.exec(member);
      return {
        name,
        computed: computed === "true",
        optional: optional === "true",
        required: required === "true",
        declared: /^\w+\?: (.*);\s*$/.exec(member)?.[1],
        holder: holder === null ? undefined : { className: holder[1] ?? "", wrapsSet: holder[2] === "true" },
        getter,
      };
    },
  );
}

function accessOf(text: string): Struct["access"] {
  const [, fromSet, index] = ACCESS.exec(text) ?? [];
  if (index === "0") {
    return fromSet === "true" ? "first-of-set" : "first-of-list";
  }
  return index === undefined ? "single" : "element";
}

function mappersOf(source: string): Map<string, boolean> {
  return new Map([...source.matchAll(MAPPER)].map(([, name = "", isBlock]) => [name, isBlock === "true"]));
}
