import type { Field } from "./module-text";
import { collectionOf, objectOf, type Warn } from "./structs";
import type { AttributeSchema, BlockSchema, NestedBlockSchema, Nesting, TfType } from "./types";
import { declaredType } from "./value-types";

/** One argument as `synthesizeHclAttributes` or a `...ToHclTerraform` function writes it. */
type Entry = {
  readonly name: string;
  /** Member it is read from: `apiVersion`. */
  readonly member: string;
  /** Mapper of a struct, without its suffix: `helmProviderKubernetesExec`; undefined for plain values. */
  readonly mapper?: string;
  /** Second argument of listMapper. */
  readonly mapsBlocks: boolean;
  /** `simple`, `list`, `set`, `map` or `struct`. */
  readonly shape: string;
  /** `string`, `booleanMap`, `stringList`, or the name of a struct. */
  readonly storage: string;
};

type Member = { readonly entry: Entry; readonly required: boolean };

const ENTRY =
  /^ +(\w+): \{\n +value: (.*),\n +isBlock: \w+,\n +type: "(\w+)",\n +storageClassType: "(\w+)",/gm;
const MAPPER = /(?<!\.)\b(\w+)ToHclTerraform(?:, (true|false))?/;
/** Terraform's own argument of every provider block, which cdktf lists among the provider's. */
const META_ARGUMENT = "alias";

/**
 * Builds the schema of a provider's configuration. Provider classes have no output references, so that nesting comes from the
 * functions that write the configuration, and inside structs the flags come from the interfaces.
 */
export function providerConfigOf(
  source: string,
  fields: readonly Field[],
  path: string,
  warn: Warn,
): BlockSchema {
  const reader = new ProviderConfigReader(source, warn);
  return reader.config(
    fields.filter(({ name }) => name !== META_ARGUMENT),
    path,
  );
}

class ProviderConfigReader {
  private readonly sections: readonly string[];

  constructor(
    source: string,
    private readonly warn: Warn,
  ) {
    this.sections = source.split(/^export /m);
  }

  config(fields: readonly Field[], path: string): BlockSchema {
    const written = this.entriesAfter("class ", "synthesizeHclAttributes()");
    const members = fields.flatMap(({ name, required }) => {
      const entry = written.find((candidate) => candidate.name === name);
      if (entry === undefined) {
        this.warn(`${path}.${name}`, "nothing writes it");
      }
      return entry === undefined ? [] : [{ entry, required }];
    });
    return this.block(members, path);
  }

  private block(members: readonly Member[], path: string): BlockSchema {
    const isBlock = ({ entry }: Member) => entry.mapper !== undefined && entry.mapsBlocks;
    return {
      attributes: this.attributes(
        members.filter((member) => !isBlock(member)),
        path,
      ),
      blocks: Object.fromEntries(
        members.filter(isBlock).map(({ entry, required }): [string, NestedBlockSchema] => {
          const block = this.block(this.members(entry), `${path}.${entry.name}`);
          return [entry.name, { nesting: nestingOf(entry), block, ...(required && { minItems: 1 }) }];
        }),
      ),
    };
  }

  private attributes(members: readonly Member[], path: string): Record<string, AttributeSchema> {
    return Object.fromEntries(
      members.map(({ entry, required }): [string, AttributeSchema] => {
        const here = `${path}.${entry.name}`;
        const flags = required ? { required } : { optional: true };
        if (entry.mapper === undefined) {
          return [entry.name, { type: this.plainType(entry, here), ...flags }];
        }
        const nesting = nestingOf(entry);
        const attributes = this.attributes(this.members(entry), here);
        const type = collectionOf(nesting, objectOf(attributes));
        return [entry.name, { type, ...flags, nested: { nesting, attributes } }];
      }),
    );
  }

  private members({ mapper = "" }: Entry): Member[] {
    const name = mapper.charAt(0).toUpperCase() + mapper.slice(1);
    const text = this.sections.find((part) => part.startsWith(`interface ${name} {`)) ?? "";
    const optional = new Set([...text.matchAll(/^ {2}readonly (\w+)\?:/gm)].map(([, member = ""]) => member));
    return this.entriesAfter(`function ${mapper}ToHclTerraform(`, "const attrs").map((entry) => ({
      entry,
      required: !optional.has(entry.member),
    }));
  }

  private plainType(entry: Entry, path: string): TfType {
    const type = declaredType(spelled(entry.storage));
    if (type === undefined) {
      this.warn(path, "its type is not understood");
      return "dynamic";
    }
    return entry.shape === "set" && typeof type === "object" && type[0] === "list" ? ["set", type[1]] : type;
  }

  private entriesAfter(section: string, start: string): Entry[] {
    const text = this.sections.find((part) => part.startsWith(section) && part.includes(start)) ?? "";
    return [...text.slice(text.indexOf(start)).matchAll(ENTRY)].map(
      ([, name = "", value = "", shape = "", storage = ""]) => {
        const [, mapper, mapsBlocks] = MAPPER.exec(value) ?? [];
        return {
          name,
          member: /(?:struct!|this)\.(\w+)/.exec(value)?.[1] ?? name,
          mapper,
          mapsBlocks: mapsBlocks === "true",
          shape,
          storage,
        };
      },
    );
  }
}

function nestingOf(entry: Entry): Nesting {
  return entry.shape === "list" || entry.shape === "set" || entry.shape === "map" ? entry.shape : "single";
}

/** `stringListMap` as a type: `{ [key: string]: string[] }`. */
function spelled(storage: string): string {
  if (storage.endsWith("List")) {
    return `${spelled(storage.slice(0, -"List".length))}[]`;
  }
  return storage.endsWith("Map") ? `{ [key: string]: ${spelled(storage.slice(0, -"Map".length))} }` : storage;
}
