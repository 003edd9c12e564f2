import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { RuleFile } from "../../../lib/core/alert-rules";
import { local } from "../../../stacks/environments/local";
import { production } from "../../../stacks/environments/production";
import { staging } from "../../../stacks/environments/staging";
import { synthEnvironment } from "../../support/environments";
import { ROOT } from "../../support/project";

describe("Platform", () => {
  it.each([
    [local, []],
    [staging, ["external-secrets", "metrics-server", "tempo", "trace-collector"]],
    [
      production,
      ["external-secrets", "metrics-server", "tempo", "trace-collector", "trace-collector-sampling"],
    ],
  ] as const)("installs what $name relies on", (environment, others) => {
    const releases = Object.values(synthEnvironment(environment).all("helm_release")).map(({ name }) => name);
    expect(releases.sort()).toEqual(
      ["alloy", "argo-rollouts", "dashboards", "keda", "kube-prometheus-stack", "loki", ...others].sort(),
    );
  });

  it.each([
    [staging, "720h", 100],
    [production, "2160h", 10],
  ] as const)(
    "keeps logs and traces of $name in S3, as long and as many as its data says",
    (environment, hours, percent) => {
      const synthesized = synthEnvironment(environment);
      const loki = synthesized.one("helm_release", "Loki_Release").values[0];
      expect(loki).toContain(`retention_period: "${hours}"`);
      const [collector] = ["TraceCollector_SamplingRelease", "TraceCollector_Release"].flatMap((name) =>
        Object.entries(synthesized.all("helm_release"))
          .filter(([id]) => id.includes(name))
          .map(([, release]) => release.values[0]),
      );
      expect(collector).toContain(`sampling_percentage: ${percent}`);
      expect(Object.keys(synthesized.all("aws_s3_bucket"))).toHaveLength(2);
    },
  );

  it("tells people sooner in production than in staging", () => {
    const [sooner, later] = [production, staging].map(
      (environment) => synthEnvironment(environment).one("helm_release", "Prometheus_Release").values[0],
    );
    expect(sooner).toContain("> 0.01");
    expect(later).toContain("> 0.05");
    expect(later).not.toContain("> 0.01 ");
  });

  it("keeps local logs on the disk of the one replica", () => {
    const synthesized = synthEnvironment(local);
    expect(synthesized.one("helm_release", "Loki_Release").values[0]).toContain('type: "filesystem"');
    expect(synthesized.all("aws_s3_bucket")).toEqual({});
  });

  it("installs what makes monitors after the operator that defines them", () => {
    const synthesized = synthEnvironment(staging);
    const [prometheus] = Object.keys(synthesized.all("helm_release")).filter((id) =>
      id.includes("Prometheus"),
    );
    for (const name of ["Keda_Release", "LogCollector_Release", "Loki_Release", "TraceCollector_Release"]) {
      expect(synthesized.one("helm_release", name).depends_on).toContain(`helm_release.${prometheus}`);
    }
  });

  it.each([local, staging, production])("brings alerts whose runbook pages exist to $name", (environment) => {
    const release = synthEnvironment(environment).one("helm_release", "Prometheus_Release");
    const files: Record<string, RuleFile> = parse(release.values[0]).additionalPrometheusRulesMap;
    expect(Object.keys(files)).toEqual(["keda", "platform"]);
    const pages = Object.values(files).flatMap(({ groups }) =>
      groups.flatMap(({ rules }) =>
        rules.filter(({ alert }) => alert !== undefined).map(({ annotations }) => annotations?.runbook ?? ""),
      ),
    );
    expect(pages).toContain("docs/runbooks/KedaOperatorDown.md");
    expect(pages.filter((page) => !fs.existsSync(path.join(ROOT, page)))).toEqual([]);
  });
});
