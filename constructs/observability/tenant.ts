import { checkKnown, type Problems } from "../../lib/core/errors";
import { ifKnown } from "../../lib/core/tokens";
import type { ILogStore } from "./log-store";

/** Lines belong to the tenant called like their namespace. */
export interface LogTenants {
  readonly by: "namespace";
  /** Tenant of what has no namespace, such as events about nodes. */
  readonly otherwise: string;
}

/** The tenant of lines without one of their own, and the label that names the others'. */
export type ResolvedTenant = {
  readonly tenant: string | undefined;
  readonly tenantLabel: string | undefined;
};

/** Checks one tenant or a rule for several, as `checkTenant` does; also `unknown-by` where the rule is not known. */
export function resolveTenant(
  problems: Problems,
  prop: string,
  tenant: string | LogTenants | undefined,
  store: ILogStore | undefined,
): ResolvedTenant {
  if (typeof tenant !== "object") {
    checkTenant(problems, prop, tenant, store);
    return { tenant, tenantLabel: undefined };
  }
  checkKnown(problems.at(prop), "by", "unknown-by", "source of tenants", tenant.by, ["namespace"]);
  checkTenant(problems.at(prop), "otherwise", tenant.otherwise, store);
  return { tenant: tenant.otherwise, tenantLabel: tenant.by };
}

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
