import type { Problems } from "../../lib/core/errors";
import { ifKnown } from "../../lib/core/tokens";

/**
 * Checks labels of Prometheus or Loki: `invalid-label` where a name is not letters, digits and underscores, starts
 * with a digit or with the reserved `__`, or where a value is empty, which would drop the label.
 */
export function checkLabels(
  problems: Problems,
  prop: string,
  labels: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(labels)) {
    const at = problems.at(prop).at(name);
    at.addIf(!/^(?!__)[A-Za-z_][A-Za-z0-9_]*$/.test(name), {
      prop: "",
      code: "invalid-label",
      rule: "a label has letters, digits and underscores, and starts neither with a digit nor with __",
      value: name,
      fix: "rename the label",
    });
    ifKnown(value, (known) => {
      at.addIf(known === "", {
        prop: "",
        code: "invalid-label",
        rule: "a label without a value counts as absent",
        value: known,
        fix: "give it a value or leave it out",
      });
    });
  }
}
