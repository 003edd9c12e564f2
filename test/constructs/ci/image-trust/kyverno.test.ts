import { App, LocalBackend, TerraformStack } from "cdktf";
import { parse } from "yaml";
import { Kyverno, type KyvernoProps } from "../../../../constructs/ci/image-trust/kyverno";
import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import { expectRehearsal, rehearse } from "../../../../lib/rehearsal";
import { GrantingCluster } from "../../../support/granting-cluster";
import { removeTemporaryFolders, temporaryFolder } from "../../../support/rehearsals";
import { codes, problemsOf, synth } from "../../../support/synth";
import { describeWithTerraform } from "../../../support/terraform";

const ARN = "arn:aws:ecr:eu-central-1:111122223333:repository/acme/orders";

function kyvernoIn(stack: TerraformStack, options: Partial<KyvernoProps> = {}): Kyverno {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  return new Kyverno(stack, "Kyverno", { cluster, ...options });
}

describe("Kyverno", () => {
  it("installs the catalog's chart with three admission controllers and the reports controller", () => {
    const release = synth((stack) => kyvernoIn(stack)).one("helm_release", "Kyverno_Release");
    expect(release).toMatchObject({ chart: "kyverno", name: "kyverno", namespace: "kyverno" });
    expect(parse(release.values[0])).toMatchObject({
      global: { priorityClassName: "system-cluster-critical" },
      admissionController: { replicas: 3, serviceMonitor: { enabled: false } },
      reportsController: { enabled: true, replicas: 2 },
      backgroundController: { enabled: false },
      cleanupController: { enabled: false },
    });
  });

  it("closes ports behind the release, unless told not to", () => {
    const made = synth((stack) => kyvernoIn(stack));
    const network = made.one("helm_release", "NetworkPolicies_Release");
    expect(network).toMatchObject({ name: "kyverno-network", namespace: "kyverno" });
    expect(network.depends_on).toEqual([expect.stringMatching(/^helm_release\.Kyverno_Release/)]);
    expect(Object.keys(parse(network.values[0]).manifests)).toEqual([
      "NetworkPolicy/kyverno/kyverno-admission-controller-ingress",
      "NetworkPolicy/kyverno/kyverno-reports-controller-ingress",
    ]);
    const open = synth((stack) => {
      expect(kyvernoIn(stack, { networkPolicy: false }).networkPolicies).toBeUndefined();
    });
    expect(Object.keys(open.all("helm_release"))).toHaveLength(1);
  });

  it("asks for no role unless it reads repositories", () => {
    synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
      new Kyverno(stack, "Kyverno", { cluster });
      expect(cluster.grants).toEqual({});
    });
  });

  it("lets those that verify read the repositories, and waits for it", () => {
    const made = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
      new Kyverno(stack, "Kyverno", { cluster, pullFrom: [ARN], backgroundController: true });
      expect(Object.keys(cluster.grants)).toEqual([
        "kyverno-kyverno-admission-controller",
        "kyverno-kyverno-reports-controller",
      ]);
      expect(cluster.grants["kyverno-kyverno-reports-controller"]).toMatchObject({
        namespace: "kyverno",
        serviceAccount: "kyverno-reports-controller",
        statements: [{ resources: ["*"] }, { resources: [ARN] }],
      });
    });
    const release = made.one("helm_release", "Kyverno_Release");
    expect(release.depends_on).toHaveLength(2);
    expect(parse(release.values[0])).toMatchObject({
      admissionController: {
        rbac: {
          serviceAccount: {
            name: "kyverno-admission-controller",
            annotations: { "example.com/role": "role-of-kyverno-admission-controller" },
          },
        },
      },
    });
  });

  it("warns when values take a service account away from its role", () => {
    synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
      const values = { reportsController: { rbac: { serviceAccount: { name: "mine" } } } };
      const kyverno = new Kyverno(stack, "Kyverno", { cluster, pullFrom: [ARN], values });
      expect(kyverno.release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("values override reportsController.rbac.serviceAccount.name"),
      ]);
    });
  });

  it("lets the user's values win", () => {
    const values = { admissionController: { replicas: 5 } };
    const release = synth((stack) => kyvernoIn(stack, { values })).one("helm_release", "Kyverno_Release");
    expect(parse(release.values[0]).admissionController.replicas).toBe(5);
  });

  it("can stand in dependsOn", () => {
    synth((stack) => {
      const kyverno = kyvernoIn(stack);
      expect(kyverno.fqn).toBe(kyverno.release.fqn);
      expect(kyverno.dependencies).toEqual([kyverno.release]);
    });
  });

  it("gives the same bytes for the same input", () => {
    const [one, two] = [0, 1].map(() => JSON.stringify(synth((stack) => kyvernoIn(stack)).json));
    expect(one).toBe(two);
  });

  it("fails with every problem at once", () => {
    const problems = problemsOf((stack) => kyvernoIn(stack, { replicas: 0, pullFrom: ["x"] }));
    expect(codes(problems)).toEqual(["replicas out-of-range", "pullFrom[0] invalid-arn"]);
  });
});

describeWithTerraform("Kyverno, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("comes up, stays, and goes", async () => {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), "policies");
    new LocalBackend(stack, {});
    kyvernoIn(stack);
    expectRehearsal(await rehearse(stack))
      .toSucceed()
      .toBeIdempotent()
      .toBeDestroyedClean();
  });
});
