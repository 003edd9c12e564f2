import { type QueryProps, query } from "../../../../constructs/delivery/analysis/query";
import { analysisProblems, metricOf } from "../../../support/analyses";

const failed = (pods: string, window: string) => `sum(rate(orders_failed_total{${pods}}[${window}]))`;

describe("query", () => {
  it("gives a function the pods and the window", () => {
    expect(metricOf(query({ name: "orders-failed", query: failed, max: 1 }))).toMatchObject({
      name: "orders-failed",
      check: {
        query: 'sum(rate(orders_failed_total{namespace="shop", pod=~"users-{{args.pod-hash}}-.*"}[2m]))',
        range: { max: 1 },
      },
    });
  });

  it("takes a text as it is, and both ends of a range", () => {
    const { check } = metricOf(query({ name: "depth", query: "sum(queue_depth)", min: 0, max: 10 }));
    expect(check).toMatchObject({ query: "sum(queue_depth)", range: { min: 0, max: 10 } });
  });

  it.each<[Partial<QueryProps>, string]>([
    [{ name: "Orders" }, "name invalid-name"],
    [{ query: "sum(" }, "query invalid-promql"],
    [{ query: " " }, "query empty-query"],
    [{ query: 'up{job="{{ args.other }}"}' }, "query template-in-query"],
    [{ max: undefined }, "max no-condition"],
    [{ min: 2 }, "min range-is-empty"],
    [{ max: Number.NaN }, "max not-a-number"],
    [{ min: Number.NEGATIVE_INFINITY }, "min not-a-number"],
  ])("refuses %j", (props, problem) => {
    expect(analysisProblems(query({ name: "orders-failed", query: failed, max: 1, ...props }))).toEqual([
      problem,
    ]);
  });
});
