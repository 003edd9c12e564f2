import { kubernetesFacts } from "../../../../../lib/review/diff/kubernetes/facts";

const facts = (before: object | undefined, after: object | undefined) =>
  kubernetesFacts({ before: before as never, after: after as never }).map(
    ({ code, text }) => `${code}: ${text}`,
  );
const named = (kind: string, spec: object = {}) => ({ kind, metadata: { name: "a", namespace: "n" }, spec });

describe("kubernetesFacts", () => {
  it.each([
    ["Namespace", "namespace-removed: Namespace n/a removed, with everything in it"],
    [
      "CustomResourceDefinition",
      "definition-removed: CustomResourceDefinition n/a removed, with all objects of it",
    ],
    ["Secret", "secret-removed: Secret n/a removed, pods that read it will not start"],
    [
      "PersistentVolumeClaim",
      "volume-claim-removed: PersistentVolumeClaim n/a removed, its data may be lost",
    ],
    ["NetworkPolicy", "network-policy-removed: NetworkPolicy n/a removed"],
    ["PodDisruptionBudget", "disruption-budget-removed: disruption budget n/a removed"],
    ["ScaledObject", "scaling-removed: ScaledObject n/a removed"],
    ["Deployment", "object-removed: Deployment n/a removed"],
    ["constructor", "object-removed: constructor n/a removed"],
  ])("names the end of a %s", (kind, expected) => {
    expect(facts(named(kind), undefined)).toEqual([expected]);
  });

  it("says when a policy lets everybody through", () => {
    const closed = named("NetworkPolicy", { ingress: [{ from: [{ podSelector: {} }] }] });
    expect(facts(closed, named("NetworkPolicy", { ingress: [{ ports: [{ port: 80 }] }] }))).toEqual([
      "network-policy-changed: NetworkPolicy lets everybody through: ingress",
    ]);
    expect(facts(closed, named("NetworkPolicy", { ingress: [] }))).toEqual([
      "network-policy-changed: NetworkPolicy changed",
    ]);
    expect(facts(closed, closed)).toEqual([]);
    expect(facts(named("CiliumNetworkPolicy"), named("CiliumNetworkPolicy", { ingress: [{}] }))).toEqual([
      "network-policy-changed: CiliumNetworkPolicy changed",
    ]);
  });

  it("says when a service is exposed", () => {
    const balancer = named("Service", { type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.0/8"] });
    expect(facts(named("Service"), balancer)).toEqual([
      "service-exposed: service type ClusterIP -> LoadBalancer",
    ]);
    expect(facts(undefined, balancer)).toEqual(["service-exposed: service type none -> LoadBalancer"]);
    expect(facts(balancer, named("Service", { type: "LoadBalancer" }))).toEqual([
      "service-exposed: service no longer limited to 10.0.0.0/8",
    ]);
    expect(facts(balancer, named("Service"))).toEqual([]);
  });

  it("says when a job runs", () => {
    const job = (schedule: string, rest: object = {}) => named("CronJob", { schedule, ...rest });
    expect(facts(job("0 1 * * *"), job("0 2 * * *", { timeZone: "Europe/Berlin", suspend: true }))).toEqual([
      "schedule-changed: schedule 0 1 * * * -> 0 2 * * *",
      "schedule-changed: time zone the default zone -> Europe/Berlin",
      "suspended: suspended",
    ]);
    expect(facts(job("1", { suspend: true }), job("1"))).toEqual(["resumed: goes on after a suspension"]);
  });

  it("has nothing to say of what is new and harmless", () => {
    expect(facts(undefined, named("ConfigMap"))).toEqual([]);
    expect(facts(undefined, undefined)).toEqual([]);
  });
});
