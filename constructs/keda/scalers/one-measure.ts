import type { Problems } from "../../../lib/core/errors";

/** The one measure that was chosen, and the props that are no measures. */
export interface Measure<P extends object, M extends Readonly<Record<string, string>>> {
  /** Prop of the measure. */
  readonly prop: string;
  /** KEDA's name of the measure. */
  readonly mode: string;
  /** Its target. */
  readonly value: unknown;
  readonly rest: Omit<P, keyof M>;
}

/**
 * Reads the one measure of props that offer several, each as a prop of its own. Code: `one-measure`.
 *
 * @param modes KEDA's name of each measure, by prop
 * @param fallback what counts where none is given
 */
export function oneMeasure<P extends object, M extends Readonly<Record<string, string>>>(
  props: P,
  modes: M,
  fallback: { readonly prop: keyof M & string; readonly value: number },
  problems: Problems,
): Measure<P, M> {
  const entries = Object.entries(props);
  const given = entries.filter(([prop, value]) => prop in modes && value !== undefined);
  const [prop, value] = given[0] ?? [fallback.prop, fallback.value];
  problems.addIf(given.length > 1, {
    prop: given[1]?.[0] ?? "",
    code: "one-measure",
    rule: "a trigger has one measure",
    value: given.map(([name]) => name),
    fix: "keep one, and add another trigger for the other",
  });
  return {
    prop,
    mode: modes[prop] ?? "",
    value,
    rest: Object.fromEntries(entries.filter(([name]) => !(name in modes))) as Omit<P, keyof M>,
  };
}
