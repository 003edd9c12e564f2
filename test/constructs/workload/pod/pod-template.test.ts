import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { WorkloadContribution } from "../../../../constructs/workload/extension";
import { EnvFrom } from "../../../../constructs/workload/pod/env";
import { resolvePod } from "../../../../constructs/workload/pod/pod-config";
import type { PodOptions, PodProps } from "../../../../constructs/workload/pod/pod-props";
import { podTemplate } from "../../../../constructs/workload/pod/pod-template";
import { Probe } from "../../../../constructs/workload/pod/probe";
import { VolumeFrom } from "../../../../constructs/workload/pod/volume";
import { Problems } from "../../../../lib/core/errors";
import { coreProblems } from "../../../support/core-kinds";
import { codes } from "../../../support/synth";

const SELECTOR = { "app.kubernetes.io/name": "users" };
const LABELS = { ...SELECTOR, "app.kubernetes.io/part-of": "shop" };

function rendered(props: Partial<PodProps> = {}, added: WorkloadContribution = {}, options?: PodOptions) {
  const problems = new Problems();
  const cluster = new KubeconfigCluster(new TerraformStack(Testing.app(), "test"), "Cluster", {
    clusterName: "local",
    context: "kind-local",
    nodePools: {
      gpu: {
        labels: { pool: "gpu" },
        taints: [{ key: "nvidia.com/gpu", value: "true", effect: "NoSchedule" }],
        accelerator: "nvidia",
      },
    },
  });
  const platform = { cluster, namespace: "shop" };
  const config = resolvePod({ image: "users:1.0.0", ...props }, platform, problems, options);
  const context = { name: "users", selector: SELECTOR, labels: LABELS, serviceAccount: "users", problems };
  const template = JSON.parse(JSON.stringify(podTemplate(config, context, added)));
  return { template, problems: codes(problems.all) };
}

// biome-ignore lint/suspicious/noExplicitAny: a manifest of any shape
function deployment(template: any) {
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "users" },
    spec: { replicas: 2, selector: { matchLabels: SELECTOR }, template },
  };
}

const EVERYTHING: Partial<PodProps> = {
  image: { repository: "registry.example.com/users", digest: `sha256:${"0".repeat(64)}` },
  imagePullSecrets: ["registry"],
  command: ["node"],
  args: ["server.js"],
  workingDirectory: "/app",
  ports: { http: 3000, metrics: 9090, discovery: { number: 7946, protocol: "UDP" } },
  env: {
    LOG_LEVEL: "info",
    DB_PASSWORD: EnvFrom.secret("db", "password"),
    REGION: EnvFrom.configMap("settings", "region", { optional: true }),
    POD_IP: EnvFrom.field("status.podIP"),
    MEMORY: EnvFrom.resource("limits.memory", "1Mi"),
  },
  envFrom: [EnvFrom.wholeSecret("db", { prefix: "DB_" }), EnvFrom.wholeConfigMap("flags")],
  resources: {
    requests: { cpu: "250m", memory: "256Mi", ephemeralStorage: "1Gi" },
    limits: { cpu: "none", memory: "1Gi", ephemeralStorage: "2Gi" },
  },
  probes: {
    liveness: Probe.http({ path: "/health", headers: { Accept: "text/plain" }, periodSeconds: 15 }),
    readiness: Probe.grpc({ port: "http", service: "users" }),
    startup: Probe.tcp({ failureThreshold: 30 }),
  },
  securityContext: {
    runAsUser: 10001,
    runAsGroup: 10001,
    fsGroup: 10001,
    supplementalGroups: [44],
    seccompProfile: { localhostProfile: "profiles/users.json" },
    capabilities: { add: ["NET_BIND_SERVICE"] },
  },
  volumes: { shared: VolumeFrom.emptyDir({ medium: "Memory", sizeLimit: "64Mi" }) },
  mounts: {
    "/shared": "shared",
    "/etc/tls": VolumeFrom.secret("tls", { items: { "tls.crt": "cert.pem" }, defaultMode: 0o440 }),
    "/etc/app": VolumeFrom.configMap("settings"),
    "/data": VolumeFrom.persistentVolumeClaim("data"),
    "/run/identity": VolumeFrom.projected([
      VolumeFrom.serviceAccountToken({ audience: "vault" }),
      VolumeFrom.secret("ca"),
    ]),
    "/mnt/secrets": VolumeFrom.csi("secrets-store.csi.k8s.io", {
      attributes: { secretProviderClass: "users" },
    }),
  },
  sidecars: {
    proxy: {
      image: "proxy:1.0.0",
      ports: { proxy: 15001 },
      probes: { startup: Probe.exec({ command: ["proxy", "ready"] }) },
      mounts: { "/shared": { volume: "shared", subPath: "proxy" } },
    },
  },
  initContainers: { migrate: { image: "users:1.0.0", args: ["migrate"] } },
  shutdown: { preStop: { sleepSeconds: 15 }, terminationGracePeriodSeconds: 60 },
  podLabels: { team: "shop" },
  podAnnotations: { "example.com/note": "any text at all" },
  topologySpread: { zones: "required", nodes: "preferred" },
  antiAffinity: "required",
  gpu: { count: 1, nodePool: "gpu" },
  tolerations: [{ key: "spot", operator: "Equal", value: "true", effect: "NoSchedule" }],
  priorityClassName: "high",
};

const ADDED: WorkloadContribution = {
  podAnnotations: { "vault.hashicorp.com/agent-inject": "true" },
  podLabels: { mesh: "on" },
  env: [{ name: "FLAGD_HOST", value: "localhost" }],
  envFrom: [{ secretRef: { name: "users" } }],
  volumes: [{ name: "certs", secret: { secretName: "certs" } }],
  volumeMounts: [{ name: "certs", mountPath: "/certs", readOnly: true }],
  initContainers: [{ name: "fetch", image: "fetch:1.0.0" }],
  containers: [{ name: "agent", image: "agent:1.0.0" }],
};

describe("podTemplate", () => {
  it("is a pod Kubernetes takes, with nothing said and with everything said", () => {
    const plain = rendered();
    const full = rendered(EVERYTHING, ADDED);
    expect([...plain.problems, ...full.problems]).toEqual([]);
    const task = rendered({}, {}, { restartPolicy: "Never" }).template;
    expect(
      coreProblems([
        deployment(plain.template),
        deployment(full.template),
        { apiVersion: "batch/v1", kind: "Job", metadata: { name: "users" }, spec: { template: task } },
      ]),
    ).toEqual([]);
  });

  it("names the main container after the workload and runs as its service account", () => {
    const { template } = rendered();
    expect(template.metadata).toEqual({ labels: LABELS });
    expect(template.spec).toMatchObject({
      serviceAccountName: "users",
      automountServiceAccountToken: false,
      containers: [{ name: "users" }],
    });
    expect(template.spec).not.toHaveProperty("initContainers");
  });

  it("adds what extensions say, their variables first so that the user's can quote them", () => {
    const { template } = rendered(
      { env: { URL: "http://$(FLAGD_HOST)" }, sidecars: { proxy: { image: "proxy:1" } } },
      ADDED,
    );
    const [main, agent] = template.spec.containers;
    expect(template.metadata).toEqual({
      labels: { ...LABELS, mesh: "on" },
      annotations: { "vault.hashicorp.com/agent-inject": "true" },
    });
    expect(main.env.map(({ name }: { name: string }) => name)).toEqual(["FLAGD_HOST", "URL"]);
    expect(main.envFrom).toEqual([{ secretRef: { name: "users" } }]);
    expect(main.volumeMounts).toContainEqual({ name: "certs", mountPath: "/certs", readOnly: true });
    expect(template.spec.volumes).toContainEqual({ name: "certs", secret: { secretName: "certs" } });
    expect(agent.name).toBe("agent");
    expect(template.spec.initContainers.map(({ name }: { name: string }) => name)).toEqual([
      "fetch",
      "proxy",
    ]);
  });

  it("says once what two extensions say alike", () => {
    const twice = { ...ADDED, volumes: [...(ADDED.volumes ?? []), ...(ADDED.volumes ?? [])] };
    const { template, problems } = rendered({}, twice);
    expect(problems).toEqual([]);
    expect(template.spec.volumes.filter(({ name }: { name: string }) => name === "certs")).toHaveLength(1);
  });

  it("fails on two meanings of one name", () => {
    expect(
      rendered(
        {
          env: { FLAGD_HOST: "elsewhere" },
          mounts: { "/certs": VolumeFrom.emptyDir() },
          podLabels: { mesh: "off", "app.kubernetes.io/name": "orders" },
          podAnnotations: { "vault.hashicorp.com/agent-inject": "false" },
          sidecars: { agent: { image: "agent:2" }, users: { image: "agent:2" } },
        },
        ADDED,
      ).problems,
    ).toEqual([
      "env.FLAGD_HOST duplicate-env",
      'mounts["/certs"] duplicate-mount-path',
      "volumes.certs duplicate-volume",
      "containers.agent duplicate-container",
      "containers.users duplicate-container",
      'podAnnotations["vault.hashicorp.com/agent-inject"] duplicate-annotation',
      'podLabels["app.kubernetes.io/name"] duplicate-label',
      "podLabels.mesh duplicate-label",
    ]);
  });

  it("is the same whenever it is made", () => {
    expect(JSON.stringify(rendered(EVERYTHING, ADDED))).toBe(JSON.stringify(rendered(EVERYTHING, ADDED)));
  });
});
