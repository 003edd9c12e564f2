import type { Values } from "../../../../lib/rehearsal/world/backend";
import { workloadNeeds } from "../../../../lib/rehearsal/world/workload-needs";

const manifest = (kind: string, spec: Values): Values => ({ kind, metadata: { name: "api" }, spec });
const deployment = (pod: Values) => manifest("Deployment", { template: { spec: pod } });
const facts = (of: Values) => workloadNeeds(of, "orders").map(({ fact }) => fact);

describe("workloadNeeds", () => {
  it("finds whatever a pod cannot start without", () => {
    const pod: Values = {
      serviceAccountName: "api",
      imagePullSecrets: [{ name: "registry" }],
      initContainers: [{ envFrom: [{ configMapRef: { name: "init" } }] }],
      containers: [
        {
          envFrom: [{ secretRef: { name: "all" } }],
          env: [
            { name: "A", value: "plain" },
            { name: "B", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
            { name: "C", valueFrom: { configMapKeyRef: { name: "settings", key: "c" } } },
          ],
        },
      ],
      volumes: [
        { name: "a", secret: { secretName: "tls" } },
        { name: "b", configMap: { name: "files" } },
        { name: "c", projected: { sources: [{ secret: { name: "token" } }, { configMap: { name: "ca" } }] } },
        { name: "d", emptyDir: {} },
      ],
    };
    expect(facts(deployment(pod))).toEqual([
      "ServiceAccount orders/api",
      "Secret orders/registry",
      "ConfigMap orders/init",
      "Secret orders/all",
      "Secret orders/db",
      "ConfigMap orders/settings",
      "Secret orders/tls",
      "ConfigMap orders/files",
      "Secret orders/token",
      "ConfigMap orders/ca",
    ]);
  });

  it("leaves out what is optional, and names each thing once", () => {
    const source = (optional: boolean) => ({ secretRef: { name: "db", optional } });
    expect(facts(deployment({ containers: [{ envFrom: [source(true)] }] }))).toEqual([]);
    expect(facts(deployment({ containers: [{ envFrom: [source(false), source(false)] }] }))).toEqual([
      "Secret orders/db",
    ]);
  });

  it.each([
    ["Pod", (pod: Values) => pod],
    ["CronJob", (pod: Values) => ({ jobTemplate: { spec: { template: { spec: pod } } } })],
    ["ScaledJob", (pod: Values) => ({ jobTargetRef: { template: { spec: pod } } })],
    ["StatefulSet", (pod: Values) => ({ template: { spec: pod } })],
    ["Rollout", (pod: Values) => ({ template: { spec: pod } })],
  ])("finds the pod in a %s", (kind, wrap) => {
    expect(facts(manifest(kind, wrap({ serviceAccountName: "api" })))).toEqual(["ServiceAccount orders/api"]);
  });

  it("has nothing to say about objects without pods", () => {
    expect(facts(manifest("Service", { serviceAccountName: "api" }))).toEqual([]);
  });

  it("says who names it, and where", () => {
    const [need] = workloadNeeds(deployment({ serviceAccountName: "api" }), "orders");
    expect(need?.summary).toBe('serviceaccount "api" not found');
    expect(need?.detail).toMatch(/^Deployment orders\/api names it/);
  });
});
