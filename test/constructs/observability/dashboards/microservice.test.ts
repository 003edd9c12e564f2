import {
  type MicroserviceDashboardProps,
  microserviceDashboard,
  resolveMicroservice,
} from "../../../../constructs/observability/dashboards/microservice";
import { Problems } from "../../../../lib/core/errors";
import { describeDashboard, expressionsOf, panelOf, queriesOf, rowsOf } from "../../../support/dashboards";
import { codes } from "../../../support/synth";

const CLIENT = microserviceDashboard();
const OTEL = microserviceDashboard({ names: "opentelemetry" });

function problemsOf(props: MicroserviceDashboardProps) {
  const problems = new Problems();
  resolveMicroservice(props, problems);
  return codes(problems.all);
}

function thresholds(props: MicroserviceDashboardProps, title: string) {
  const steps = panelOf(microserviceDashboard(props), title).fieldConfig?.defaults.thresholds?.steps ?? [];
  return steps.at(-1)?.value;
}

describeDashboard("microserviceDashboard with the names of the Prometheus clients", CLIENT);
describeDashboard("microserviceDashboard with the names of OpenTelemetry", OTEL);

describe("microserviceDashboard", () => {
  it("shows rate, errors, duration, saturation and logs", () => {
    expect(rowsOf(CLIENT)).toEqual([
      "At a glance",
      "Rate and errors",
      "Duration",
      "Saturation of the namespace",
      "Logs of the namespace",
    ]);
    expect(rowsOf(OTEL)).toEqual(rowsOf(CLIENT));
  });

  it("asks for the names of one family only, under a uid of its own", () => {
    const text = (dashboard: typeof CLIENT) =>
      queriesOf(dashboard)
        .map(({ expr }) => expr)
        .join();
    expect(text(CLIENT)).not.toContain("http_server_");
    expect(text(OTEL)).not.toMatch(/http_request/);
    expect(text(OTEL)).toContain('http_response_status_code=~"5.."');
    expect(CLIENT.uid).not.toBe(OTEL.uid);
  });

  it("takes other labels for status and route", () => {
    const dashboard = microserviceDashboard({ statusLabel: "status_code", routeLabel: "path" });
    expect(expressionsOf(panelOf(dashboard, "Errors by route"))[0]).toMatch(
      /by \(path\).*status_code=~"5\.\."/,
    );
  });

  it("turns red at one percent and half a second by default", () => {
    expect(thresholds({}, "Errors")).toBe(0.01);
    expect(thresholds({}, "P95 latency")).toBe(0.5);
    expect(thresholds({ errorRatioThreshold: 0.05 }, "Errors")).toBe(0.05);
    expect(thresholds({ latencyThresholdSeconds: 2 }, "Latency")).toBe(2);
  });

  it("links latencies to traces", () => {
    expect(panelOf(CLIENT, "Latency").targets).toMatchObject([
      { exemplar: true },
      { exemplar: true },
      { exemplar: true },
    ]);
  });

  it.each<[string, MicroserviceDashboardProps, string]>([
    ["a label that is none", { statusLabel: 'a"' }, "statusLabel invalid-label"],
    ["a route label that is none", { routeLabel: "" }, "routeLabel invalid-label"],
    ["all requests failing", { errorRatioThreshold: 1 }, "errorRatioThreshold out-of-range"],
    ["a share that is no number", { errorRatioThreshold: Number.NaN }, "errorRatioThreshold out-of-range"],
    ["no time at all", { latencyThresholdSeconds: 0 }, "latencyThresholdSeconds out-of-range"],
  ])("fails on %s", (_, props, problem) => {
    expect(problemsOf(props)).toEqual([problem]);
    expect(() => microserviceDashboard(props)).toThrow("microserviceDashboard: 1 problem");
  });
});
