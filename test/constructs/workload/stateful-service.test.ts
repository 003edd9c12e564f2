import type { TerraformStack } from "cdktf";
import { StatefulService, type StatefulServiceProps } from "../../../constructs/workload/stateful-service";
import { coreProblems } from "../../support/core-kinds";
import { codes, problemsOf, synth } from "../../support/synth";
import { objectsOf, platformIn } from "../../support/workloads";

function make(stack: TerraformStack, options: Partial<StatefulServiceProps> = {}): StatefulService {
  return new StatefulService(stack, "Search", {
    platform: platformIn(stack),
    name: "search",
    image: "registry.example.com/search:1.8.4",
    ports: { http: 7700, raft: 7701 },
    replicas: 3,
    claims: { data: { size: "20Gi" } },
    mounts: { "/data": "data" },
    ...options,
  });
}

function objects(options: Partial<StatefulServiceProps> = {}) {
  return objectsOf(
    synth((stack) => make(stack, options)),
    "Search_Manifests_Release",
  );
}

describe("StatefulService", () => {
  it("gives every pod a name and a disk, which outlive it", () => {
    const all = objects();
    expect(Object.keys(all).sort()).toEqual([
      "NetworkPolicy/search",
      "PodDisruptionBudget/search",
      "Service/search",
      "Service/search-pods",
      "ServiceAccount/search",
      "StatefulSet/search",
    ]);
    expect(all["StatefulSet/search"]?.spec).toMatchObject({
      serviceName: "search-pods",
      replicas: 3,
      podManagementPolicy: "OrderedReady",
      minReadySeconds: 10,
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: 0 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" },
      volumeClaimTemplates: [{ metadata: { name: "data" } }],
      template: {
        spec: {
          securityContext: { fsGroup: 65_532 },
          containers: [{ volumeMounts: expect.arrayContaining([{ name: "data", mountPath: "/data" }]) }],
        },
      },
    });
    expect(all["Service/search-pods"]?.spec).toMatchObject({ clusterIP: "None" });
    expect(coreProblems(Object.values(all))).toEqual([]);
  });

  it("lets its members talk to each other at every port, and nobody else", () => {
    const spec = objects()["NetworkPolicy/search"]?.spec;
    const members = [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "search" } } }];
    const ports = [
      { protocol: "TCP", port: 7700 },
      { protocol: "TCP", port: 7701 },
    ];
    expect(spec).toMatchObject({
      ingress: [{ from: members, ports }],
      egress: expect.arrayContaining([{ to: members, ports }]),
    });
  });

  it("starts all pods at once, drops disks and tries one pod where it is told to", () => {
    const spec = objects({
      podManagementPolicy: "Parallel",
      claimRetention: { whenDeleted: "Delete", whenScaled: "Delete" },
      partition: 2,
      securityContext: { fsGroup: 1000 },
    })["StatefulSet/search"]?.spec;
    expect(spec).toMatchObject({
      podManagementPolicy: "Parallel",
      updateStrategy: { rollingUpdate: { partition: 2 } },
      persistentVolumeClaimRetentionPolicy: { whenDeleted: "Delete", whenScaled: "Delete" },
      template: { spec: { securityContext: { fsGroup: 1000 } } },
    });
  });

  it("needs neither disks nor ports", () => {
    const all = objects({ claims: undefined, mounts: undefined, ports: undefined });
    expect(Object.keys(all)).toContain("Service/search-pods");
    expect(Object.keys(all)).not.toContain("Service/search");
    expect(JSON.stringify(all["StatefulSet/search"])).not.toContain("fsGroup");
    expect(coreProblems(Object.values(all))).toEqual([]);
  });

  it("is scaled as a StatefulSet", () => {
    const all = objects({ scaling: { maxReplicas: 9, cpuPercent: 70 } });
    expect(all["StatefulSet/search"]?.spec).not.toHaveProperty("replicas");
    expect(all["HorizontalPodAutoscaler/search"]?.spec).toMatchObject({
      scaleTargetRef: { apiVersion: "apps/v1", kind: "StatefulSet", name: "search" },
      minReplicas: 3,
    });
  });

  it("fails on words and numbers nobody knows", () => {
    const options = {
      podManagementPolicy: "Ordered" as never,
      claimRetention: { whenDeleted: "Keep" as never },
      partition: -1,
      minReadySeconds: -1,
      revisionHistoryLimit: -1,
      claims: { data: { size: "big" } },
    };
    expect(codes(problemsOf((stack) => make(stack, options)))).toEqual([
      "podManagementPolicy unknown-pod-management",
      "minReadySeconds out-of-range",
      "revisionHistoryLimit out-of-range",
      "partition out-of-range",
      "claimRetention.whenDeleted unknown-retention",
      "claims.data.size invalid-quantity",
    ]);
  });
});
