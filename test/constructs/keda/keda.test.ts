import { DataResource, type TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { Keda, type KedaProps } from "../../../constructs/keda/keda";
import { smallCluster } from "../../support/eks-fixture";
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
      expect(keda.dependencies).toEqual([keda.release]);
    });
  });

  it("says which namespace it acts in, if it is one", () => {
    synth((stack) => {
      expect(kedaIn(stack).watchNamespace).toBeUndefined();
    });
    synth((stack) => {
      expect(kedaIn(stack, { watchNamespace: "shop" }).watchNamespace).toBe("shop");
    });
  });

  it("closes ports by NetworkPolicies by default, unless told not to", () => {
    expect(valuesOf().extraObjects.map(({ kind }: { kind: string }) => kind)).toEqual([
      "NetworkPolicy",
      "NetworkPolicy",
      "NetworkPolicy",
    ]);
    expect(valuesOf({ networkPolicy: false })).not.toHaveProperty("extraObjects");
  });

  it("warns when values take the NetworkPolicies away", () => {
    synth((stack) => {
      const keda = kedaIn(stack, { values: { extraObjects: [] } });
      expect(keda.release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("[overridden-wiring] values override extraObjects"),
      ]);
    });
  });

  it("passes on where pods run, how important they are, and how long scalers wait", () => {
    const placed = {
      priorityClassName: "system-cluster-critical",
      nodeSelector: { pool: "system" },
      tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" as const }],
    };
    expect(valuesOf({ ...placed, httpTimeoutMilliseconds: 5000 })).toMatchObject({
      ...placed,
      http: { timeout: 5000 },
    });
  });

  it("reads every secret by default, and those of its own namespace alone when told to", () => {
    expect(valuesOf()).not.toHaveProperty("permissions");
    expect(valuesOf()).not.toHaveProperty("rbac");
    expect(valuesOf({ secretAccess: "own-namespace" })).toMatchObject({
      permissions: {
        operator: { restrict: { secret: true } },
        metricServer: { restrict: { secret: true } },
      },
      rbac: { enabledCustomScaledRefKinds: false },
    });
  });
});

describe("a grant", () => {
  const read = (queue: string) => ({
    actions: ["sqs:GetQueueAttributes"],
    resources: [`arn:aws:sqs:eu-central-1:111122223333:${queue}`],
  });
  const CLUSTER = { clusterName: "local", context: "kind-local" };

  it("makes one identity, which later ones add to", () => {
    synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", CLUSTER, false);
      const keda = new Keda(stack, "Keda", { cluster });
      keda.grant([read("orders")]);
      keda.grant([read("returns"), read("mails")]);
      expect(cluster.grants).toEqual({
        "keda-keda-operator": {
          namespace: "keda",
          serviceAccount: "keda-operator",
          statements: [read("orders"), read("returns"), read("mails")],
        },
      });
    });
  });

  it("adds to the identity that permissions made", () => {
    const made = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", CLUSTER);
      const keda = new Keda(stack, "Keda", { cluster, permissions: [read("orders")] });
      keda.grant([read("returns")]);
      expect(cluster.grants["keda-keda-operator"]?.statements).toEqual([read("orders"), read("returns")]);
    });
    expect(made.one("helm_release").depends_on).toHaveLength(1);
  });

  it("makes the release wait for an identity that comes late, after what it waited for already", () => {
    const made = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", CLUSTER, false);
      const before = new DataResource(stack, "Before");
      new Keda(stack, "Keda", { cluster, dependsOn: [before] }).grant([read("orders")]);
    });
    expect(made.one("helm_release").depends_on).toEqual([
      "terraform_data.Before",
      expect.stringMatching(/^terraform_data\.Cluster_Identity/),
    ]);
  });

  it("of nothing asks for nothing", () => {
    const made = synth((stack) => kedaIn(stack).grant([]));
    expect(made.all("terraform_data")).toEqual({});
  });

  it("ends in one role of one association on EKS, whether it comes early or late", () => {
    const made = synth((stack) => {
      const keda = new Keda(stack, "Keda", { cluster: smallCluster(stack) });
      keda.grant([read("orders")]);
      keda.grant([read("returns")]);
    });
    const policies = Object.values(made.all("aws_iam_role_policy")).filter(({ name }) => name === "grant");
    expect(policies.map(({ policy }) => JSON.parse(policy).Statement)).toEqual([
      [
        {
          Effect: "Allow",
          Action: "sqs:GetQueueAttributes",
          Resource: [read("orders"), read("returns")].flatMap(({ resources }) => resources),
        },
      ],
    ]);
    expect(Object.keys(made.all("aws_eks_pod_identity_association"))).toHaveLength(1);
    expect(made.one("helm_release", "Keda_Release").depends_on).toEqual(
      expect.arrayContaining([expect.stringMatching(/^aws_eks_pod_identity_association\./)]),
    );
  });

  it("fails where it comes late and the service account would need an annotation", () => {
    const found = problemsOf((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", CLUSTER);
      new Keda(stack, "Keda", { cluster }).grant([read("orders")]);
    });
    expect(codes(found)).toEqual(["permissions annotations-come-late"]);
  });

  it("fails where the cluster cannot give permissions", () => {
    expect(codes(problemsOf((stack) => kedaIn(stack).grant([read("orders")])))).toEqual([
      " no-workload-identity",
    ]);
  });
});
