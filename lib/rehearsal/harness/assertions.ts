import { ConfigError } from "../../core/errors";
import type { Change, Rehearsal, Step, StepName } from "./rehearsal";
import { describeSelector, type Selector, select } from "./selector";
import { withoutKeys } from "./state";
import { describeDiagnostic } from "./terraform-output";

/** Starts an assertion about a rehearsal. Works with any test runner: what does not hold is thrown. */
export function expectRehearsal(rehearsal: Rehearsal): RehearsalExpectation {
  return new RehearsalExpectation(rehearsal);
}

/**
 * Assertions about one rehearsal. Each returns the same object, so that they can be chained.
 *
 * Every method throws a ConfigError with the code given there if what it says does not hold.
 */
export class RehearsalExpectation {
  constructor(private readonly rehearsal: Rehearsal) {}

  /** Every step came out as it must: made, idempotent, destroyed, nothing left. Code: `rehearsal-failed`. */
  toSucceed(): this {
    const failed = this.rehearsal.steps.filter(({ ok }) => !ok);
    this.check(
      failed.length === 0,
      "rehearsal-failed",
      failed.map((step) => `${step.name} failed: ${errorsOf(step)}`).join("; "),
    );
    return this;
  }

  /**
   * A step failed with an error whose address, summary or detail holds the text. For tests of what must be caught.
   * Code: `not-failed`, `failed-otherwise`.
   */
  toFailIn(step: StepName, text: string | RegExp = ""): this {
    const failed = this.rehearsal.steps.find(({ name }) => name === step);
    this.check(failed?.ok === false, "not-failed", `step ${step} did not fail`);
    const found = failed?.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(describeDiagnostic)
      .some((message) => (typeof text === "string" ? message.includes(text) : message.search(text) >= 0));
    this.check(
      found === true,
      "failed-otherwise",
      `step ${step} failed, but not with ${text}; it said: ${failed === undefined ? "nothing" : errorsOf(failed)}`,
    );
    return this;
  }

  /** At least one such object was made, or exactly `count`. Code: `not-created`. */
  toHaveCreated(selector: Selector, count?: number): this {
    const made = this.changes("create").filter(({ ok }) => ok);
    const found = this.select(selector, made);
    this.check(
      count === undefined ? found.length > 0 : found.length === count,
      "not-created",
      `expected ${count ?? "at least one"} of ${describeSelector(selector)}, made ${found.length}; ` +
        `all that was made: ${made.map(({ address }) => address).join(", ") || "nothing"}`,
    );
    return this;
  }

  /** A plan right after the apply had nothing to do. Code: `not-idempotent`. */
  toBeIdempotent(): this {
    const step = this.step("second plan", "not-idempotent");
    this.check(step.ok, "not-idempotent", `the second plan is not empty: ${errorsOf(step)}`);
    return this;
  }

  /**
   * Every `first` was complete before any `then` was begun, and had to be: each `then` depends on each `first`. Code:
   * `wrong-create-order`; `order-by-luck` if it came so without need; `nothing-to-compare` if either names nothing.
   */
  toCreateInOrder(first: Selector, then: Selector): this {
    return this.inOrder("create", first, then);
  }

  /**
   * Every `first` was gone before the removal of any `then` began, and had to be. Code: `wrong-destroy-order`;
   * `order-by-luck`, `nothing-to-compare` as above.
   */
  toDestroyInOrder(first: Selector, then: Selector): this {
    return this.inOrder("delete", first, then);
  }

  /** Destroy succeeded; neither the world nor the state holds anything. Code: `not-destroyed-clean`. */
  toBeDestroyedClean(): this {
    const step = this.step("empty world", "not-destroyed-clean");
    this.check(step.ok, "not-destroyed-clean", errorsOf(step));
    return this;
  }

  private inOrder(action: "create" | "delete", first: Selector, then: Selector): this {
    const changes = this.changes(action).filter(({ ok }) => ok);
    const earlier = this.pick(changes, first);
    const later = this.pick(changes, then);
    const wrong = later.flatMap((one) =>
      earlier
        .filter((other) => other.address !== one.address && (other.endedAt ?? Infinity) > one.startedAt)
        .map((other) => `${one.address} did not wait for ${other.address}`),
    );
    const code = action === "create" ? "wrong-create-order" : "wrong-destroy-order";
    this.check(wrong.length === 0, code, wrong.slice(0, 10).join("; "));
    // What is removed first is what was made last.
    const lucky = action === "create" ? this.independent(later, earlier) : this.independent(earlier, later);
    this.check(lucky.length === 0, "order-by-luck", lucky.slice(0, 10).join("; "));
    return this;
  }

  /** Pairs of which the first came after the second without depending on it. Terraform keeps all dependencies in the state. */
  private independent(dependents: readonly Change[], needed: readonly Change[]): readonly string[] {
    const dependencies = new Map(
      this.rehearsal.state.map((object) => [object.address, new Set(object.dependencies)]),
    );
    return dependents.flatMap(({ address }) => {
      const known = dependencies.get(address);
      return known === undefined
        ? []
        : needed
            .filter((one) => one.address !== address && !known.has(withoutKeys(one.address)))
            .map((one) => `${address} waited for ${one.address} by chance: it does not depend on it`);
    });
  }

  private pick(changes: readonly Change[], selector: Selector): readonly Change[] {
    const addresses = new Set(this.select(selector, changes));
    this.check(
      addresses.size > 0,
      "nothing-to-compare",
      `nothing of ${describeSelector(selector)} was changed; changed were: ` +
        (changes.map(({ address }) => address).join(", ") || "none"),
    );
    return changes.filter(({ address }) => addresses.has(address));
  }

  private select(selector: Selector, changes: readonly Change[]): readonly string[] {
    return select(
      selector,
      changes.map(({ address }) => address),
      this.rehearsal.addresses,
    );
  }

  /** Changes of the steps that make, or remove, everything; times count on from step to step. */
  private changes(action: "create" | "delete"): readonly Change[] {
    const names: readonly StepName[] =
      action === "create" ? ["apply", "apply again"] : ["destroy", "destroy again"];
    let offset = 0;
    return this.rehearsal.steps.flatMap((step) => {
      const since = offset;
      offset += step.seconds;
      return names.includes(step.name)
        ? step.changes
            .filter((change) => change.action === action)
            .map((change) => ({
              ...change,
              startedAt: change.startedAt + since,
              ...(change.endedAt === undefined ? {} : { endedAt: change.endedAt + since }),
            }))
        : [];
    });
  }

  private step(name: StepName, code: string): Step {
    const step = this.rehearsal.steps.find((one) => one.name === name);
    if (step === undefined) {
      const failed = this.rehearsal.steps.find(({ ok }) => !ok);
      throw this.error(
        code,
        failed === undefined
          ? `the step ${name} was not taken`
          : `the step ${name} was not reached: ${failed.name} failed: ${errorsOf(failed)}`,
      );
    }
    return step;
  }

  private check(holds: boolean, code: string, rule: string): void {
    if (!holds) {
      throw this.error(code, rule);
    }
  }

  private error(code: string, rule: string): ConfigError {
    const { stack } = this.rehearsal;
    return new ConfigError(stack, "Rehearsal", [
      { prop: stack, code, rule, fix: `mend the stack, or see all steps with: slipway rehearse ${stack}` },
    ]);
  }
}

function errorsOf({ diagnostics }: Step): string {
  return (
    diagnostics
      .filter(({ severity }) => severity === "error")
      .map(describeDiagnostic)
      .join("; ") || "no error"
  );
}
