import type { JsonObject } from "../../../lib/core/render";
import type { Split, TargetingRule } from "./targeting";

/** What every flag may have. */
export interface FlagOptions {
  /** Who gets what, tried in this order; nobody matching gets the default. @default everybody gets the default */
  readonly targeting?: readonly TargetingRule[];
  /** False makes the flag absent: applications fall back to the default in their code. @default true */
  readonly enabled?: boolean;
  /** What the flag is for; applications can read it. @default none */
  readonly description?: string;
}

/** A flag that is on or off, in variants of that name. */
export interface BooleanFlag extends FlagOptions {
  /** @default false */
  readonly default?: boolean;
  /** Shares of `on` and `off`, once no rule of `targeting` fits: `Rollout.gradual(10)`. @default everybody gets the default */
  readonly rollout?: Split;
}

/** A flag with a value for each variant. */
export interface VariantFlag<V> extends FlagOptions {
  readonly variants: { readonly [variant: string]: V };
  /** Name of the variant. */
  readonly default: string;
}

/** A flag. Made by `Flag`. */
export interface FlagValue extends FlagOptions {
  readonly type: "boolean" | "string" | "number" | "object";
  readonly variants: { readonly [variant: string]: unknown };
  readonly default: string;
}

/** Flags of each type. */
export const Flag = {
  /** `Flag.boolean()` is off for everybody, `Flag.boolean({ rollout: Rollout.gradual(10) })` on for every tenth. */
  boolean: ({ default: on, rollout, targeting, ...options }: BooleanFlag = {}): FlagValue => ({
    ...options,
    type: "boolean",
    variants: { on: true, off: false },
    default: on === true ? "on" : "off",
    targeting: rollout === undefined ? targeting : [...(targeting ?? []), { serve: rollout }],
  }),
  string: (props: VariantFlag<string>): FlagValue => ({ ...props, type: "string" }),
  number: (props: VariantFlag<number>): FlagValue => ({ ...props, type: "number" }),
  object: (props: VariantFlag<JsonObject>): FlagValue => ({ ...props, type: "object" }),
};
