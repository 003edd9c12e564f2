import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { TempoProps } from "../../../../constructs/observability/traces";
import { resolveTempo } from "../../../../constructs/observability/traces/tempo-config";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const S3 = { type: "s3", region: "eu-central-1" } as const;

function resolve(options: Partial<TempoProps> = {}) {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const problems = new Problems();
  const config = resolveTempo({ cluster, storage: S3, ...options }, problems);
  return { config, problems: codes(problems.all) };
}

describe("resolveTempo", () => {
  it("fills every default", () => {
    const { config, problems } = resolve();
    expect(problems).toEqual([]);
    expect(config).toEqual({
      releaseName: "tempo",
      fullname: "tempo",
      serviceAccount: "tempo",
      namespace: "tempo",
      retentionDays: 14,
      storage: expect.objectContaining({ type: "s3", expireAfterDays: 21 }),
      multiTenant: false,
      serviceMonitors: false,
      usageReporting: false,
      resources: { requests: { cpu: "250m", memory: "512Mi" }, limits: { memory: "2Gi" } },
    });
  });

  it("keeps traces on a disk when told to", () => {
    const storage = { type: "filesystem", sizeGib: 5 } as const;
    expect(resolve({ storage })).toMatchObject({
      config: { storage: { type: "filesystem", disk: { sizeGib: 5 } } },
      problems: [],
    });
  });

  it.each([0, 0.5, 3651])("fails for a retention of %s days", (retentionDays) => {
    expect(resolve({ retentionDays }).problems).toEqual(["retentionDays out-of-range"]);
  });

  it("fails for an S3 lifecycle shorter than retention", () => {
    expect(resolve({ retentionDays: 30, storage: { ...S3, expireAfterDays: 30 } }).problems).toEqual([
      "storage.expireAfterDays lifecycle-shorter-than-retention",
    ]);
  });

  it("fails for names, a disk and resources that are none", () => {
    expect(
      resolve({
        releaseName: "No",
        namespace: "a_b",
        storage: { type: "filesystem", sizeGib: 0 },
        resources: { requests: { cpu: "2" }, limits: { cpu: "1" } },
      }).problems,
    ).toEqual([
      "storage.sizeGib out-of-range",
      "releaseName invalid-name",
      "namespace invalid-name",
      "resources.requests.cpu request-above-limit",
    ]);
  });
});
