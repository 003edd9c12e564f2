import type { ILogStore } from "../../../constructs/observability";
import { checkTenant, type LogTenants, resolveTenant } from "../../../constructs/observability/tenant";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const STORE: ILogStore = { pushUrl: "http://loki/push", queryUrl: "http://loki", multiTenant: false };

function problemsIn(tenant: string | undefined, store?: ILogStore): string[] {
  const problems = new Problems();
  checkTenant(problems, "tenant", tenant, store);
  return codes(problems.all);
}

describe("checkTenant", () => {
  it("asks for a tenant only where the store has several", () => {
    expect(problemsIn(undefined, STORE)).toEqual([]);
    expect(problemsIn("team-a", STORE)).toEqual([]);
    expect(problemsIn("team-a", { ...STORE, multiTenant: true })).toEqual([]);
  });

  it("fails without a tenant where the store has several", () => {
    expect(problemsIn(undefined, { ...STORE, multiTenant: true })).toEqual(["tenant missing-tenant"]);
  });

  it.each(["", "a b", "a/b", ".", "..", "x".repeat(151)])("fails on tenant %j", (tenant) => {
    expect(problemsIn(tenant, STORE)).toEqual(["tenant invalid-tenant"]);
  });
});

describe("resolveTenant", () => {
  function resolved(tenant: string | LogTenants | undefined) {
    const problems = new Problems();
    const config = resolveTenant(problems, "tenant", tenant, { ...STORE, multiTenant: true });
    return { config, problems: codes(problems.all) };
  }

  it("has one tenant for all lines", () => {
    expect(resolved("team-a")).toEqual({
      config: { tenant: "team-a", tenantLabel: undefined },
      problems: [],
    });
  });

  it("tells the tenant from the namespace, and has one for what is in none", () => {
    expect(resolved({ by: "namespace", otherwise: "platform" })).toEqual({
      config: { tenant: "platform", tenantLabel: "namespace" },
      problems: [],
    });
  });

  it.each<[unknown, string]>([
    [undefined, "tenant missing-tenant"],
    [{ by: "pod", otherwise: "platform" }, "tenant.by unknown-by"],
    [{ by: "namespace", otherwise: "a/b" }, "tenant.otherwise invalid-tenant"],
    [{ by: "namespace" }, "tenant.otherwise missing-tenant"],
  ])("fails on %j", (tenant, problem) => {
    expect(resolved(tenant as LogTenants | undefined).problems).toEqual([problem]);
  });
});
