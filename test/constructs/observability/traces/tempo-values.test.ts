import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { TempoProps } from "../../../../constructs/observability/traces";
import { resolveTempo } from "../../../../constructs/observability/traces/tempo-config";
import { type TempoValues, tempoValues } from "../../../../constructs/observability/traces/tempo-values";
import { Problems } from "../../../../lib/core/errors";
import { chartKeys, misfits } from "../../../support/chart-keys";

type Options = Partial<TempoProps>;

const S3 = { type: "s3", region: "eu-central-1" } as const;

const MAXIMAL: Options = {
  releaseName: "traces",
  storage: { ...S3, disk: { sizeGib: 20, storageClass: "gp3" } },
  retentionDays: 30,
  multiTenant: true,
  serviceMonitors: true,
  usageReporting: true,
  resources: { requests: { cpu: "1", memory: "2Gi" }, limits: { memory: "4Gi" } },
};

const DISK: Options = { storage: { type: "filesystem", sizeGib: 5 } };
const NO_DISK: Options = { storage: { ...S3, disk: "none" } };

function valuesOf(options: Options = {}): TempoValues {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const config = resolveTempo({ cluster, storage: S3, ...options }, new Problems());
  const serviceAccountAnnotations: Record<string, string> = options === MAXIMAL ? { "a/b": "c" } : {};
  return tempoValues(config, {
    bucketName: config.storage.type === "s3" ? "my-traces" : undefined,
    serviceAccountAnnotations,
  });
}

/** Two that templates pass on without a default: looked up in comments of values.yaml of chart 2.2.4. */
const KEYS = {
  ...chartKeys("tempo"),
  "persistence.storageClassName": "string",
  "tempo.storage.trace.s3": "open",
};

describe("tempoValues", () => {
  it.each([
    ["no", {}],
    ["all", MAXIMAL],
    ["disk", DISK],
    ["no disk", NO_DISK],
  ] as [string, Options][])("sets only keys the pinned chart offers, from %s props", (_, options) => {
    expect(misfits(valuesOf(options), KEYS)).toEqual([]);
  });

  it("runs one process without a metrics generator, whose work the collector does, and without a proxy", () => {
    expect(valuesOf(MAXIMAL)).toMatchObject({
      replicas: 1,
      tempo: { metricsGenerator: { enabled: false } },
      tempoQuery: { enabled: false },
    });
  });

  it("stores traces in the bucket, at the endpoint of its region", () => {
    expect(valuesOf().tempo.storage.trace).toEqual({
      backend: "s3",
      s3: { bucket: "my-traces", endpoint: "s3.eu-central-1.amazonaws.com", region: "eu-central-1" },
    });
    const china = valuesOf({ storage: { type: "s3", region: "cn-north-1" } });
    expect(china.tempo.storage.trace.s3?.endpoint).toBe("s3.cn-north-1.amazonaws.com.cn");
    expect(valuesOf(DISK).tempo.storage.trace).toEqual({ backend: "local" });
  });

  it("deletes what is past retention", () => {
    expect(valuesOf().tempo.retention).toBe("336h");
    expect(valuesOf(MAXIMAL).tempo.retention).toBe("720h");
  });

  it("writes to a disk of its own, or to one that goes with the pod when told to", () => {
    expect(valuesOf().persistence).toEqual({ enabled: true, size: "10Gi", storageClassName: undefined });
    expect(valuesOf(MAXIMAL).persistence).toEqual({ enabled: true, size: "20Gi", storageClassName: "gp3" });
    expect(valuesOf(DISK).persistence).toMatchObject({ enabled: true, size: "5Gi" });
    expect(valuesOf(NO_DISK)).toMatchObject({
      persistence: { enabled: false },
      extraVolumes: [{ name: "data", emptyDir: {} }],
      tempo: { extraVolumeMounts: [{ name: "data", mountPath: "/var/tempo" }] },
    });
    expect(valuesOf()).not.toHaveProperty("extraVolumes");
  });

  it("has no privileges, no writable root and no token of the API server", () => {
    expect(valuesOf()).toMatchObject({
      tempo: {
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ["ALL"] },
          readOnlyRootFilesystem: true,
          seccompProfile: { type: "RuntimeDefault" },
        },
      },
      serviceAccount: { name: "tempo", automountServiceAccountToken: false },
    });
  });

  it("has tenants, monitors and reporting off by default, and on when asked", () => {
    const switches = (on: boolean) => ({
      tempo: { multitenancyEnabled: on, reportingEnabled: on },
      serviceMonitor: { enabled: on },
    });
    expect(valuesOf()).toMatchObject(switches(false));
    expect(valuesOf(MAXIMAL)).toMatchObject(switches(true));
  });

  it("carries the annotations of the role", () => {
    expect(valuesOf().serviceAccount).not.toHaveProperty("annotations");
    expect(valuesOf(MAXIMAL).serviceAccount).toMatchObject({ name: "traces", annotations: { "a/b": "c" } });
  });
});
