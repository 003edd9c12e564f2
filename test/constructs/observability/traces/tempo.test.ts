import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { Tempo, type TempoProps } from "../../../../constructs/observability/traces";
import { GrantingCluster } from "../../../support/granting-cluster";
import { codes, problemsOf, synth } from "../../../support/synth";

type Options = Partial<TempoProps>;

const S3 = { type: "s3", region: "eu-central-1" } as const;
const DISK: Options = { storage: { type: "filesystem", sizeGib: 10 } };

function granting(stack: TerraformStack): GrantingCluster {
  return new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
}

function tempoIn(stack: TerraformStack, options: Options = {}): Tempo {
  return new Tempo(stack, "Tempo", { cluster: granting(stack), storage: S3, ...options });
}

describe("Tempo", () => {
  it("installs the community's chart of the single process", () => {
    expect(synth((stack) => void tempoIn(stack, DISK)).one("helm_release")).toMatchObject({
      chart: "tempo",
      repository: "https://grafana-community.github.io/helm-charts",
      namespace: "tempo",
    });
  });

  it("makes a bucket and grants its service account what Tempo needs of it", () => {
    const result = synth((stack) => {
      const cluster = granting(stack);
      const tempo = new Tempo(stack, "Tempo", { cluster, namespace: "traces", storage: S3 });
      expect(cluster.grants).toEqual({
        "traces-tempo": {
          namespace: "traces",
          serviceAccount: "tempo",
          statements: tempo.storage?.statements,
        },
      });
      expect(tempo.storage?.statements.map(({ sid, actions }) => [sid, actions])).toEqual([
        ["ListTraces", ["s3:ListBucket"]],
        [
          "ReadAndWriteTraces",
          ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetObjectTagging", "s3:PutObjectTagging"],
        ],
        ["EncryptTraces", ["kms:Decrypt", "kms:GenerateDataKey"]],
      ]);
    });
    const release = result.one("helm_release");
    expect(release.depends_on).toEqual([expect.stringMatching(/^terraform_data\.Cluster_Identity/)]);
    expect(release.values[0]).toMatch(/bucket: \$\{jsonencode\(aws_s3_bucket\.Tempo_Storage_\w+\.bucket\)\}/);
    expect(release.values[0]).toContain('example.com/role: "role-of-tempo"');
    expect(result.one("aws_kms_key").description).toBe("Traces that Tempo keeps in S3");
  });

  it("has S3 expire traces a week after Tempo should have", () => {
    const result = synth((stack) => void tempoIn(stack, { retentionDays: 30 }));
    expect(result.one("aws_s3_bucket_lifecycle_configuration").rule[0]).toMatchObject({
      id: "expire-traces",
      expiration: [{ days: 37 }],
    });
  });

  it("makes nothing in AWS with traces on a disk", () => {
    const result = synth((stack) => {
      expect(tempoIn(stack, DISK).storage).toBeUndefined();
    });
    expect(result.addresses()).toEqual([expect.stringMatching(/^helm_release\.Tempo_Release/)]);
  });

  it("knows where traces go and come from, and what to wait for", () => {
    synth((stack) => {
      const tempo = tempoIn(stack, { ...DISK, releaseName: "spans", namespace: "ops", multiTenant: true });
      expect(tempo).toMatchObject({
        dataSourceType: "tempo",
        dataSourceUid: "tempo",
        otlpEndpoint: "http://spans.ops.svc.cluster.local:4317",
        queryUrl: "http://spans.ops.svc.cluster.local:3200",
        multiTenant: true,
      });
      expect(tempo.dependencies).toEqual([tempo.release]);
    });
  });

  it("tells the chart the name its URLs are built from", () => {
    const release = synth((stack) => void tempoIn(stack, { ...DISK, releaseName: "spans" })).one(
      "helm_release",
    );
    expect(parse(release.values[0]).fullnameOverride).toBe("spans");
  });

  it("lets the user's values win, and warns where they take the wiring away", () => {
    synth((stack) => {
      const values = { tempo: { retention: "24h", queryFrontend: { search: { concurrent_jobs: 10 } } } };
      const { release } = tempoIn(stack, { ...DISK, values });
      expect(release.values).toMatchObject(values);
      expect(release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("values override tempo.retention"),
      ]);
    });
  });

  it("fails with every problem at once", () => {
    const options: Options = { retentionDays: 0, namespace: "No" };
    expect(codes(problemsOf((stack) => tempoIn(stack, options)))).toEqual([
      "namespace invalid-name",
      "retentionDays out-of-range",
    ]);
  });

  it("fails with S3 on a cluster that cannot grant permissions", () => {
    const problems = problemsOf((stack) => {
      const cluster = new KubeconfigCluster(stack, "Local", { clusterName: "local", context: "kind-local" });
      new Tempo(stack, "Tempo", { cluster, storage: S3 });
    });
    expect(codes(problems)).toEqual([" no-workload-identity"]);
  });
});
