import {
  type LokiTenant,
  type ResolvedTenantLimits,
  resolveTenants,
  runtimeConfig,
} from "../../../constructs/observability/loki-tenants";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const COMMON: ResolvedTenantLimits = {
  retentionDays: 30,
  retentionOverrides: [{ selector: { app: "audit" }, days: 60 }],
  limits: { ingestionRateMb: 10, maxStreams: 1000 },
};

function resolved(tenants: Record<string, LokiTenant>, multiTenant = true) {
  const problems = new Problems();
  const config = resolveTenants(tenants, COMMON, multiTenant, problems.at("tenants"));
  return { config, problems: codes(problems.all) };
}

describe("resolveTenants", () => {
  it("takes over what a tenant does not say", () => {
    expect(resolved({ shop: { limits: { maxStreams: 5 } } })).toEqual({
      config: {
        shop: {
          retentionDays: 30,
          retentionOverrides: COMMON.retentionOverrides,
          limits: { ingestionRateMb: 10, maxStreams: 5 },
        },
      },
      problems: [],
    });
  });

  it("keeps what a tenant says, also that it has no overrides", () => {
    const { config } = resolved({ shop: { retentionDays: "forever", retentionOverrides: [] } });
    expect(config.shop).toMatchObject({ retentionDays: "forever", retentionOverrides: [] });
  });

  it("says what is wrong with all tenants only once", () => {
    const problems = new Problems();
    resolveTenants({ shop: {} }, { ...COMMON, retentionDays: 0 }, true, problems);
    expect(problems.all).toEqual([]);
  });

  it.each<[Record<string, LokiTenant>, string]>([
    [{ "a b": {} }, 'tenants["a b"] invalid-tenant'],
    [{ shop: { retentionDays: 0 } }, "tenants.shop.retentionDays out-of-range"],
    [
      { shop: { retentionOverrides: [{ selector: {}, days: 1 }] } },
      "tenants.shop.retentionOverrides[0].selector empty-selector",
    ],
    [{ shop: { limits: { maxLineKb: 0 } } }, "tenants.shop.limits.maxLineKb out-of-range"],
    [{ shop: { limits: { ingestionBurstMb: 5 } } }, "tenants.shop.limits.ingestionBurstMb burst-below-rate"],
  ])("fails on %j", (tenants, problem) => {
    expect(resolved(tenants).problems).toEqual([problem]);
  });

  it("fails on tenants of a Loki that has none", () => {
    expect(resolved({ shop: {} }, false).problems).toEqual(["tenants not-multi-tenant"]);
    expect(resolved({}, false).problems).toEqual([]);
  });
});

describe("runtimeConfig", () => {
  it("has the whole of what holds for a tenant", () => {
    const { config } = resolved({ shop: { retentionDays: 7, limits: { maxStreams: "none" } } });
    expect(runtimeConfig(config)).toEqual({
      overrides: {
        shop: {
          retention_period: "168h",
          retention_stream: [{ selector: '{app="audit"}', priority: 0, period: "1440h" }],
          ingestion_rate_mb: 10,
          ingestion_burst_size_mb: 15,
          max_global_streams_per_user: 0,
          max_query_lookback: "1440h",
        },
      },
    });
  });

  it("is left out without tenants", () => {
    expect(runtimeConfig({})).toBeUndefined();
  });
});
