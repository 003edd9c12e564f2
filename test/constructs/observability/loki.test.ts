import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { Loki, type LokiProps } from "../../../constructs/observability";
import { GrantingCluster } from "../../support/granting-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

type Options = Partial<LokiProps>;

function granting(stack: TerraformStack): GrantingCluster {
  return new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
}

function lokiIn(stack: TerraformStack, options: Options = {}): Loki {
  return new Loki(stack, "Loki", {
    cluster: granting(stack),
    storage: { type: "s3", region: "eu-central-1" },
    ...options,
  });
}

const DISK: Options = { storage: { type: "filesystem", sizeGib: 10 } };

describe("Loki", () => {
  it("installs the community's chart, which is the one for open source", () => {
    expect(synth((stack) => lokiIn(stack, DISK)).one("helm_release", "Loki_Release")).toMatchObject({
      chart: "loki",
      repository: "https://grafana-community.github.io/helm-charts",
      namespace: "loki",
    });
  });

  it("makes a bucket and grants its service account the use of it", () => {
    const result = synth((stack) => {
      const cluster = granting(stack);
      const loki = new Loki(stack, "Loki", {
        cluster,
        namespace: "logs",
        storage: { type: "s3", region: "eu-central-1" },
      });
      expect(cluster.grants).toEqual({
        "logs-loki": {
          namespace: "logs",
          serviceAccount: "loki",
          statements: loki.storage?.statements,
        },
      });
    });
    const release = result.one("helm_release");
    expect(release.depends_on).toEqual([expect.stringMatching(/^terraform_data\.Cluster_Identity/)]);
    expect(release.values[0]).toMatch(/chunks: \$\{jsonencode\(aws_s3_bucket\.Loki_Storage_\w+\.bucket\)\}/);
    expect(release.values[0]).toContain('example.com/role: "role-of-loki"');
  });

  it("makes nothing in AWS with logs on a disk", () => {
    const result = synth((stack) => {
      expect(lokiIn(stack, DISK).storage).toBeUndefined();
    });
    expect(result.addresses()).toEqual([expect.stringMatching(/^helm_release\.Loki_Release/)]);
  });

  it("knows where logs go and come from, with and without the gateway", () => {
    synth((stack) => {
      expect(lokiIn(stack, DISK)).toMatchObject({
        queryUrl: "http://loki.loki.svc.cluster.local:3100",
        pushUrl: "http://loki.loki.svc.cluster.local:3100/loki/api/v1/push",
        multiTenant: false,
      });
    });
    synth((stack) => {
      const options = { ...DISK, gateway: true, releaseName: "logs", namespace: "ops", multiTenant: true };
      expect(lokiIn(stack, options)).toMatchObject({
        queryUrl: "http://logs-gateway.ops.svc.cluster.local",
        pushUrl: "http://logs-gateway.ops.svc.cluster.local/loki/api/v1/push",
        multiTenant: true,
      });
    });
  });

  it("tells the chart the name its URLs are built from", () => {
    const release = synth((stack) => lokiIn(stack, { ...DISK, releaseName: "logs" })).one("helm_release");
    expect(parse(release.values[0]).fullnameOverride).toBe("logs");
  });

  it("lets the user's values win, and warns where they take the wiring away", () => {
    synth((stack) => {
      const values = { loki: { limits_config: { retention_period: "24h", ingestion_rate_mb: 8 } } };
      const { release } = lokiIn(stack, { ...DISK, values });
      expect(release.values).toMatchObject(values);
      expect(release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("values override loki.limits_config.retention_period"),
      ]);
    });
  });

  it("lets the user's own objects stand beside the rules", () => {
    synth((stack) => {
      const { release } = lokiIn(stack, {
        ...DISK,
        rules: { alertmanagerUrl: "http://alertmanager:9093", groups: [] },
        values: { extraObjects: { mine: { kind: "Secret" } } },
      });
      expect(Object.keys(release.values.extraObjects ?? {}).sort()).toEqual(["alert-rules", "mine"]);
      expect(release.node.metadata).toEqual([]);
    });
  });

  it("fails with every problem at once", () => {
    const options: Options = { ...DISK, replicas: 2, retentionDays: 0 };
    expect(codes(problemsOf((stack) => lokiIn(stack, options)))).toEqual([
      "retentionDays out-of-range",
      "replicas filesystem-needs-one-replica",
    ]);
  });

  it("fails with S3 on a cluster that cannot grant permissions", () => {
    const problems = problemsOf((stack) => {
      const cluster = new KubeconfigCluster(stack, "Local", { clusterName: "local", context: "kind-local" });
      new Loki(stack, "Loki", { cluster, storage: { type: "s3", region: "eu-central-1" } });
    });
    expect(codes(problems)).toEqual([" no-workload-identity"]);
  });
});
