import { createHash } from "node:crypto";

/**
 * A source of values that look random and are not: the same text gives the same values on every machine.
 *
 * Each method takes its values from a hash of the seed's text, so that the order of calls has no influence.
 */
export class Seed {
  constructor(private readonly text: string) {}

  /** A seed below this one; different labels are independent of each other. */
  at(label: string): Seed {
    return new Seed(`${this.text}\n${label}`);
  }

  /** Lower case hexadecimal digits, at most 64. */
  hex(length: number): string {
    return this.digest().toString("hex").slice(0, length);
  }

  /** Decimal digits, at most 32; the first is never 0. */
  digits(length: number): string {
    return this.characters("0123456789", length).replace(/^0/, "7");
  }

  /** Upper case letters and digits as in the ids of IAM, at most 32. */
  upper(length: number): string {
    return this.characters("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length);
  }

  /** Lower case letters and digits as Kubernetes appends to generated names, at most 32. */
  lower(length: number): string {
    return this.characters("bcdfghjklmnpqrstvwxz2456789", length);
  }

  /** A version 4 UUID. */
  uuid(): string {
    const hex = this.hex(32);
    const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4];
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `${variant}${hex.slice(17, 20)}`,
      hex.slice(20),
    ].join("-");
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + (this.digest().readUInt32BE(0) % (high - low + 1));
  }

  /**
   * A certificate in base64, as a service hands it out: base64 of a PEM text. The certificate is not a real one,
   * but its decoded form is text, which base64decode of Terraform insists on.
   */
  certificate(): string {
    const body = this.digest().toString("base64");
    return Buffer.from(`-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`).toString(
      "base64",
    );
  }

  private characters(alphabet: string, length: number): string {
    return [...this.digest().subarray(0, length)].map((byte) => alphabet[byte % alphabet.length]).join("");
  }

  private digest(): Buffer {
    return createHash("sha256").update(this.text).digest();
  }
}
