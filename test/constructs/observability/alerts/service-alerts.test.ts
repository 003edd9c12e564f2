import {
  resolveServiceAlerts,
  type ServiceAlertsOptions,
  serviceAlerts,
} from "../../../../constructs/observability/alerts/service-alerts";
import { ConfigError, Problems } from "../../../../lib/core/errors";
import { describeChanges, NO_COUNT, NO_RATIO, onlyAlert } from "../../../support/build-alert-cases";
import { alertsOf, describeAlerts } from "../../../support/promtool";
import {
  OPENTELEMETRY_ALERT_CASES,
  PER_SERVICE_ALERT_CASES,
  SERVICE_ALERT_CASES,
} from "../../../support/service-alert-cases";
import { codes } from "../../../support/synth";

const NO_RATE = [-0.1, 1_000_001, Number.NaN];

describeAlerts("serviceAlerts", serviceAlerts(), SERVICE_ALERT_CASES);

for (const [alert, cases] of Object.entries(OPENTELEMETRY_ALERT_CASES)) {
  describeAlerts(
    "serviceAlerts with OpenTelemetry's names",
    onlyAlert(serviceAlerts({ names: "opentelemetry" }), alert),
    cases,
  );
}

const PER_SERVICE = serviceAlerts({
  services: {
    checkout: { errorRate: { errorRatio: 0.001 }, latency: { latencyMs: 250 } },
    "batch.v2": { errorRate: "none", latency: "none" },
    search: {},
  },
});

for (const [alert, cases] of Object.entries(PER_SERVICE_ALERT_CASES)) {
  describeAlerts("serviceAlerts with thresholds for some services", onlyAlert(PER_SERVICE, alert), cases);
}

describeChanges("serviceAlerts", serviceAlerts, {
  down: { alert: "ServiceDown", severity: "critical" },
  targetsDown: {
    alert: "ServiceTargetsDown",
    severity: "warning",
    thresholds: { downRatio: { other: 0.5, wrong: NO_RATIO } },
  },
  absent: { alert: "ServiceAbsent", severity: "critical" },
  errorRate: {
    alert: "HighErrorRate",
    severity: "warning",
    thresholds: {
      errorRatio: { other: 0.02, wrong: NO_RATIO },
      leastRequestsPerSecond: { other: 0, wrong: NO_RATE },
    },
  },
  latency: {
    alert: "HighLatencyP95",
    severity: "warning",
    thresholds: {
      latencyMs: { other: 250, wrong: [...NO_COUNT, 3_600_001] },
      leastRequestsPerSecond: { other: 0, wrong: NO_RATE },
    },
  },
  probeFailing: { alert: "ProbeFailing", severity: "critical" },
});

describe("serviceAlerts", () => {
  function expr(alert: string, options: ServiceAlertsOptions): string | undefined {
    return alertsOf(serviceAlerts(options)).find((rule) => rule.alert === alert)?.expr;
  }

  it("takes another label for the status", () => {
    expect(expr("HighErrorRate", {})).toContain('{status=~"5.."}');
    expect(expr("HighErrorRate", { statusLabel: "status_code" })).toContain('{status_code=~"5.."}');
    expect(expr("HighErrorRate", { names: "opentelemetry", statusLabel: "code" })).toContain('{code=~"5.."}');
  });

  it("leaves jobs out of what is looked at for being up, and out of nothing else", () => {
    const options = { excludeJobs: ["keda-operator", "batch.v2"] };
    expect(expr("ServiceDown", options)).toContain('up{job!~"keda-operator|batch[.]v2"}');
    expect(expr("ServiceTargetsDown", options)).toContain('up{job!~"keda-operator|batch[.]v2"}');
    expect(expr("HighErrorRate", options)).toBe(expr("HighErrorRate", {}));
  });

  it("keeps for a service what it does not change", () => {
    const options: ServiceAlertsOptions = {
      errorRate: { errorRatio: 0.05, leastRequestsPerSecond: 3 },
      services: { checkout: { errorRate: { errorRatio: 0.001, leastRequestsPerSecond: undefined } } },
    };
    expect(expr("HighErrorRate", options)?.match(/> 0.001\n.*>= 3$/m)).not.toBeNull();
    expect(expr("HighErrorRate", options)?.match(/> 0.05\n.*>= 3$/m)).not.toBeNull();
  });

  it.each<[ServiceAlertsOptions, readonly string[]]>([
    [{ names: "statsd" as "opentelemetry" }, ["names unknown-names"]],
    [{ statusLabel: "http.status" }, ["statusLabel invalid-label"]],
    [{ statusLabel: "" }, ["statusLabel invalid-label"]],
    [{ excludeJobs: ['"'] }, ["excludeJobs[0] invalid-name"]],
    [{ services: { 'a"b': {} } }, ['services["a\\"b"] invalid-name']],
    [{ services: { "a|b": {} } }, ['services["a|b"] invalid-name']],
    [
      { services: { shop: { errorRate: { errorRatio: 5 }, latency: { latencyMs: -1 } } } },
      ["services.shop.errorRate.errorRatio out-of-range", "services.shop.latency.latencyMs out-of-range"],
    ],
    [
      { services: { shop: { latency: { forSeconds: 1 } as object } } },
      ["services.shop.latency.forSeconds unknown-option"],
    ],
    [{ services: { shop: { down: "none" } as object } }, ["services.shop.down unknown-alert"]],
    [{ services: { shop: { errorRate: "off" as "none" } } }, ["services.shop.errorRate unknown-option"]],
    [{ services: { shop: "none" as unknown as object } }, ["services.shop unknown-option"]],
    [
      { errorRate: "none", services: { shop: { errorRate: { errorRatio: 0.1 } } } },
      ["services.shop.errorRate unused-option"],
    ],
  ])("fails on %j", (options, expected) => {
    const problems = new Problems();
    resolveServiceAlerts(options, problems);
    expect(codes(problems.all)).toEqual(expected);
    expect(() => serviceAlerts(options)).toThrow(ConfigError);
  });
});
