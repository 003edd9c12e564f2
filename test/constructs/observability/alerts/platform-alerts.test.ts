import {
  labelled,
  type PlatformAlertsOptions,
  platformAlerts,
  resolvePlatformAlerts,
} from "../../../../constructs/observability/alerts/platform-alerts";
import { podAlerts } from "../../../../constructs/observability/alerts/pod-alerts";
import { type RuleGroup, renderRuleFiles } from "../../../../lib/core/alert-rules";
import { ConfigError, Problems } from "../../../../lib/core/errors";
import { alertsOf, checkRules, describeWithPromtool } from "../../../support/promtool";
import { codes } from "../../../support/synth";

const SUBJECTS = [
  "services",
  "pods",
  "workloads",
  "volumes",
  "nodes",
  "certificates",
  "gpus",
  "queues",
  "postgres",
  "mongodb",
  "redis",
  "backups",
  "monitoring",
] as const;

function names(groups: readonly RuleGroup[]): readonly string[] {
  return groups.map(({ name }) => name);
}

describe("platformAlerts", () => {
  it("has every subject, as a group of that name", () => {
    expect(names(platformAlerts())).toEqual(SUBJECTS);
    expect(platformAlerts().find(({ name }) => name === "pods")).toEqual(podAlerts()[0]);
  });

  it("has no name of an alert twice, so that a PrometheusStack takes them", () => {
    const problems = new Problems();
    const files = renderRuleFiles({ platform: platformAlerts() }, problems);
    expect(problems.all).toEqual([]);
    expect(files.platform?.groups).toHaveLength(SUBJECTS.length);
  });

  it("leaves out each subject that is switched off", () => {
    for (const subject of SUBJECTS) {
      expect(names(platformAlerts({ [subject]: "none" }))).toEqual(SUBJECTS.filter((one) => one !== subject));
    }
  });

  it("hands each subject its options", () => {
    const options: PlatformAlertsOptions = {
      pods: { crashLooping: { forSeconds: 60 } },
      services: { names: "opentelemetry", services: { "shop/checkout": { latency: "none" } } },
      backups: { backups: { nightly: {} } },
      queues: { deadLetterPattern: "none" },
    };
    const rules = alertsOf(platformAlerts(options));
    const rule = (name: string) => rules.find(({ alert }) => alert === name);
    expect(rule("PodCrashLooping")?.forSeconds).toBe(60);
    expect(rule("HighLatencyP95")?.expr).toContain('job!~"shop/checkout"');
    expect(rule("BackupMissing")?.expr).toContain('schedule="nightly"');
    expect(rule("QueueDeadLetters")).toBeUndefined();
  });

  it("labels every alert, and keeps the labels one has", () => {
    const rules = alertsOf(platformAlerts({ labels: { team: "platform" } }));
    expect(new Set(rules.map(({ labels }) => JSON.stringify(labels)))).toEqual(
      new Set(['{"team":"platform"}']),
    );
    expect(alertsOf(platformAlerts()).every(({ labels }) => labels === undefined)).toBe(true);
    const [pod] = alertsOf(podAlerts());
    const own = pod === undefined ? [] : [{ name: "own", rules: [{ ...pod, labels: { team: "shop" } }] }];
    expect(alertsOf(labelled(own, { team: "platform", tier: "1" }))[0]?.labels).toEqual({
      team: "shop",
      tier: "1",
    });
  });

  it("reports the problems of all subjects at once, below their names", () => {
    const options: PlatformAlertsOptions = {
      pods: { memoryNearLimit: { usedRatio: 90 } },
      nodes: { pressure: { forSeconds: -1 } },
      databases: {},
      gpus: true as unknown as "none",
      services: { services: { "a b": {} } },
    } as PlatformAlertsOptions;
    const problems = new Problems();
    resolvePlatformAlerts(options, problems);
    expect(codes(problems.all)).toEqual([
      "databases unknown-subject",
      'services.services["a b"] invalid-name',
      "pods.memoryNearLimit.usedRatio out-of-range",
      "nodes.pressure.forSeconds out-of-range",
      "gpus unknown-option",
    ]);
    expect(() => platformAlerts(options)).toThrow(ConfigError);
  });

  describeWithPromtool("through promtool", () => {
    it("is a file Prometheus takes", () => {
      const { platform } = renderRuleFiles({ platform: platformAlerts() }, new Problems());
      checkRules(platform ?? { groups: [] });
    });
  });
});
