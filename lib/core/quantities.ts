import type { Problems } from "./errors";
import { ifKnown } from "./tokens";

/** Amounts of compute, as Kubernetes writes them: `cpu: "250m"`, `memory: "512Mi"`. */
export type ComputeAmounts = {
  /** Cores (`"2"`, `"0.5"`) or thousandths of a core (`"250m"`). */
  readonly cpu?: string;
  /** Bytes with a suffix: `"512Mi"`, `"2Gi"`. */
  readonly memory?: string;
};

/** What a container is promised and what it may use at most. */
export type ResourceRequirements = {
  /** What the scheduler sets aside. */
  readonly requests?: ComputeAmounts;
  /** Above the memory limit the container is killed, above the CPU limit it is slowed down. */
  readonly limits?: ComputeAmounts;
};

/** A parsed quantity, exact: billionths of a core, of a byte, of whatever it counts. */
export interface Quantity {
  readonly text: string;
  readonly nanos: bigint;
}

const NANOS = 10n ** 9n;

/** Multiplier of each suffix in billionths. Source: "Quantity" in the Kubernetes API reference. */
const SUFFIXES: Readonly<Record<string, bigint>> = {
  n: 1n,
  u: 10n ** 3n,
  m: 10n ** 6n,
  "": NANOS,
  k: NANOS * 10n ** 3n,
  M: NANOS * 10n ** 6n,
  G: NANOS * 10n ** 9n,
  T: NANOS * 10n ** 12n,
  P: NANOS * 10n ** 15n,
  E: NANOS * 10n ** 18n,
  Ki: NANOS * 2n ** 10n,
  Mi: NANOS * 2n ** 20n,
  Gi: NANOS * 2n ** 30n,
  Ti: NANOS * 2n ** 40n,
  Pi: NANOS * 2n ** 50n,
  Ei: NANOS * 2n ** 60n,
};

const SHAPE = /^(\d+(?:\.\d*)?|\.\d+)(?:([eE])([+-]?\d{1,2})|([numkMGTPE]|[KMGTPE]i)?)$/;

/**
 * Parses a Kubernetes quantity that is not negative. Returns undefined where the text is none.
 *
 * What is finer than a billionth is rounded up, as Kubernetes does.
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = SHAPE.exec(text);
  if (!match) {
    return undefined;
  }
  const [whole = "", fraction = ""] = (match[1] ?? "").split(".");
  const exponent = match[2] === undefined ? 0 : Number(match[3]);
  const unit = SUFFIXES[match[4] ?? ""] ?? NANOS;
  const up = BigInt(whole + fraction) * unit * 10n ** BigInt(Math.max(exponent, 0));
  const down = 10n ** BigInt(fraction.length + Math.max(-exponent, 0));
  return { text, nanos: (up + down - 1n) / down };
}

/** Negative where `one` is less than `other`, positive where it is more, 0 where they are the same amount. */
export function compareQuantities(one: Quantity, other: Quantity): number {
  return one.nanos < other.nanos ? -1 : one.nanos > other.nanos ? 1 : 0;
}

/**
 * Checks requests and limits: every amount is a quantity above zero, CPU in cores or thousandths, memory in
 * bytes (`128m` of memory would be an eighth of a byte), and no request exceeds its limit. Tokens pass.
 *
 * Codes: `invalid-quantity`, `request-above-limit`.
 */
export function checkResources(
  problems: Problems,
  prop: string,
  resources: ResourceRequirements | undefined,
): void {
  const at = problems.at(prop);
  for (const kind of ["cpu", "memory"] as const) {
    const request = checkAmount(at.at("requests"), kind, resources?.requests?.[kind]);
    const limit = checkAmount(at.at("limits"), kind, resources?.limits?.[kind]);
    if (request !== undefined && limit !== undefined) {
      at.at("requests").addIf(compareQuantities(request, limit) > 0, {
        prop: kind,
        code: "request-above-limit",
        rule: `a request is at most the limit, which is ${limit.text}`,
        value: request.text,
        fix: "lower the request or raise the limit",
      });
    }
  }
}

/** Reports a number that is not whole or not in the range, as `out-of-range`. Tokens pass. */
export function checkWholeNumber(
  problems: Problems,
  prop: string,
  value: number | undefined,
  least: number,
  most: number,
): void {
  ifKnown(value, (known) => {
    problems.addIf(!Number.isInteger(known) || known < least || known > most, {
      prop,
      code: "out-of-range",
      rule: `must be a whole number from ${least} to ${most}`,
      value: known,
      fix: "choose a number in that range",
    });
  });
}

const AMOUNTS = {
  cpu: {
    pattern: /^[\d.]+m?$/,
    rule: 'an amount of CPU is written in cores ("0.5") or thousandths ("500m")',
  },
  memory: {
    pattern: /^[\d.]+([kMGTPE]|[KMGTPE]i|[eE]\+?\d+)?$/,
    rule: 'an amount of memory is written in bytes with a suffix such as Mi or Gi ("512Mi")',
  },
};

function checkAmount(
  problems: Problems,
  kind: keyof typeof AMOUNTS,
  amount: string | undefined,
): Quantity | undefined {
  let parsed: Quantity | undefined;
  ifKnown(amount, (known) => {
    const quantity = AMOUNTS[kind].pattern.test(known) ? parseQuantity(known) : undefined;
    const positive = quantity !== undefined && quantity.nanos > 0n;
    parsed = positive ? quantity : undefined;
    problems.addIf(!positive, {
      prop: kind,
      code: "invalid-quantity",
      rule: AMOUNTS[kind].rule,
      value: known,
      fix: kind === "cpu" ? "write it like 250m or 2" : "write it like 512Mi or 2Gi",
    });
  });
  return parsed;
}
