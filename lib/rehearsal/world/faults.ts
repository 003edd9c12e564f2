import { setTimeout as sleep } from "node:timers/promises";
import { Refusal } from "./backend";

/** What a call does to the world; a data source is read too. */
export type CallAction = "create" | "read" | "update" | "delete";

/** Which calls a fault or a delay is for. A condition that is left out holds for every call. */
export type CallFilter = {
  /** @default every action */
  readonly actions?: readonly CallAction[];
  /** Type of resource or data source: `aws_nat_gateway`. */
  readonly type?: string;
  /** Name of the object as events show it: its name, its `Name` tag or its id. */
  readonly name?: string;
};

/** A failure to inject. */
export type FailRule = CallFilter & {
  /** The k-th matching call from now on fails, counted from 1. @default 1 */
  readonly at?: number;
  /** How many calls fail, beginning with that one. @default 1 */
  readonly times?: number;
  /** What the service says. @default `RequestLimitExceeded: injected failure` */
  readonly summary?: string;
  /**
   * Whether the call has had its effect when it fails. `after` is how objects get lost: the world has one that
   * terraform never hears of. @default before
   */
  readonly when?: "before" | "after";
  /** Run in place of an orderly answer, to end a provider or terraform at this very call. @default nothing */
  readonly crash?: () => void | Promise<void>;
};

/** A slow service. */
export type DelayRule = CallFilter & { readonly milliseconds: number };

/** A call as the rules see it. */
export type CallFacts = { readonly action: CallAction; readonly type: string; readonly name: string };

/** Failures and delays that wait for their call. Not part of a snapshot: they hold functions. */
export class Faults {
  private readonly failing: { readonly rule: FailRule; seen: number }[] = [];
  private readonly delays: DelayRule[] = [];

  /** Adds a failure; its count begins now. */
  fail(rule: FailRule): void {
    this.failing.push({ rule, seen: 0 });
  }

  /** Adds a delay for every matching call from now on; several delays add up. */
  delay(rule: DelayRule): void {
    this.delays.push(rule);
  }

  /** Forgets every failure and delay. */
  clear(): void {
    this.failing.length = 0;
    this.delays.length = 0;
  }

  /**
   * Runs a call with whatever is in store for it: waits, fails before the effect, or fails after it.
   *
   * @throws Refusal the injected one, or whatever the effect throws
   */
  async run<T>(call: CallFacts, effect: () => T): Promise<T> {
    // Counted when the call arrives, not when its delay is over, so that delays do not change which call fails.
    const due = this.due(call);
    const milliseconds = this.delays
      .filter((rule) => matches(rule, call))
      .reduce((sum, rule) => sum + rule.milliseconds, 0);
    if (milliseconds > 0) {
      await sleep(milliseconds);
    }
    if (due !== undefined && due.when !== "after") {
      return fail(due, call);
    }
    const result = effect();
    return due === undefined ? result : fail(due, call);
  }

  private due(call: CallFacts): FailRule | undefined {
    let due: FailRule | undefined;
    for (const entry of this.failing) {
      if (matches(entry.rule, call)) {
        entry.seen += 1;
        const first = entry.rule.at ?? 1;
        if (entry.seen >= first && entry.seen < first + (entry.rule.times ?? 1)) {
          due ??= entry.rule;
        }
      }
    }
    return due;
  }
}

function matches(filter: CallFilter, call: CallFacts): boolean {
  return (
    (filter.actions?.includes(call.action) ?? true) &&
    (filter.type === undefined || filter.type === call.type) &&
    (filter.name === undefined || filter.name === call.name)
  );
}

async function fail(rule: FailRule, { action, type, name }: CallFacts): Promise<never> {
  await rule.crash?.();
  const outcome = rule.when === "after" ? "was done, but the answer was lost" : "was not done";
  throw new Refusal(
    rule.summary ?? "RequestLimitExceeded: injected failure",
    `${action} of ${type} ${name || "(unnamed)"} ${outcome}: the rehearsal asked for this failure`,
  );
}
