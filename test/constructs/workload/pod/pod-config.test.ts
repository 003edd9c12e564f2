import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster, type KubeconfigClusterProps } from "../../../../constructs/cluster";
import { resolvePod } from "../../../../constructs/workload/pod/pod-config";
import type { PodOptions, PodProps } from "../../../../constructs/workload/pod/pod-props";
import { VolumeFrom } from "../../../../constructs/workload/pod/volume";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolved(
  props: Partial<PodProps> = {},
  options?: PodOptions,
  clusterProps: Partial<KubeconfigClusterProps> = {},
) {
  const problems = new Problems();
  const cluster = new KubeconfigCluster(new TerraformStack(Testing.app(), "test"), "Cluster", {
    clusterName: "local",
    context: "kind-local",
    ...clusterProps,
  });
  const config = resolvePod(
    { image: "users:1.0.0", ...props },
    { cluster, namespace: "shop" },
    problems,
    options,
  );
  return { config: JSON.parse(JSON.stringify(config)), problems: codes(problems.all) };
}

describe("resolvePod", () => {
  it("is closed by default", () => {
    const { config, problems } = resolved();
    expect(problems).toEqual([]);
    expect(config.spec).toEqual({
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      terminationGracePeriodSeconds: 30,
    });
    expect(config).toMatchObject({ version: "1.0.0", ports: [], terminationGracePeriodSeconds: 30 });
    expect(config).not.toHaveProperty("lifecycle");
  });

  it("has an off switch for each", () => {
    const { config, problems } = resolved({
      automountServiceAccountToken: true,
      enableServiceLinks: true,
      imagePullSecrets: ["registry"],
      securityContext: { fsGroup: 1000 },
    });
    expect(problems).toEqual([]);
    expect(config.spec).toMatchObject({
      automountServiceAccountToken: true,
      enableServiceLinks: true,
      imagePullSecrets: [{ name: "registry" }],
      securityContext: { fsGroup: 1000 },
    });
  });

  it("knows its ports in order, and sleeps before it ends where it has any", () => {
    const { config } = resolved({ ports: { http: 3000, metrics: 9090 } });
    expect(config.ports).toMatchObject([{ name: "http" }, { name: "metrics", number: 9090 }]);
    expect(config.lifecycle).toEqual({ preStop: { sleep: { seconds: 10 } } });
  });

  it("starts sidecars before init containers, or after those they need", () => {
    const { config, problems } = resolved({
      sidecars: {
        late: { image: "agent:1", starts: "after-init-containers" },
        proxy: { image: "proxy:1", ports: { proxy: 15001 } },
      },
      initContainers: {
        migrate: { image: "users:1.0.0", args: ["migrate"] },
        seed: { image: "users:1.0.0" },
      },
    });
    expect(problems).toEqual([]);
    expect(
      config.initContainers.map(({ name, restartPolicy }: Record<string, string>) => [name, restartPolicy]),
    ).toEqual([
      ["proxy", "Always"],
      ["migrate", undefined],
      ["seed", undefined],
      ["late", "Always"],
    ]);
  });

  it("is as strict with every container as with the main one, each with a /tmp of its own", () => {
    const { config } = resolved({ initContainers: { migrate: { image: "users:1.0.0" } } });
    expect(config.initContainers[0]).toMatchObject({
      securityContext: { readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
      resources: { limits: { memory: "512Mi" } },
      volumeMounts: [{ name: "migrate-tmp", mountPath: "/tmp" }],
    });
    expect(config.volumes.map(({ name }: { name: string }) => name)).toEqual(["tmp", "migrate-tmp"]);
  });

  it("shares volumes by name", () => {
    const { config, problems } = resolved({
      volumes: { site: VolumeFrom.emptyDir({ sizeLimit: "1Gi" }) },
      mounts: { "/site": { volume: "site", readOnly: true } },
      initContainers: { build: { image: "site:1", mounts: { "/out": "site" } } },
    });
    expect(problems).toEqual([]);
    expect(config.volumes[0]).toEqual({ name: "site", emptyDir: { sizeLimit: "1Gi" } });
    expect(config.initContainers[0].volumeMounts[0]).toEqual({ name: "site", mountPath: "/out" });
  });

  it("mounts claims that stand elsewhere", () => {
    expect(resolved({ mounts: { "/data": "data" } }, { claims: ["data"] }).problems).toEqual([]);
    expect(resolved({ mounts: { "/data": "data" } }).problems).toEqual(['mounts["/data"] unknown-volume']);
  });

  it("does not spread what runs to its end", () => {
    const { config } = resolved({}, { restartPolicy: "OnFailure" });
    expect(config.spec.restartPolicy).toBe("OnFailure");
    expect(config.scheduling).toMatchObject({ spread: [], antiAffinity: "none" });
  });

  it("gives GPUs to the main container alone", () => {
    const nodePools = {
      gpu: {
        labels: { pool: "gpu" },
        taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }],
        accelerator: "nvidia",
      },
    } as const;
    const { config, problems } = resolved(
      { gpu: { count: 1, nodePool: "gpu" }, sidecars: { proxy: { image: "proxy:1" } } },
      undefined,
      { nodePools },
    );
    expect(problems).toEqual([]);
    expect(config.main.resources.limits).toMatchObject({ "nvidia.com/gpu": 1 });
    expect(config.initContainers[0].resources.limits).not.toHaveProperty("nvidia.com/gpu");
  });

  it("fails on a cluster that is too old, and only on a version that is known", () => {
    const props = { ports: { http: 80 }, sidecars: { proxy: { image: "proxy:1" } } };
    expect(resolved(props, undefined, { kubernetesVersion: "1.28" }).problems).toEqual([
      "sidecars kubernetes-too-old",
      "shutdown.preStop kubernetes-too-old",
    ]);
    expect(resolved(props, undefined, { kubernetesVersion: "1.29" }).problems).toEqual([
      "shutdown.preStop kubernetes-too-old",
    ]);
    expect(resolved(props, undefined, { kubernetesVersion: "1.30" }).problems).toEqual([]);
    expect(resolved(props).problems).toEqual([]);
  });

  it("allows at a looser level what it is told, and nothing by itself", () => {
    const props = { securityContext: { runAsNonRoot: false } };
    expect(resolved(props).problems).toEqual(["securityContext.runAsNonRoot outside-pod-security"]);
    const { config, problems } = resolved({ ...props, podSecurity: "baseline" });
    expect(problems).toEqual([]);
    expect(config.main.rest.securityContext).toMatchObject({
      runAsNonRoot: false,
      readOnlyRootFilesystem: true,
    });
    expect(config.spec.securityContext.runAsNonRoot).toBe(true);
  });

  it("reports every problem at its prop", () => {
    expect(
      resolved({
        podSecurity: "loose" as never,
        ports: { http: 3000 },
        sidecars: { Proxy: { image: "proxy" }, web: { image: "web:1", ports: { web: 3000 } } },
        initContainers: { "1st": { image: "init:1", env: { API_KEY: "abc" } }, web: { image: "web:1" } },
        volumes: { Data: VolumeFrom.emptyDir(), logs: VolumeFrom.hostPath("/logs") },
        mounts: { "/data": "Data" },
        imagePullSecrets: ["Registry"],
        podLabels: { "a b": "c d" },
        podAnnotations: { "a b": "anything goes" },
        nodePool: "gpu",
        shutdown: { terminationGracePeriodSeconds: 5 },
      }).problems,
    ).toEqual([
      "podSecurity unknown-pod-security-level",
      "nodePool unknown-node-pool",
      "sidecars.Proxy invalid-name",
      "sidecars.Proxy.image image-without-tag",
      "initContainers.1st invalid-name",
      "initContainers.1st.env.API_KEY literal-secret",
      "shutdown.terminationGracePeriodSeconds grace-period-too-short",
      "sidecars.web.ports.web duplicate-port",
      'podLabels["a b"] invalid-label-key',
      'podLabels["a b"] invalid-label-value',
      'podAnnotations["a b"] invalid-label-key',
      "volumes.Data invalid-name",
      "volumes.web-tmp duplicate-volume",
      "initContainers.web duplicate-container",
      "volumes.logs unmounted-volume",
      "imagePullSecrets[0] invalid-name",
    ]);
  });

  it("fails on a directory of the node at the default level", () => {
    expect(
      resolved({ volumes: { logs: VolumeFrom.hostPath("/logs") }, mounts: { "/logs": "logs" } }).problems,
    ).toEqual(["volumes.logs outside-pod-security"]);
  });
});
