import { Token } from "cdktf";

/**
 * Whether a value is, or a string contains, something Terraform knows only later.
 *
 * The only place that asks: checks never look inside such a value, because before apply it is an encoded
 * marker (a list marker always has length 1, a number marker is a huge negative number).
 */
export function isToken(value: unknown): boolean {
  return Token.isUnresolved(value);
}

/** Runs a check on a value that is given and known now; anything else passes. */
export function ifKnown<T>(value: T | undefined, check: (known: T) => void): void {
  if (value !== undefined && !isToken(value)) {
    check(value);
  }
}
