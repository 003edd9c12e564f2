import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { Keda, type KedaProps } from "../../../constructs/keda";
import { GrantingCluster } from "../../support/granting-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

type Options = Partial<KedaProps>;

function kedaIn(stack: TerraformStack, options: Options = {}): Keda {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new Keda(stack, "Keda", { cluster, ...options });
}

function valuesOf(options: Options = {}) {
  return parse(synth((stack) => kedaIn(stack, options)).one("helm_release").values[0]);
}

function problemsIn(options: Options): string[] {
  return codes(problemsOf((stack) => kedaIn(stack, options)));
}

describe("Keda", () => {
  it("installs the catalog's chart into its own namespace", () => {
    expect(synth((stack) => kedaIn(stack)).one("helm_release", "Keda_Release")).toMatchObject({
      chart: "keda",
      name: "keda",
      namespace: "keda",
    });
  });

  it("runs two replicas of each component by default, with disruption budgets", () => {
    expect(valuesOf()).toMatchObject({
      operator: { replicaCount: 2 },
      metricsServer: { replicaCount: 2, enabled: true },
      webhooks: { replicaCount: 2, enabled: true },
      podDisruptionBudget: { operator: { maxUnavailable: 1 } },
    });
  });

  it("watches every namespace, logs JSON and serves metrics without ServiceMonitors by default", () => {
    const off = { enabled: true, serviceMonitor: { enabled: false } };
    expect(valuesOf()).toMatchObject({
      clusterName: "local",
      watchNamespace: "",
      logging: {
        operator: { level: "info", format: "json" },
        metricServer: { zapLevel: "info", zapEncoder: "json" },
        webhooks: { level: "info", format: "json" },
      },
      prometheus: { operator: off, metricServer: off, webhooks: off },
    });
  });

  it("switches each default off when told to", () => {
    const values = valuesOf({
      replicas: 1,
      watchNamespace: "shop",
      metricsServer: false,
      admissionWebhooks: false,
      metrics: false,
      logLevel: "debug",
      logFormat: "console",
    });
    expect(values).toMatchObject({
      operator: { replicaCount: 1 },
      watchNamespace: "shop",
      metricsServer: { enabled: false },
      webhooks: { enabled: false },
      prometheus: { operator: { enabled: false } },
      logging: { operator: { level: "debug", format: "console" } },
    });
    expect(values).not.toHaveProperty("podDisruptionBudget");
  });

  it("makes ServiceMonitors when asked", () => {
    expect(valuesOf({ serviceMonitors: true }).prometheus.operator.serviceMonitor).toEqual({ enabled: true });
  });

  it("lets the user's values win", () => {
    expect(valuesOf({ replicas: 3, values: { operator: { replicaCount: 5 }, extra: true } })).toMatchObject({
      operator: { replicaCount: 5 },
      webhooks: { replicaCount: 3 },
      extra: true,
    });
  });

  it("asks for no cloud permissions unless given some", () => {
    const resources = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
      const keda = new Keda(stack, "Keda", { cluster });
      expect(cluster.grants).toEqual({});
      expect(keda.serviceAccount).toBe("keda-operator");
    });
    expect(resources.all("terraform_data")).toEqual({});
  });

  it("grants permissions to the operator's service account and waits for the grant", () => {
    const permissions = [
      { actions: ["sqs:GetQueueAttributes"], resources: ["arn:aws:sqs:eu-central-1:1:q"] },
    ];
    const result = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
      new Keda(stack, "Keda", { cluster, namespace: "scaling", permissions });
      expect(cluster.grants).toEqual({
        "scaling-keda-operator": {
          namespace: "scaling",
          serviceAccount: "keda-operator",
          statements: permissions,
        },
      });
    });
    const release = result.one("helm_release");
    expect(release.depends_on).toEqual([expect.stringMatching(/^terraform_data\.Cluster_Identity/)]);
    expect(parse(release.values[0]).serviceAccount.operator).toEqual({
      name: "keda-operator",
      annotations: { "example.com/role": "role-of-keda-operator" },
    });
  });

  it("warns when values take the service account away from the grant", () => {
    synth((stack) => {
      const keda = kedaIn(stack, { values: { serviceAccount: { operator: { name: "mine" } } } });
      expect(keda.release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("[overridden-wiring] values override serviceAccount.operator.name"),
      ]);
    });
  });

  it("can stand in dependsOn of another release", () => {
    synth((stack) => {
      const keda = kedaIn(stack);
      expect(keda.fqn).toBe(keda.release.fqn);
    });
  });
});

describe("Keda props", () => {
  it.each([0, -1, 1.5, 11])("fails on %p replicas", (replicas) => {
    expect(problemsIn({ replicas })).toEqual(["replicas out-of-range"]);
  });

  it("fails on names Kubernetes refuses", () => {
    expect(problemsIn({ namespace: "Keda", watchNamespace: "a,b", releaseName: "_" })).toEqual([
      "releaseName invalid-name",
      "namespace invalid-name",
      "watchNamespace invalid-name",
    ]);
  });

  it("fails on a log level or format KEDA does not know", () => {
    const wrong = { logLevel: "trace", logFormat: "xml" } as unknown as Options;
    expect(problemsIn(wrong)).toEqual(["logLevel unknown-log-level", "logFormat unknown-log-format"]);
  });

  it("fails on ServiceMonitors without metrics", () => {
    expect(problemsIn({ metrics: false, serviceMonitors: true })).toEqual([
      "serviceMonitors service-monitors-need-metrics",
    ]);
  });

  it("fails on bad amounts and on requests above limits, by component", () => {
    expect(
      problemsIn({
        resources: {
          operator: { requests: { cpu: "one" } },
          metricsServer: { requests: { memory: "2Gi" }, limits: { memory: "1Gi" } },
          admissionWebhooks: { limits: { memory: "100m" } },
        },
      }),
    ).toEqual([
      "resources.operator.requests.cpu invalid-quantity",
      "resources.metricsServer.requests.memory request-above-limit",
      "resources.admissionWebhooks.limits.memory invalid-quantity",
    ]);
  });

  it("fails on permissions that are empty or allow everything", () => {
    expect(problemsIn({ permissions: [] })).toEqual(["permissions no-statements"]);
    expect(problemsIn({ permissions: [{ actions: ["sqs:*"], resources: ["*"] }] })).toEqual([
      "permissions[0].actions[0] wildcard-action",
    ]);
  });

  it("fails where the cluster cannot grant permissions", () => {
    expect(
      problemsIn({ permissions: [{ actions: ["sqs:GetQueueAttributes"], resources: ["arn:aws:sqs:::q"] }] }),
    ).toEqual([" no-workload-identity"]);
  });
});
