import * as fc from "fast-check";
import {
  checkScalingBounds,
  resolveScalingBounds,
  type ScalingBoundsTable,
} from "../../../constructs/keda/scaling-bounds";
import { Problems } from "../../../lib/core/errors";
import { numberToken } from "../../support/fake-keda";
import { codes } from "../../support/synth";

const BOUNDS = { minReplicas: 0, maxReplicas: 10, pollingIntervalSeconds: 30 };

function problemsOf(bounds: Partial<typeof BOUNDS>): string[] {
  const problems = new Problems();
  checkScalingBounds(problems, { ...BOUNDS, ...bounds });
  return codes(problems.all);
}

function resolved(table: ScalingBoundsTable, workload: string) {
  const problems = new Problems();
  const bounds = resolveScalingBounds(table, workload, problems.at("scaling"));
  return { bounds, problems };
}

describe("resolveScalingBounds", () => {
  const table = {
    default: { minReplicas: 1, maxReplicas: 5 },
    workloads: { orders: { maxReplicas: 50 }, returns: { minReplicas: undefined, maxReplicas: 2 } },
  };

  it("puts a workload's bounds over those for every one", () => {
    expect(resolved(table, "orders").bounds).toEqual({ minReplicas: 1, maxReplicas: 50 });
    expect(resolved(table, "till").bounds).toEqual({ minReplicas: 1, maxReplicas: 5 });
  });

  it("takes undefined for the default", () => {
    expect(resolved(table, "returns").bounds).toEqual({ minReplicas: 1, maxReplicas: 2 });
  });

  it("fails on a workload that is not in a table without default, and lists those that are", () => {
    const { problems } = resolved({ workloads: { orders: {}, returns: {} } }, "order");
    expect(codes(problems.all)).toEqual(["scaling.workloads unknown-workload"]);
    expect(problems.all[0]).toMatchObject({ value: "order", fix: "use one of orders, returns" });
  });
});

describe("checkScalingBounds", () => {
  it("takes equal bounds", () => {
    expect(problemsOf({ minReplicas: 10 })).toEqual([]);
  });

  it("fails on numbers out of range", () => {
    expect(problemsOf({ minReplicas: -1, maxReplicas: 0, pollingIntervalSeconds: 0 })).toEqual([
      "minReplicas out-of-range",
      "maxReplicas out-of-range",
      "pollingIntervalSeconds out-of-range",
    ]);
    expect(problemsOf({ minReplicas: 1.5, maxReplicas: 100_001, pollingIntervalSeconds: 86_401 })).toEqual([
      "minReplicas out-of-range",
      "maxReplicas out-of-range",
      "pollingIntervalSeconds out-of-range",
    ]);
  });

  it("fails on a least above the most, whatever they are", () => {
    const replicas = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(replicas, replicas, (minReplicas, maxReplicas) => {
        expect(problemsOf({ minReplicas, maxReplicas })).toEqual(
          minReplicas > maxReplicas ? ["minReplicas min-above-max"] : [],
        );
      }),
    );
  });

  it("does not compare what is known only after apply", () => {
    expect(problemsOf({ maxReplicas: numberToken() })).toEqual([]);
    expect(problemsOf({ minReplicas: numberToken() })).toEqual([]);
  });
});
