import { checkKnown, type Problems } from "../../lib/core/errors";

/** A taint of nodes that pods put up with. */
export type Toleration = {
  /** Key of the taint. @default every key, with the operator `Exists` */
  readonly key?: string;
  /** `Exists` ignores the value of the taint. @default Equal */
  readonly operator?: "Equal" | "Exists";
  readonly value?: string;
  /** @default every effect */
  readonly effect?: "NoSchedule" | "PreferNoSchedule" | "NoExecute";
  /** How long a pod stays once a `NoExecute` taint appears. @default for ever */
  readonly tolerationSeconds?: number;
};

/**
 * Reports tolerations the API server would refuse. Codes: `unknown-operator`, `unknown-effect`, `toleration-key`,
 * `toleration-value`.
 */
export function checkTolerations(
  problems: Problems,
  prop: string,
  tolerations: readonly Toleration[] | undefined,
): void {
  tolerations?.forEach(({ key, operator, value, effect }, index) => {
    const at = problems.at(prop).at(index);
    checkKnown(at, "operator", "unknown-operator", "operator", operator, ["Equal", "Exists"]);
    checkKnown(at, "effect", "unknown-effect", "effect", effect, [
      "NoSchedule",
      "PreferNoSchedule",
      "NoExecute",
    ]);
    at.addIf(key === undefined && operator !== "Exists", {
      prop: "key",
      code: "toleration-key",
      rule: "a toleration without key takes every taint, which it says with the operator Exists",
      fix: "name the key, or set operator to Exists",
    });
    at.addIf(value !== undefined && operator === "Exists", {
      prop: "value",
      code: "toleration-value",
      rule: "the operator Exists takes every value",
      value,
      fix: "leave out the value or the operator",
    });
  });
}
