import type { Rehearsal } from "./rehearsal";
import { withoutKeys } from "./state";

/**
 * Names objects of a stack: an address (`aws_vpc.Main_1A2B3C4D`), a type (`aws_vpc`: all of them), a construct path
 * (`staging/Network`: everything below it), a pattern for addresses, or a resource of the stack itself.
 */
export type Selector =
  | string
  | RegExp
  | { readonly terraformResourceType: string; readonly friendlyUniqueId: string };

/** The addresses a selector names, among those given. */
export function select(
  selector: Selector,
  addresses: Iterable<string>,
  paths: Rehearsal["addresses"],
): readonly string[] {
  const matches = matcher(selector, paths);
  return [...new Set(addresses)].filter(matches);
}

/** A selector as it is spoken of in a message. */
export function describeSelector(selector: Selector): string {
  return typeof selector === "object" && !(selector instanceof RegExp)
    ? `${selector.terraformResourceType}.${selector.friendlyUniqueId}`
    : String(selector);
}

function matcher(selector: Selector, paths: Rehearsal["addresses"]): (address: string) => boolean {
  if (selector instanceof RegExp) {
    // A pattern with the flag g remembers where it stopped; search always begins at the start.
    return (address) => address.search(selector) >= 0;
  }
  const name = describeSelector(selector);
  const below = new Set(
    [...paths].filter(([path]) => path === name || path.startsWith(`${name}/`)).map(([, address]) => address),
  );
  return (address) => {
    const plain = withoutKeys(address);
    return address === name || plain === name || below.has(plain) || typeOf(plain) === name;
  };
}

/** `aws_vpc` of `module.net.aws_vpc.Main`. */
function typeOf(address: string): string | undefined {
  return address.split(".").at(-2);
}
