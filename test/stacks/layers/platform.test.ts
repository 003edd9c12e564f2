import { local } from "../../../stacks/environments/local";
import { production } from "../../../stacks/environments/production";
import { staging } from "../../../stacks/environments/staging";
import { synthEnvironment } from "../../support/environments";

describe("Platform", () => {
  it("installs logs, metrics, collector and scaling in every environment", () => {
    for (const environment of [local, staging, production]) {
      const releases = Object.values(synthEnvironment(environment).all("helm_release")).map(
        ({ name }) => name,
      );
      expect(releases.sort()).toEqual(["alloy", "keda", "kube-prometheus-stack", "loki"]);
    }
  });

  it("keeps logs 30 days in staging and 90 in production, in S3", () => {
    for (const [environment, hours] of [
      [staging, "720h"],
      [production, "2160h"],
    ] as const) {
      const synthesized = synthEnvironment(environment);
      expect(synthesized.one("helm_release", "Loki_Release").values[0]).toContain(
        `retention_period: "${hours}"`,
      );
      expect(Object.keys(synthesized.all("aws_s3_bucket"))).toHaveLength(1);
    }
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
    for (const name of ["Keda_Release", "LogCollector_Release"]) {
      expect(synthesized.one("helm_release", name).depends_on).toContain(`helm_release.${prometheus}`);
    }
  });
});
