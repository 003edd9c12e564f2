import type { Problems } from "../../lib/core/errors";
import { ifKnown } from "../../lib/core/tokens";
import type { ILogStore } from "./log-store";

/**
 * Checks the tenant given for a log store: `missing-tenant` where the store demands one, `invalid-tenant` where the
 * id is not one Loki accepts (letters, digits and `!-_.*'()`, at most 150 characters).
 */
export function checkTenant(
  problems: Problems,
  prop: string,
  tenant: string | undefined,
  store: ILogStore | undefined,
): void {
  problems.addIf(store?.multiTenant === true && tenant === undefined, {
    prop,
    code: "missing-tenant",
    rule: "a log store with several tenants wants to know for which one",
    fix: "name the tenant or switch multiTenant off at the store",
  });
  ifKnown(tenant, (known) => {
    problems.addIf(!/^[A-Za-z0-9!_.*'()-]{1,150}$/.test(known) || known === "." || known === "..", {
      prop,
      code: "invalid-tenant",
      rule: "a tenant has 1 to 150 letters, digits or !-_.*'()",
      value: known,
      fix: "choose another name",
    });
  });
}
