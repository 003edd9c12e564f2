import { Netmask } from "netmask";

/** An IPv4 block: parsed, aligned to its own prefix length. */
export interface Cidr {
  /** Canonical text, `10.0.0.0/16`. */
  readonly text: string;
  /** Prefix length, 0 to 32. */
  readonly prefix: number;
  /** Number of addresses in the block. */
  readonly size: number;
}

const SHAPE = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/**
 * Parses an IPv4 block. Returns the reason when the text is not one: not of the form a.b.c.d/n, a number out of
 * range, or host bits set (`10.0.0.5/16`), which AWS would silently round.
 */
export function parseCidr(text: string): Cidr | { readonly reason: string } {
  const match = SHAPE.exec(text);
  if (!match) {
    return { reason: "an IPv4 block is written a.b.c.d/n" };
  }
  const numbers = match.slice(1).map(Number);
  if (numbers.slice(0, 4).some((octet) => octet > 255) || (numbers[4] ?? 0) > 32) {
    return { reason: "octets go up to 255 and the prefix length up to 32" };
  }
  const block = new Netmask(text);
  const canonical = `${block.base}/${block.bitmask}`;
  if (canonical !== `${numbers.slice(0, 4).join(".")}/${numbers[4]}`) {
    return { reason: `the address has bits beyond the prefix length: the block is ${canonical}` };
  }
  return { text: canonical, prefix: block.bitmask, size: block.size };
}

/** Whether parsing succeeded. */
export function isCidr(parsed: Cidr | { readonly reason: string }): parsed is Cidr {
  return "text" in parsed;
}

/** Whether every address of `inner` lies in `outer`. */
export function containsCidr(outer: string, inner: string): boolean {
  return new Netmask(outer).contains(new Netmask(inner).base) && prefixOf(inner) >= prefixOf(outer);
}

/** Whether two blocks share an address. Blocks are aligned, so one then holds the other. */
export function overlapsCidr(one: string, other: string): boolean {
  return containsCidr(one, other) || containsCidr(other, one);
}

/**
 * Cuts blocks out of `parent`, in order, each aligned to its own size, without overlap.
 *
 * Larger blocks should come first: a small block in front of a large one leaves a gap for alignment. Returns
 * undefined when they do not fit.
 *
 * @param prefixes prefix lengths of the wanted blocks
 */
export function splitCidr(parent: string, prefixes: readonly number[]): string[] | undefined {
  const whole = new Netmask(parent);
  const first = whole.netLong;
  const end = first + whole.size;
  const blocks: string[] = [];
  let next = first;
  for (const prefix of prefixes) {
    const size = 2 ** (32 - prefix);
    const start = Math.ceil(next / size) * size;
    if (prefix < whole.bitmask || start + size > end) {
      return undefined;
    }
    blocks.push(`${dotted(start)}/${prefix}`);
    next = start + size;
  }
  return blocks;
}

function prefixOf(text: string): number {
  return new Netmask(text).bitmask;
}

function dotted(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}
