import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App } from "cdktf";
import { parse } from "yaml";
import type { KubernetesManifest } from "../../constructs/helm";
import { BaseStack } from "../../examples/isa-user/base";
import { EnvironmentStack } from "../../examples/isa-user/environment-stack";
import { local } from "../../examples/isa-user/local";
import { production, productionBase } from "../../examples/isa-user/production";
import { staging, stagingBase } from "../../examples/isa-user/staging";
import { coreProblems } from "../support/core-kinds";
import { isCustom } from "../support/crds";
import { stacksOf } from "../support/project";
import type { Attributes } from "../support/synth";

const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-isa-"));
let stacks: Record<string, Attributes> = {};

beforeAll(() => {
  const app = new App({ outdir });
  for (const base of [stagingBase, productionBase]) {
    new BaseStack(app, base);
  }
  for (const environment of [local, staging, production]) {
    new EnvironmentStack(app, environment);
  }
  app.synth();
  stacks = stacksOf(outdir);
});

afterAll(() => fs.rmSync(outdir, { recursive: true, force: true }));

function release(stack: string, name: string): Attributes {
  const releases = Object.values<Attributes>(stacks[stack]?.resource.helm_release);
  return releases.find((one) => one.name === name) ?? {};
}

function values(stack: string, name: string): Attributes {
  return parse(release(stack, name).values.join("\n"));
}

function objects(stack: string, name: string): KubernetesManifest[] {
  return Object.values(values(stack, name).manifests);
}

function object(stack: string, name: string, kind: string): Attributes {
  return objects(stack, name).find((one) => one.kind === kind) as Attributes;
}

const ENVIRONMENTS = ["isa-local", "isa-staging", "isa-production"];

describe("the example isA_user", () => {
  it.each([
    ["isa-local", "Deployment", "localhost:5001/isa/album:latest"],
    [
      "isa-staging",
      "Deployment",
      "111122223333.dkr.ecr.eu-central-1.amazonaws.com/isa/album:develop-${var.image_tag}",
    ],
    ["isa-production", "Rollout", "111122223333.dkr.ecr.eu-central-1.amazonaws.com/isa/album:v1.2.3"],
  ])("runs album in %s as the document has it", (stack, kind, image) => {
    const [container] = object(stack, "album", kind).spec.template.spec.containers;
    expect(String(container.image).replace(/^\$\{jsonencode\("(.*)"\)\}$/, "$1")).toBe(image);
    expect(container.ports[0]).toMatchObject({ name: "http", containerPort: 8219 });
    expect(container.livenessProbe).toEqual({
      httpGet: { path: "/health", port: "http" },
      initialDelaySeconds: 30,
      periodSeconds: 10,
    });
    expect(container.readinessProbe).toEqual({
      httpGet: { path: "/ready", port: "http" },
      initialDelaySeconds: 5,
      periodSeconds: 5,
    });
    expect(container.resources).toEqual({
      requests: { cpu: "100m", memory: "128Mi" },
      limits: { cpu: "500m", memory: "512Mi" },
    });
  });

  it("replaces pods one by one in staging, and sends 10, 50 and 100 percent to them in production", () => {
    expect(object("isa-staging", "album", "Deployment").spec.strategy.rollingUpdate).toEqual({
      maxSurge: 1,
      maxUnavailable: 0,
    });
    const { steps } = object("isa-production", "album", "Rollout").spec.strategy.canary;
    const weights = steps.flatMap((step: Attributes) => step.setWeight ?? []);
    expect(weights).toEqual([10, 50, 100]);
    const limits = objects("isa-production", "album")
      .filter(({ kind }) => kind === "AnalysisTemplate")
      .map(({ spec }) => (spec as Attributes).metrics[0].successCondition);
    expect(limits.map((text) => text.replace(/^.* /, "")).sort()).toEqual(["0.01", "500"]);
  });

  it.each(["isa-staging", "isa-production"])(
    "keeps one pod of each service while nodes go, in %s",
    (stack) => {
      expect(object(stack, "album", "PodDisruptionBudget").spec.minAvailable).toBe(1);
      expect(object(stack, "album", "HorizontalPodAutoscaler").spec.minReplicas).toBeGreaterThanOrEqual(2);
    },
  );

  it("takes secrets from the manager every hour in the cloud, and from a file on kind", () => {
    const { refreshInterval, data } = object("isa-production", "album", "ExternalSecret").spec;
    expect(refreshInterval).toBe("3600s");
    expect(data[0]).toEqual({
      secretKey: "DATABASE_PASSWORD",
      remoteRef: { key: "prod/database/password" },
    });
    const secrets = Object.values<Attributes>(stacks["isa-local"]?.resource.kubernetes_secret_v1);
    expect(secrets).toHaveLength(4);
    for (const secret of secrets) {
      expect(Object.keys(secret)).toContain("data_wo");
      expect(Object.keys(secret)).not.toContain("data");
    }
  });

  it("rotates the password of the database every 90 days", () => {
    for (const base of ["isa-staging-base", "isa-production-base"]) {
      const [rotation] = Object.values<Attributes>(stacks[base]?.resource.aws_secretsmanager_secret_rotation);
      expect(rotation?.rotation_rules.automatically_after_days).toBe(90);
    }
  });

  it.each(ENVIRONMENTS)("denies all that no call declares, in %s", (stack) => {
    const policies = Object.values<Attributes>(stacks[stack]?.resource.kubernetes_network_policy_v1);
    expect(policies.map(({ metadata }) => metadata.name)).toContain("default-deny");
    const callers = object(stack, "users", "NetworkPolicy")
      .spec.ingress.flatMap(({ from = [] }: Attributes) => from)
      .flatMap(({ podSelector }: Attributes) => podSelector?.matchLabels["app.kubernetes.io/name"] ?? []);
    expect(callers.sort()).toEqual(["album", "billing", "photo-sharing", "prometheus"]);
  });

  it.each([
    ["isa-staging", 30],
    ["isa-production", 90],
  ])("keeps logs in %s for %d days", (stack, days) => {
    expect(values(stack, "loki").loki.limits_config.retention_period).toBe(`${days * 24}h`);
  });

  it("keeps all traces in staging, and 10 of 100 in production", () => {
    const sampling = (stack: string, name: string) =>
      JSON.stringify(release(stack, name)).match(/sampling_percentage\D*(\d+)/)?.[1];
    expect(sampling("isa-staging", "trace-collector")).toBe("100");
    expect(sampling("isa-production", "trace-collector-sampling")).toBe("10");
  });

  it("tells PagerDuty, by a key that is nowhere in Terraform, and nobody from kind", () => {
    const receivers = (stack: string): Attributes[] =>
      values(stack, "kube-prometheus-stack").alertmanager.config?.receivers ?? [];
    const paged = receivers("isa-production").flatMap(({ pagerduty_configs = [] }) => pagerduty_configs);
    expect(paged.map(({ routing_key_file }) => routing_key_file)).toEqual([
      "/etc/alertmanager/secrets/pagerduty/routing-key",
    ]);
    expect(JSON.stringify(receivers("isa-local"))).not.toContain("pagerduty");
  });

  it("makes objects that Kubernetes takes", () => {
    const own = ENVIRONMENTS.flatMap((stack) =>
      ["album", "billing", "photo-sharing", "users"].flatMap((name) => objects(stack, name)),
    ).filter((manifest) => !isCustom(manifest));
    expect(coreProblems(JSON.parse(JSON.stringify(own)))).toEqual([]);
  });
});
