import { AVAILABILITY, factHits, ISOLATION, REMOVAL, SCALING } from "../../../../lib/review/risk/kubernetes";
import type { ChangeSpec } from "../../../support/plans";
import { said, subject } from "../../../support/plans";

const RULES = [SCALING, AVAILABILITY, ISOLATION, REMOVAL];

/** A release of Slipway's own chart that carries Kubernetes objects. */
function carried(before: readonly object[] | undefined, after: readonly object[] | undefined): ChangeSpec {
  const body = (manifests: readonly object[] | undefined) =>
    manifests && {
      name: "shop",
      chart: "./assets/Manifests/0123",
      values: [
        JSON.stringify({
          manifests: Object.fromEntries(
            (manifests as { kind: string; metadata: { name: string } }[]).map((one) => [
              `${one.kind}/shop/${one.metadata.name}`,
              one,
            ]),
          ),
        }),
      ],
    };
  return { address: "helm_release.shop", before: body(before), after: body(after) };
}

const manifest = (apiVersion: string, kind: string, rest: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: "orders", namespace: "shop" },
  ...rest,
});
const KEEP = manifest("v1", "ServiceAccount");
const scaled = (spec: object) =>
  manifest("keda.sh/v1alpha1", "ScaledObject", {
    spec: { minReplicaCount: 2, maxReplicaCount: 10, triggers: [{ type: "cpu", metadata: {} }], ...spec },
  });
const deployment = (container: object = {}, pod: object = {}, spec: object = {}) =>
  manifest("apps/v1", "Deployment", {
    spec: {
      replicas: 2,
      ...spec,
      template: { spec: { containers: [{ name: "app", image: "shop/orders:1.0", ...container }], ...pod } },
    },
  });

describe("rules about Kubernetes objects", () => {
  it.each([
    ["to zero", scaled({}), scaled({ minReplicaCount: 0 }), "R8 medium it may now scale to nothing"],
    [
      "a lower maximum",
      scaled({}),
      scaled({ maxReplicaCount: 5 }),
      "R8 medium the most it scales to is lowered",
    ],
    ["a jump", scaled({}), scaled({ maxReplicaCount: 90 }), "R8 medium the most it scales to makes a jump"],
    ["upside down", scaled({}), scaled({ minReplicaCount: 20 }), "R8 high the least is more than the most"],
    [
      "a trigger",
      scaled({}),
      scaled({ triggers: [] }),
      "R8 medium it no longer scales by one of its triggers",
    ],
    ["no replicas", deployment(), deployment({}, {}, { replicas: 0 }), "R9 medium it is scaled to nothing"],
    [
      "a probe",
      deployment({ readinessProbe: { httpGet: { port: 80 } } }),
      deployment(),
      "R9 medium a probe is removed",
    ],
    [
      "requests",
      deployment({ resources: { requests: { cpu: "1" } } }),
      deployment(),
      "R9 medium requests are removed",
    ],
    [
      "limits",
      deployment({ resources: { limits: { memory: "1Gi" } } }),
      deployment(),
      "R9 medium limits are removed",
    ],
    [
      "privileges",
      deployment(),
      deployment({ securityContext: { privileged: true } }),
      "R14 high pods become privileged",
    ],
    [
      "files of the node",
      deployment(),
      deployment({}, { volumes: [{ name: "a", hostPath: { path: "/etc" } }] }),
      "R14 high pods get files of the node",
    ],
    [
      "the network of the node",
      deployment(),
      deployment({}, { hostNetwork: true }),
      "R14 high pods share the network or the processes of the node",
    ],
    [
      "a floating image",
      deployment(),
      deployment({ image: "shop/orders:latest" }),
      "R14 medium an image is not pinned",
    ],
  ])("mind %s", (_, before, after, expected) => {
    expect(said(RULES, carried([KEEP, before], [KEEP, after]))).toContain(expected);
  });

  it.each([
    ["Namespace", "v1", "R15 critical a namespace is removed with everything in it"],
    [
      "CustomResourceDefinition",
      "apiextensions.k8s.io/v1",
      "R15 critical a definition is removed with all objects of it",
    ],
    ["PersistentVolumeClaim", "v1", "R15 critical a volume claim is removed, and its data may go with it"],
    ["Secret", "v1", "R15 high a Secret is removed"],
    ["ConfigMap", "v1", "R15 medium a ConfigMap is removed"],
    ["Service", "v1", "R15 medium a Kubernetes object is removed"],
    ["PodDisruptionBudget", "policy/v1", "R9 medium its disruption budget is removed"],
    ["NetworkPolicy", "networking.k8s.io/v1", "R14 high a network policy is removed"],
    ["ScaledObject", "keda.sh/v1alpha1", "R8 medium nothing scales it any more"],
  ])("mind a %s that goes", (kind, apiVersion, expected) => {
    expect(said(RULES, carried([KEEP, manifest(apiVersion, kind, { spec: {} })], [KEEP]))).toEqual([
      expected,
    ]);
  });

  it("mind what goes with a whole release only where it weighs", () => {
    const objects = [manifest("v1", "Service"), manifest("v1", "PersistentVolumeClaim")];
    expect(said(RULES, carried(objects, undefined))).toEqual([
      "R15 critical a volume claim is removed, and its data may go with it",
    ]);
  });

  it("are quiet about a new image, more replicas, and new objects without rights", () => {
    expect(said(RULES, carried([deployment()], [deployment({ image: "shop/orders:1.1" })]))).toEqual([]);
    expect(said(RULES, carried([deployment()], [deployment({}, {}, { replicas: 3 })]))).toEqual([]);
    expect(said(RULES, carried(undefined, [deployment(), scaled({ minReplicaCount: 0 })]))).toEqual([]);
  });

  it("ask for less care where an object is new", () => {
    const host = { volumes: [{ name: "a", hostPath: { path: "/var/log" } }] };
    expect(said(RULES, carried(undefined, [deployment({}, host)]))).toEqual([
      "R14 medium pods get files of the node",
    ]);
  });

  it("name every object in the evidence of one finding", () => {
    const other = { ...manifest("v1", "Secret"), metadata: { name: "other", namespace: "shop" } };
    const [hit] = factHits("R15", subject(carried([KEEP, manifest("v1", "Secret"), other], [KEEP])));
    expect(hit?.evidence).toContain("Secret/shop/orders");
    expect(hit?.evidence).toContain("Secret/shop/other");
  });

  it("read typed resources as well", () => {
    const spec = { address: "kubernetes_namespace_v1.a", before: { metadata: [{ name: "shop" }] } };
    expect(said(RULES, spec)).toEqual(["R15 critical a namespace is removed with everything in it"]);
  });
});
