import type { ProviderRule } from "../types";

/**
 * What the bindings of a type do not say. Paths are dotted, list and set steps left out: `vpc_config.subnet_ids`.
 */
export type TypeOverrides = {
  /** Attributes hidden in plans. */
  readonly sensitive?: readonly string[];
  /** Attributes never kept in the state, besides those named `*_wo`, which are found by their name. */
  readonly writeOnly?: readonly string[];
  /** Attributes and blocks whose change forces a replacement. A block stands for all that is in it. */
  readonly forceNew?: readonly string[];
  /** Blocks the provider fills when the configuration leaves them out. */
  readonly computedBlocks?: readonly string[];
  /** How many blocks of a path there must be and may be. Once-only blocks are known from the bindings. */
  readonly items?: Readonly<Record<string, { readonly min?: number; readonly max?: number }>>;
  readonly rules?: readonly ProviderRule[];
};

/** Overrides of one provider, by type. */
export type ProviderOverrides = {
  /** What holds for every resource type that has the paths; `forceNew` and `rules` only. */
  readonly everyResource?: Pick<TypeOverrides, "forceNew" | "rules">;
  readonly resources: Readonly<Record<string, TypeOverrides>>;
  readonly dataSources: Readonly<Record<string, TypeOverrides>>;
};
