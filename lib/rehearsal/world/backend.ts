import type { BlockSchema, ResourceSchema } from "../schema/types";

/** A value that terraform does not know yet. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** A value as the provider handles it: plain data, with UNKNOWN wherever terraform does not know it yet. */
export type Value =
  | typeof UNKNOWN
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

export type Values = { readonly [key: string]: Value };

/** What a call is about. */
export type Call = {
  /** Local name of the provider, `aws`. */
  readonly provider: string;
  /** Configuration of the provider the call came through: kubernetes and helm name the cluster in it. */
  readonly providerConfig: Values;
  /** Type of resource or data source, `aws_vpc`. */
  readonly type: string;
  readonly schema: ResourceSchema;
};

/** A refusal by the simulated service, shown by terraform as an error at the resource. */
export class Refusal extends Error {
  override readonly name = "Refusal";

  constructor(
    /** One line, as the service would put it: `DependencyViolation: ...`. */
    readonly summary: string,
    /** What it is about and what to do. */
    readonly detail: string = "",
  ) {
    super(summary);
  }
}

/** What the provider asks of the world. Every method may refuse by throwing a Refusal, and may take its time. */
export interface Backend {
  /** Called once a provider is configured. `config` may hold UNKNOWN at plan time. */
  configure(provider: string, config: Values): Promise<void>;
  /**
   * Makes an object. `planned` holds UNKNOWN where the provider decides; every other value comes back as it is.
   * The key identifies the object from then on and travels in terraform's private data.
   */
  create(
    call: Call & { readonly planned: Values },
  ): Promise<{ readonly key: string; readonly values: Values }>;
  /** Current values, undefined when the object is gone. */
  read(call: Call & { readonly key: string }): Promise<Values | undefined>;
  update(
    call: Call & { readonly key: string; readonly prior: Values; readonly planned: Values },
  ): Promise<Values>;
  delete(call: Call & { readonly key: string }): Promise<void>;
  /** Finds a living object by the id `terraform import` was given. */
  find(
    call: Call & { readonly id: string },
  ): Promise<{ readonly key: string; readonly values: Values } | undefined>;
  /** Values of a data source: `config` completed. */
  readData(call: Call & { readonly config: Values }): Promise<Values>;
}

/** Fills UNKNOWN and missing computed values of a block; shared by create, update and data sources. */
export type Completion = (call: Call, values: Values, block: BlockSchema) => Values;
