import { parse } from "yaml";
import type { ICluster } from "../../../constructs/cluster";
import { Problems } from "../../../lib/core/errors";
import { local } from "../../../stacks/environments/local";
import { production } from "../../../stacks/environments/production";
import { staging } from "../../../stacks/environments/staging";
import type { Environment } from "../../../stacks/environments/types";
import { checkWorkloads } from "../../../stacks/layers/workloads";
import { changed, synthEnvironment } from "../../support/environments";
import { type Attributes, codes, type Synthesized } from "../../support/synth";

const IMAGES = {
  gateway: { tag: "1.4.0" },
  orders: { digest: `sha256:${"a".repeat(64)}` },
  worker: { tag: "develop-1a2b3c4" },
};

function withImages(environment: Environment): Synthesized {
  return synthEnvironment(
    changed(environment, ({ workloads }) => Object.assign(workloads, { images: IMAGES })),
  );
}

/** Objects of a service's release by their kind. */
function objectsOf(synthesized: Synthesized, service: string): Record<string, Attributes> {
  const release = Object.values(synthesized.all("helm_release")).find(({ name }) => name === service);
  const { manifests } = parse(release?.values[0]);
  return Object.fromEntries(
    Object.values<Attributes>(manifests).map((manifest) => [manifest.kind, manifest]),
  );
}

function imageOf(synthesized: Synthesized, service: string, kind: string): string {
  return objectsOf(synthesized, service)[kind]?.spec.template.spec.containers[0].image;
}

describe("Workloads", () => {
  it.each([
    [local, false],
    [staging, false],
    [production, true],
  ] as const)(
    "closes the namespace of $name, and protects it where its data says so",
    (environment, kept) => {
      const synthesized = synthEnvironment(environment);
      const namespace = synthesized.one("kubernetes_namespace_v1");
      expect(namespace.metadata).toMatchObject({
        name: "slipway",
        labels: { "pod-security.kubernetes.io/enforce": "restricted" },
      });
      expect(namespace.lifecycle?.prevent_destroy ?? false).toBe(kept);
      const policies = Object.values(synthesized.all("kubernetes_network_policy_v1"));
      expect(policies.map(({ metadata }) => metadata.name).sort()).toEqual(["allow-dns", "default-deny"]);
    },
  );

  it("runs no service before its image is named: the first deploy makes the registry", () => {
    const releases = Object.values(synthEnvironment(staging).all("helm_release")).map(({ name }) => name);
    expect(releases).not.toContain("orders");
  });

  it("pulls images from the registry of the environment, or from where it says", () => {
    expect(imageOf(withImages(staging), "gateway", "Deployment")).toMatch(
      /^\$\{jsonencode\(".*aws_ecr_repository\..*repository_url.*:1\.4\.0"\)\}$|repository_url/,
    );
    const onLaptop = withImages(local);
    expect(imageOf(onLaptop, "gateway", "Deployment")).toBe("localhost:5001/slipway/gateway:1.4.0");
    expect(imageOf(onLaptop, "orders", "Deployment")).toBe(
      `localhost:5001/slipway/orders@${IMAGES.orders.digest}`,
    );
  });

  it("releases orders by a canary, and in one go on a laptop", () => {
    const rollout = objectsOf(withImages(staging), "orders").Rollout;
    expect(rollout?.spec.strategy.canary.steps[0]).toEqual({ setWeight: 10 });
    expect(Object.keys(objectsOf(withImages(local), "orders"))).toContain("Deployment");
  });

  it("scales by the bounds of the environment, and not at all on a laptop", () => {
    const bounds = (environment: Environment) => {
      const { minReplicas, maxReplicas } =
        objectsOf(withImages(environment), "orders").HorizontalPodAutoscaler?.spec ?? {};
      return [minReplicas, maxReplicas];
    };
    expect([local, staging, production].map(bounds)).toEqual([
      [undefined, undefined],
      [2, 4],
      [4, 30],
    ]);
  });

  it("lets the gateway and the worker call orders, and nobody else", () => {
    const policy = objectsOf(withImages(staging), "orders").NetworkPolicy;
    const callers = policy?.spec.ingress
      .flatMap(({ from = [] }: Attributes) => from)
      .map(({ podSelector }: Attributes) => podSelector?.matchLabels?.["app.kubernetes.io/name"]);
    expect(callers).toEqual(expect.arrayContaining(["gateway", "worker"]));
    expect(callers).not.toContain("orders");
  });
});

describe("checkWorkloads", () => {
  it("has nothing against the environments there are, and reports under their paths", () => {
    const problems = new Problems();
    const cluster = { kubernetesVersion: "1.36" } as ICluster;
    for (const environment of [local, staging, production]) {
      checkWorkloads(environment, cluster, problems);
    }
    expect(codes(problems.all)).toEqual([]);
    const wrong = changed(staging, ({ workloads }) => Object.assign(workloads, { teams: { shop: {} } }));
    checkWorkloads(wrong, cluster, problems);
    expect(codes(problems.all)).toEqual(["workloads.teams.shop no-groups"]);
  });
});
