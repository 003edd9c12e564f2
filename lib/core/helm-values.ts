import { type JsonObject, renderYaml } from "./render";
import { isToken } from "./tokens";

/**
 * Values of a Helm chart.
 *
 * `null` is meaningful: it tells Helm to drop a default of the chart. `undefined` means the key is not given.
 */
export type HelmValues = JsonObject;

/**
 * Merges layers of values, later ones win: objects deeply, lists and everything else whole. `null` is kept,
 * keys with undefined vanish, no input is changed.
 *
 * The order is the same everywhere: Slipway's values, then typed props, then the user's `values`.
 */
export function mergeValues(...layers: readonly (HelmValues | undefined)[]): HelmValues {
  return layers.reduce<HelmValues>((merged, layer) => mergeTwo(merged, layer ?? {}), {});
}

/** Renders values for the `values` argument of a Helm release. See `renderYaml` for what it survives. */
export function renderValues(values: HelmValues): string {
  return renderYaml(values);
}

/**
 * The paths of keys that `values` sets and `ours` sets to something else: what a user's override takes away
 * from the wiring of a construct.
 */
export function overriddenPaths(ours: HelmValues, values: HelmValues, prefix = ""): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = prefix === "" ? key : `${prefix}.${key}`;
    const own = ours[key];
    if (value === undefined || own === undefined) {
      return [];
    }
    if (isObject(own) && isObject(value)) {
      return overriddenPaths(own, value, path);
    }
    return JSON.stringify(own) === JSON.stringify(value) ? [] : [path];
  });
}

function mergeTwo(base: HelmValues, over: HelmValues): HelmValues {
  const merged: Record<string, HelmValues[string]> = {};
  for (const key of new Set([...Object.keys(base), ...Object.keys(over)])) {
    const [below, above] = [base[key], over[key]];
    const value =
      isObject(below) && isObject(above)
        ? (mergeTwo(below, above) as HelmValues[string])
        : above === undefined
          ? below
          : above;
    if (value !== undefined) {
      // A plain assignment would set the prototype when a user's key is called __proto__.
      Object.defineProperty(merged, key, { value, enumerable: true, writable: true, configurable: true });
    }
  }
  return merged;
}

function isObject(value: unknown): value is HelmValues {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isToken(value);
}
