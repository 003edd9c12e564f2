import type { Problems } from "../../lib/core/errors";
import { checkLimits, type LimitsConfig, type LokiLimits, limitsConfig } from "./loki-limits";
import {
  checkRetention,
  type LokiRetention,
  type LokiRetentionOverride,
  longestRetention,
  type RetentionLimits,
  retentionLimits,
} from "./loki-retention";
import { checkTenant } from "./tenant";

/** What holds for one tenant in place of what holds for all. */
export interface LokiTenant {
  /** Days its logs are kept. @default those of the other tenants */
  readonly retentionDays?: number | "forever";
  /** Its overrides; those of the other tenants are not among them. @default those of the other tenants */
  readonly retentionOverrides?: readonly LokiRetentionOverride[];
  /** Its limits; one it does not name is that of the other tenants. @default those of the other tenants */
  readonly limits?: LokiLimits;
}

/** A tenant with what it takes over from the others. */
export interface ResolvedTenantLimits extends LokiRetention {
  readonly limits: LokiLimits;
}

/** File Loki reads anew when it changes. */
export type RuntimeConfig = {
  readonly overrides: { readonly [tenant: string]: RetentionLimits & LimitsConfig };
};

/** Completes tenants by what holds for all. Codes: `not-multi-tenant`, those of `checkTenant` and of its parts. */
export function resolveTenants(
  tenants: Readonly<Record<string, LokiTenant>>,
  common: ResolvedTenantLimits,
  multiTenant: boolean,
  problems: Problems,
): { readonly [tenant: string]: ResolvedTenantLimits } {
  problems.addIf(!multiTenant && Object.keys(tenants).length > 0, {
    prop: "",
    code: "not-multi-tenant",
    rule: "a Loki without tenants has one, which none of these is",
    value: Object.keys(tenants),
    fix: "set multiTenant",
  });
  return Object.fromEntries(
    Object.entries(tenants).map(([tenant, given]) => {
      const at = problems.at(tenant);
      const resolved = {
        retentionDays: given.retentionDays ?? common.retentionDays,
        retentionOverrides: given.retentionOverrides ?? common.retentionOverrides,
        limits: { ...common.limits, ...given.limits },
      };
      checkTenant(at, "", tenant, undefined);
      checkRetention(
        {
          retentionDays: given.retentionDays ?? "forever",
          retentionOverrides: given.retentionOverrides ?? [],
        },
        at,
      );
      checkLimits(given.limits === undefined ? {} : resolved.limits, at.at("limits"));
      return [tenant, resolved];
    }),
  );
}

/** The overrides of tenants; undefined without any. */
export function runtimeConfig(tenants: {
  readonly [tenant: string]: ResolvedTenantLimits;
}): RuntimeConfig | undefined {
  const overrides = Object.entries(tenants).map(([tenant, { limits, ...retention }]) => [
    tenant,
    { ...retentionLimits(retention), ...limitsConfig(limits, longestRetention([retention])) },
  ]);
  return overrides.length === 0 ? undefined : { overrides: Object.fromEntries(overrides) };
}
