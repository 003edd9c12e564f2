import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App } from "cdktf";
import { parse } from "yaml";
import { EcochainPlatform } from "../../examples/ecochain/platform";
import { production } from "../../examples/ecochain/production";
import { SERVICES } from "../../examples/ecochain/services";
import { staging } from "../../examples/ecochain/staging";
import { type ManifestsRelease, manifestsReleases } from "../support/manifests";
import { stacksOf } from "../support/project";
import type { Attributes } from "../support/synth";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-ecochain-"));
let stacks: Record<string, Attributes> = {};
let releases: readonly ManifestsRelease[] = [];

beforeAll(() => {
  const app = new App({ outdir: folder });
  for (const config of [staging, production]) {
    new EcochainPlatform(app, config);
  }
  app.synth();
  stacks = stacksOf(folder);
  releases = manifestsReleases(folder);
});

afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function objects(environment: string, release: string): readonly Attributes[] {
  return releases.find(({ name }) => name === `ecochain-${environment} ${release}`)?.manifests ?? [];
}

function object(environment: string, release: string, kind: string): Attributes {
  return objects(environment, release).find((one) => one.kind === kind) ?? {};
}

/** The Deployment or Rollout of a service. */
function controller(environment: string, service: string): Attributes {
  return objects(environment, service).find(({ kind }) => kind === "Deployment" || kind === "Rollout") ?? {};
}

function pod(environment: string, service: string): Attributes {
  return controller(environment, service).spec.template;
}

function container(environment: string, service: string): Attributes {
  return pod(environment, service).spec.containers[0];
}

describe("the example EcoChain", () => {
  it.each(SERVICES)("runs %s with the ports and probes of the document", (service) => {
    for (const environment of ["staging", "production"]) {
      expect(container(environment, service)).toMatchObject({
        image: expect.stringMatching(/repository_url\}:\$\{var\.image_tags\["[a-z-]+"\]\}/),
        imagePullPolicy: "IfNotPresent",
        ports: [
          { name: "http", containerPort: 3000 },
          { name: "metrics", containerPort: 9090 },
        ],
        livenessProbe: {
          httpGet: { path: "/health", port: "http" },
          initialDelaySeconds: 30,
          periodSeconds: 10,
        },
        readinessProbe: {
          httpGet: { path: "/health", port: "http" },
          initialDelaySeconds: 5,
          periodSeconds: 5,
        },
      });
    }
  });

  it.each(SERVICES)("lets Prometheus scrape %s by its annotations, every 15 seconds", (service) => {
    expect(pod("staging", service).metadata.annotations).toMatchObject({
      "prometheus.io/scrape": "true",
      "prometheus.io/port": "9090",
    });
    const kinds = objects("staging", service).map(({ kind }) => kind);
    expect(kinds).toContain("PrometheusRule");
    expect(kinds.join()).not.toContain("Monitor");
    expect(object("staging", service, "NetworkPolicy").spec.ingress).toContainEqual({
      from: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
          podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
        },
      ],
      ports: [{ port: 9090, protocol: "TCP" }],
    });
    const charts = Object.values<Attributes>(stacks["ecochain-staging"]?.resource.helm_release);
    const { prometheusSpec } = parse(
      charts.find(({ chart }) => chart === "kube-prometheus-stack")?.values[0],
    ).prometheus;
    expect(prometheusSpec.scrapeInterval).toBe("15s");
    expect(prometheusSpec.additionalScrapeConfigs).toHaveLength(1);
  });

  it("calls somebody where a service is disrupted, and promises no time for pictures", () => {
    const promises = (service: string) =>
      (object("production", service, "PrometheusRule").spec.groups as Attributes[]).map(({ name }) => name);
    expect(promises("auth-service")).toEqual([
      "slo-ecochain--auth-service-availability",
      "slo-ecochain--auth-service-latency",
    ]);
    expect(promises("vision-service")).toEqual(["slo-ecochain--vision-service-availability"]);
  });

  it("gives the auth service in staging what its values file says", () => {
    expect(controller("staging", "auth-service").spec.replicas).toBe(2);
    const { env, resources } = container("staging", "auth-service");
    expect(resources).toEqual({
      requests: { cpu: "100m", memory: "128Mi" },
      limits: { cpu: "500m", memory: "512Mi" },
    });
    expect(env).toEqual([
      { name: "MONGODB_URI", valueFrom: { secretKeyRef: { name: "auth-service-mongodb", key: "uri" } } },
      { name: "JWT_SECRET", valueFrom: { secretKeyRef: { name: "auth-service-jwt", key: "secret" } } },
      { name: "NODE_ENV", value: "staging" },
      { name: "PORT", value: "3000" },
      { name: "REDIS_HOST", value: "ecochain-staging-redis.internal" },
      { name: "REDIS_PORT", value: "6379" },
    ]);
  });

  it("fills every Secret that a service reads out of Vault", () => {
    for (const environment of ["staging", "production"]) {
      for (const service of SERVICES) {
        const read = (container(environment, service).env as Attributes[]).flatMap(({ valueFrom }) =>
          valueFrom === undefined ? [] : [valueFrom.secretKeyRef],
        );
        const filled = objects(environment, service)
          .filter(({ kind }) => kind === "ExternalSecret")
          .flatMap(({ spec }) =>
            spec.data.map(({ secretKey }: Attributes) => ({ name: spec.target.name, key: secretKey })),
          );
        const names = (keys: readonly Attributes[]) => keys.map(({ name, key }) => `${name}/${key}`).sort();
        expect(names(filled)).toEqual(names(read));
      }
    }
  });

  it("injects the credentials of the database into the auth service", () => {
    const { metadata, spec } = pod("production", "auth-service");
    expect(metadata.annotations).toMatchObject({
      "vault.hashicorp.com/agent-inject": "true",
      "vault.hashicorp.com/agent-inject-secret-database": "database/creds/auth-service",
      "vault.hashicorp.com/role": "auth-service",
    });
    expect(spec.serviceAccountName).toBe("auth-service");
  });

  it("releases as the document has it in production", () => {
    expect(controller("production", "auth-service")).toMatchObject({
      kind: "Rollout",
      spec: { replicas: 3, strategy: { blueGreen: { autoPromotionEnabled: false } } },
    });
    expect(controller("production", "marketplace-service")).toMatchObject({
      kind: "Rollout",
      spec: {
        replicas: 5,
        strategy: {
          canary: {
            steps: [20, 40, 60, 80].flatMap((weight) => [
              { setWeight: weight },
              { pause: { duration: "10m" } },
            ]),
          },
        },
      },
    });
  });

  it("waits for nobody in staging, and takes no pod away before another is there", () => {
    for (const service of SERVICES.filter((name) => name !== "vision-service")) {
      expect(controller("staging", service)).toMatchObject({
        kind: "Deployment",
        spec: { strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
      });
    }
  });

  it("runs the vision service on GPUs that are offered where its pods may go", () => {
    const { spec } = pod("production", "vision-service");
    const { helm_release, aws_eks_node_group } = stacks["ecochain-production"]?.resource ?? {};
    const plugin = Object.values<Attributes>(helm_release).find(
      ({ name }) => name === "nvidia-device-plugin",
    );
    const group = Object.values<Attributes>(aws_eks_node_group).find(({ instance_types }) =>
      instance_types.includes("g4dn.xlarge"),
    );
    expect(spec.containers[0].resources.limits).toMatchObject({ "nvidia.com/gpu": 1 });
    expect(spec.nodeSelector).toMatchObject(group?.labels);
    expect(group?.labels).toEqual({ "nvidia.com/gpu.present": "true" });
    expect(spec.tolerations).toEqual([
      { key: "workload", operator: "Equal", value: "ai", effect: "NoSchedule" },
    ]);
    expect(parse(plugin?.values[0]).tolerations).toEqual([
      { key: "workload", value: "ai", effect: "NoSchedule" },
    ]);
    // A second pod beside each would find no GPU.
    expect(controller("production", "vision-service").spec.strategy.rollingUpdate).toEqual({
      maxSurge: 0,
      maxUnavailable: 1,
    });
  });

  it("runs no service, and asks for no tag, before there are images", () => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-ecochain-"));
    try {
      const app = new App({ outdir });
      new EcochainPlatform(app, { ...staging, services: undefined });
      app.synth();
      expect(manifestsReleases(outdir).map(({ name }) => name)).toEqual(["ecochain-staging vault-store"]);
      expect(stacksOf(outdir)["ecochain-staging"]?.variable).toBeUndefined();
      const { aws_ecr_repository } = stacksOf(outdir)["ecochain-staging"]?.resource ?? {};
      expect(Object.keys(aws_ecr_repository)).toHaveLength(SERVICES.length);
    } finally {
      fs.rmSync(outdir, { recursive: true, force: true });
    }
  });
});
