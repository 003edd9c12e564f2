import type { ILogStore } from "../../../constructs/observability";
import { checkTenant } from "../../../constructs/observability/tenant";
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
