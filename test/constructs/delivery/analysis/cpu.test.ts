import { cpu } from "../../../../constructs/delivery/analysis/cpu";
import { analysisProblems, metricOf } from "../../../support/analyses";

const pods = 'namespace="shop", pod=~"users-{{args.pod-hash}}-.*"';

describe("cpu", () => {
  it("compares what is used with the limits", () => {
    const used = `sum(rate(container_cpu_usage_seconds_total{${pods}, container!=""}[2m]))`;
    const allowed = `sum(kube_pod_container_resource_limits{${pods}, resource="cpu"})`;
    expect(metricOf(cpu())).toMatchObject({
      name: "cpu",
      check: { query: `${used} / ${allowed}`, range: { max: 0.8 } },
    });
  });

  it("compares with requests, of which more may be used than there is", () => {
    const { query, range } = metricOf(cpu({ of: "requests", maxRatio: 2 })).check;
    expect(query).toContain("kube_pod_container_resource_requests{");
    expect(range).toEqual({ max: 2 });
  });

  it.each([
    [{ maxRatio: 0 }, "maxRatio out-of-range"],
    [{ maxRatio: 80 }, "maxRatio out-of-range"],
    [{ of: "capacity" as never }, "of unknown-share"],
  ])("refuses %j", (props, problem) => {
    expect(analysisProblems(cpu(props))).toEqual([problem]);
  });
});
