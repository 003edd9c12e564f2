import { isIPv6 } from "node:net";
import { isCidr, parseCidr } from "../../../lib/core/cidr";
import type { Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";

/** Reports what is no block of IPv4 or IPv6 addresses: `invalid-cidr`, `no-cidr` for an empty list. Tokens pass. */
export function checkAddressBlocks(problems: Problems, prop: string, cidrs: readonly string[]): void {
  const at = problems.at(prop);
  at.addIf(cidrs.length === 0, {
    prop: "",
    code: "no-cidr",
    rule: "a rule about addresses names at least one block of them",
    value: [],
    fix: 'write it like ["10.0.0.0/16"]',
  });
  cidrs.forEach((cidr, index) => {
    ifKnown(cidr, (known) => {
      const reason = reasonAgainst(known);
      at.at(index).addIf(reason !== undefined, {
        prop: "",
        code: "invalid-cidr",
        rule: reason ?? "",
        value: known,
        fix: "write it like 10.0.0.0/16 or fd00::/8",
      });
    });
  });
}

function reasonAgainst(text: string): string | undefined {
  if (!text.includes(":")) {
    const parsed = parseCidr(text);
    return isCidr(parsed) ? undefined : parsed.reason;
  }
  const [address = "", prefix = "", ...more] = text.split("/");
  const valid =
    isIPv6(address) &&
    !address.includes("%") &&
    /^\d{1,3}$/.test(prefix) &&
    Number(prefix) <= 128 &&
    more.length === 0;
  return valid ? undefined : "an IPv6 block is an address and a prefix length up to 128";
}
