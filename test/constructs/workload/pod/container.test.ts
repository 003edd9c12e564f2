import {
  type ContainerContext,
  containerManifest,
  resolveContainer,
} from "../../../../constructs/workload/pod/container";
import { EnvFrom } from "../../../../constructs/workload/pod/env";
import type { LongRunningContainerProps } from "../../../../constructs/workload/pod/pod-props";
import { Probe } from "../../../../constructs/workload/pod/probe";
import { VolumeFrom } from "../../../../constructs/workload/pod/volume";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const CONTEXT: ContainerContext = {
  platform: { namespace: "shop" },
  level: "restricted",
  volumes: {},
  name: undefined,
};

function resolved(props: Partial<LongRunningContainerProps> = {}, context: Partial<ContainerContext> = {}) {
  const problems = new Problems();
  const config = resolveContainer({ image: "users:1.0.0", ...props }, { ...CONTEXT, ...context }, problems);
  return {
    config,
    manifest: JSON.parse(JSON.stringify(containerManifest("users", config))),
    problems: codes(problems.all),
  };
}

describe("resolveContainer", () => {
  it("is small and strict by default", () => {
    expect(resolved()).toMatchObject({
      manifest: {
        name: "users",
        image: "users:1.0.0",
        imagePullPolicy: "IfNotPresent",
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ["ALL"] },
        },
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
        volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
      },
      problems: [],
    });
    expect(Object.keys(resolved().manifest)).toHaveLength(6);
  });

  it("takes resources and what it thinks of moving tags from the platform", () => {
    const resources = { limits: { memory: "1Gi" } };
    const platform = { namespace: "shop", resources, mutableTags: "allowed" } as const;
    const { manifest, problems } = resolved({ image: "users:dev" }, { platform });
    expect(problems).toEqual([]);
    expect(manifest).toMatchObject({ imagePullPolicy: "Always", resources: { limits: { memory: "1Gi" } } });
  });

  it("asks the namespace whether it can do without a CPU limit", () => {
    const namespace = { name: "shop", cpuLimits: "required", dependencies: [] } as const;
    const none = { resources: { limits: { cpu: "none" } } };
    expect(resolved(none, { platform: { namespace } }).problems).toEqual([
      "resources.limits.cpu cpu-limit-required",
    ]);
    expect(resolved(none).problems).toEqual([]);
  });

  it("renders all it is told", () => {
    const { manifest, problems } = resolved(
      {
        command: ["node"],
        args: ["server.js", "--port=3000"],
        workingDirectory: "/app",
        ports: { http: 3000 },
        env: { LOG_LEVEL: "info" },
        envFrom: [EnvFrom.wholeSecret("db")],
        probes: {
          liveness: Probe.http({ path: "/health" }),
          readiness: Probe.http({ path: "/ready" }),
          startup: Probe.tcp({ failureThreshold: 30 }),
        },
        mounts: { "/etc/tls": VolumeFrom.secret("tls") },
        temporaryDirectory: "none",
      },
      { name: "proxy", devices: { "nvidia.com/gpu": 1 } },
    );
    expect(problems).toEqual([]);
    expect(manifest).toMatchObject({
      command: ["node"],
      args: ["server.js", "--port=3000"],
      workingDir: "/app",
      ports: [{ name: "http", containerPort: 3000, protocol: "TCP" }],
      env: [{ name: "LOG_LEVEL", value: "info" }],
      envFrom: [{ secretRef: { name: "db" } }],
      livenessProbe: { httpGet: { path: "/health", port: "http" } },
      readinessProbe: { httpGet: { path: "/ready", port: "http" } },
      startupProbe: { tcpSocket: { port: "http" }, failureThreshold: 30 },
      resources: { limits: { "nvidia.com/gpu": 1 } },
      volumeMounts: [{ name: "proxy-etc-tls", mountPath: "/etc/tls", readOnly: true }],
    });
  });

  it("reports every problem at its prop", () => {
    expect(
      resolved({
        image: "users",
        imagePullPolicy: "Maybe" as never,
        command: ["serve", "--token=abc"],
        args: ["postgres://app:hunter2@db"],
        ports: { HTTP: 3000 },
        env: { PASSWORD: "hunter2" },
        envFrom: [EnvFrom.wholeSecret("A")],
        resources: { limits: { memory: "1Mi" } },
        probes: { liveness: Probe.tcp({ port: "http" }) },
        securityContext: { runAsNonRoot: false },
        mounts: { "/data": "data" },
        temporaryDirectory: { sizeLimit: "0" },
      }).problems,
    ).toEqual([
      "imagePullPolicy unknown-pull-policy",
      "image image-without-tag",
      "ports.HTTP invalid-name",
      "command[1] literal-secret",
      "args[0] literal-secret",
      "securityContext.runAsNonRoot outside-pod-security",
      "env.PASSWORD literal-secret",
      "envFrom[0].name invalid-name",
      'mounts["/data"] unknown-volume',
      "temporaryDirectory.sizeLimit invalid-quantity",
      "resources.requests.memory request-above-limit",
      "probes.liveness.port probe-port-not-exposed",
    ]);
  });
});
