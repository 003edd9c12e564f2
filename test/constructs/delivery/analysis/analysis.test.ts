import { Analysis } from "../../../../constructs/delivery/analysis/analysis";
import { Problems } from "../../../../lib/core/errors";
import { checkPromql } from "../../../../lib/core/query-syntax";
import { metricOf } from "../../../support/analyses";
import { answerOf } from "../../../support/promql";
import { describeWithPromtool } from "../../../support/promtool";
import { codes } from "../../../support/synth";

describe("Analysis", () => {
  it("offers every test of a new version", () => {
    expect(Object.keys(Analysis)).toEqual([
      "cpu",
      "errorRate",
      "latency",
      "latencyP95",
      "query",
      "smokeTest",
    ]);
  });

  it("asks questions Prometheus understands", () => {
    const analyses = [
      ...[Analysis.cpu(), Analysis.cpu({ of: "requests" }), Analysis.latencyP95({ maxMs: 500 })],
      ...[Analysis.errorRate(), Analysis.errorRate({ names: "opentelemetry" })],
      ...[Analysis.latency({ percentile: 50, maxMs: 50, names: "opentelemetry" })],
    ];
    const problems = new Problems();
    for (const analysis of analyses) {
      checkPromql(problems, "query", metricOf(analysis).check.query);
    }
    expect(codes(problems.all)).toEqual([]);
  });
});

/** Series of a pod of each version, by the name of the series and further labels. */
function pods(name: string, labels: string, fresh: string, old: string) {
  const series = (pod: string) => `${name}{namespace="shop", pod="${pod}"${labels && `, ${labels}`}}`;
  return { [series("users-5d8f7c9b6d-aaaaa")]: fresh, [series("users-7777777777-bbbbb")]: old };
}

function answer(analysis: Analysis, series: Readonly<Record<string, string>>): number | undefined {
  const { query } = metricOf(analysis).check;
  return answerOf(query.replaceAll("{{args.pod-hash}}", "5d8f7c9b6d"), series, 10);
}

describeWithPromtool("Analysis through Prometheus", () => {
  it("counts failed requests of the new version, whatever the old one does", () => {
    const ok = pods("http_requests_total", 'status="200"', "0+90x20", "0+90x20");
    const failed = pods("http_requests_total", 'status="503"', "0+10x20", "0+900x20");
    expect(answer(Analysis.errorRate(), { ...ok, ...failed })).toBeCloseTo(0.1);
  });

  it("finds no errors where nothing failed, and nothing where nobody asked", () => {
    expect(
      answer(Analysis.errorRate(), pods("http_requests_total", 'status="200"', "0+9x20", "0+9x20")),
    ).toBe(0);
    expect(
      answer(Analysis.errorRate(), pods("http_requests_total", 'status="200"', "0x20", "0+9x20")),
    ).toBeNaN();
    expect(answer(Analysis.errorRate(), {})).toBeUndefined();
  });

  it("tells milliseconds of the new version's slowest requests", () => {
    const bucket = "http_request_duration_seconds_bucket";
    const series = {
      ...pods(bucket, 'le="0.1"', "0+50x20", "0+100x20"),
      ...pods(bucket, 'le="0.5"', "0+100x20", "0+100x20"),
      ...pods(bucket, 'le="+Inf"', "0+100x20", "0+100x20"),
    };
    expect(answer(Analysis.latencyP95({ maxMs: 500 }), series)).toBeCloseTo(460);
  });

  it("tells the share of the limits that is in use, by the containers' own counters", () => {
    const series = {
      ...pods("container_cpu_usage_seconds_total", 'container="users"', "0+30x20", "0+600x20"),
      ...pods("container_cpu_usage_seconds_total", 'container=""', "0+31x20", "0+600x20"),
      ...pods("kube_pod_container_resource_limits", 'resource="cpu", container="users"', "2x20", "2x20"),
    };
    expect(answer(Analysis.cpu(), series)).toBeCloseTo(0.25);
  });
});
