import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { PushgatewayProps } from "../../../../constructs/observability/metrics/pushgateway";
import { resolvePushgateway } from "../../../../constructs/observability/metrics/pushgateway-config";
import {
  PUSHGATEWAY_PORT,
  pushgatewayValues,
} from "../../../../constructs/observability/metrics/pushgateway-values";
import { Problems } from "../../../../lib/core/errors";
import { type ChartKeys, misfits } from "../../../support/chart-keys";

type Options = Omit<PushgatewayProps, "cluster">;

/**
 * Those of the chart's keys that are set, from its public repository: they are the same in every version of it that
 * was looked at. `storageClass` has no default there, the template reads it.
 */
const KEYS: ChartKeys = {
  containerSecurityContext: "open",
  extraArgs: "list",
  fullnameOverride: "string",
  persistentVolume: "map",
  "persistentVolume.enabled": "boolean",
  "persistentVolume.mountPath": "string",
  "persistentVolume.size": "string",
  "persistentVolume.storageClass": "string",
  resources: "open",
  service: "map",
  "service.port": "number",
  serviceMonitor: "map",
  "serviceMonitor.enabled": "boolean",
  "serviceMonitor.honorLabels": "boolean",
  "serviceMonitor.namespace": "string",
};

function valuesOf(options: Options) {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  return pushgatewayValues(resolvePushgateway({ cluster, ...options }, new Problems()));
}

describe("pushgatewayValues", () => {
  it.each<[string, Options]>([
    ["no", {}],
    ["all", { storage: { sizeGib: 2, storageClass: "gp3" } }],
    ["switched off", { storage: "none", serviceMonitor: false }],
  ])("sets only keys the chart offers, from %s props", (_, options) => {
    expect(misfits(valuesOf(options), KEYS)).toEqual([]);
  });

  it("keeps what was pushed on a disk, which the arguments put to use", () => {
    expect(valuesOf({ storage: { sizeGib: 2, storageClass: "gp3" } })).toMatchObject({
      extraArgs: ["--persistence.file=/data/pushgateway.data", "--persistence.interval=1m"],
      persistentVolume: { enabled: true, mountPath: "/data", size: "2Gi", storageClass: "gp3" },
    });
    expect(valuesOf({ storage: "none" })).not.toHaveProperty("extraArgs");
    expect(valuesOf({ storage: "none" }).persistentVolume).toEqual({ enabled: false });
  });

  it("leaves pushed labels alone when it is scraped", () => {
    expect(valuesOf({ namespace: "ops" }).serviceMonitor).toEqual({
      enabled: true,
      namespace: "ops",
      honorLabels: true,
    });
    expect(valuesOf({ serviceMonitor: false }).serviceMonitor).toEqual({ enabled: false });
  });

  it("gives the container no more rights than it needs", () => {
    expect(valuesOf({}).containerSecurityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
  });

  it("serves where pipelines push", () => {
    expect(valuesOf({}).service.port).toBe(PUSHGATEWAY_PORT);
  });
});
