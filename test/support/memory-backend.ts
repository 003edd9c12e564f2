import type { AttributeSchema, BlockSchema, TfType } from "../../lib/rehearsal/schema/types";
import { isList, isObject } from "../../lib/rehearsal/wire/codec";
import {
  type Backend,
  type Call,
  Refusal,
  UNKNOWN,
  type Value,
  type Values,
} from "../../lib/rehearsal/world/backend";

type Stored = { readonly type: string; values: Values };

/** A backend without rules: keeps objects, invents what is unknown, and refuses what a test asks it to refuse. */
export class MemoryBackend implements Backend {
  readonly objects = new Map<string, Stored>();
  /** Calls in order: `create test_thing`. */
  readonly log: string[] = [];
  /** Configurations the providers were given. */
  readonly configs: Values[] = [];
  /** Provider configurations under which objects were created, by key. */
  readonly madeWith = new Map<string, Values>();
  private made = 0;

  constructor(
    private readonly refuses: (call: string, values: Values) => string | undefined = () => undefined,
  ) {}

  async configure(_provider: string, config: Values): Promise<void> {
    this.configs.push(config);
  }

  async create(call: Call & { readonly planned: Values }): Promise<{ key: string; values: Values }> {
    this.enter("create", call, call.planned);
    this.made += 1;
    const key = `${call.type}-${this.made}`;
    const values = completed(call.schema.block, call.planned, key);
    this.objects.set(key, { type: call.type, values });
    this.madeWith.set(key, call.providerConfig);
    return { key, values };
  }

  async read(call: Call & { readonly key: string }): Promise<Values | undefined> {
    this.enter("read", call, {});
    return this.objects.get(call.key)?.values;
  }

  async update(call: Call & { readonly key: string; readonly planned: Values }): Promise<Values> {
    this.enter("update", call, call.planned);
    const values = completed(call.schema.block, call.planned, call.key);
    this.objects.set(call.key, { type: call.type, values });
    return values;
  }

  async delete(call: Call & { readonly key: string }): Promise<void> {
    this.enter("delete", call, this.objects.get(call.key)?.values ?? {});
    this.objects.delete(call.key);
  }

  async find(call: Call & { readonly id: string }): Promise<{ key: string; values: Values } | undefined> {
    for (const [key, { type, values }] of this.objects) {
      if (type === call.type && values.id === call.id) {
        return { key, values };
      }
    }
    return undefined;
  }

  async readData(call: Call & { readonly config: Values }): Promise<Values> {
    this.enter("read", call, call.config);
    return completed(call.schema.block, call.config, call.type);
  }

  /** Objects as JSON, for a second process to go on with. */
  toJSON(): unknown {
    return { made: this.made, objects: [...this.objects] };
  }

  /** The backend `toJSON` described. */
  static fromJSON(json: unknown): MemoryBackend {
    const { made, objects } = json as { made: number; objects: [string, Stored][] };
    const backend = new MemoryBackend();
    backend.made = made;
    for (const [key, stored] of objects) {
      backend.objects.set(key, stored);
    }
    return backend;
  }

  private enter(action: string, { type }: Call, values: Values): void {
    const call = `${action} ${type}`;
    const refusal = this.refuses(call, values);
    this.log.push(refusal === undefined ? call : `refuse ${call}`);
    if (refusal !== undefined) {
      throw new Refusal(refusal, `asked to refuse: ${call}`);
    }
  }
}

/** Invents the unknown parts of a value: text from the key, zero, false, empty. */
function completed(block: BlockSchema, values: Values, key: string): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Value] => {
      const attribute = block.attributes[name];
      if (value === UNKNOWN) {
        return [name, attribute === undefined ? [] : invented(attribute, name, key)];
      }
      const inner = block.blocks[name]?.block ?? (attribute?.nested && { ...attribute.nested, blocks: {} });
      if (inner === undefined) {
        return [name, value];
      }
      if (isList(value)) {
        return [name, value.map((element) => (isObject(element) ? completed(inner, element, key) : element))];
      }
      const nesting = block.blocks[name]?.nesting ?? attribute?.nested?.nesting;
      if (isObject(value) && nesting === "map") {
        return [
          name,
          Object.fromEntries(
            Object.entries(value).map(([each, element]) => [
              each,
              isObject(element) ? completed(inner, element, key) : element,
            ]),
          ),
        ];
      }
      return [name, isObject(value) ? completed(inner, value, key) : value];
    }),
  );
}

function invented({ type }: AttributeSchema, name: string, key: string): Value {
  return ofType(type, name === "id" ? key : `${key}-${name}`);
}

function ofType(type: TfType, text: string): Value {
  if (typeof type !== "string") {
    const [kind, inner] = type;
    if (kind === "object") {
      return Object.fromEntries(Object.entries(inner).map(([name, field]) => [name, ofType(field, text)]));
    }
    return kind === "map" ? {} : [];
  }
  const simple: Record<typeof type, Value> = {
    string: text,
    number: 0,
    bool: false,
    dynamic: ['"string"', text],
  };
  return simple[type];
}
