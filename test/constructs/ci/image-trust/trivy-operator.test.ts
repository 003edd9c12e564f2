import { App, LocalBackend, TerraformStack } from "cdktf";
import { parse } from "yaml";
import { TrivyOperator, type TrivyOperatorProps } from "../../../../constructs/ci/image-trust/trivy-operator";
import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import { expectRehearsal, rehearse } from "../../../../lib/rehearsal";
import { GrantingCluster } from "../../../support/granting-cluster";
import { removeTemporaryFolders, temporaryFolder } from "../../../support/rehearsals";
import { codes, problemsOf, synth } from "../../../support/synth";
import { describeWithTerraform } from "../../../support/terraform";

const ARN = "arn:aws:ecr:eu-central-1:111122223333:repository/acme/orders";

function trivyIn(stack: TerraformStack, options: Partial<TrivyOperatorProps> = {}): TrivyOperator {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  return new TrivyOperator(stack, "Trivy", { cluster, ...options });
}

describe("TrivyOperator", () => {
  it("installs the catalog's chart into its own namespace", () => {
    const release = synth((stack) => trivyIn(stack)).one("helm_release");
    expect(release).toMatchObject({
      chart: "trivy-operator",
      name: "trivy-operator",
      namespace: "trivy-system",
    });
    expect(parse(release.values[0])).toMatchObject({
      trivy: { severity: "HIGH,CRITICAL", ignoreUnfixed: false },
      operator: { infraAssessmentScannerEnabled: false, accessGlobalSecretsAndServiceAccount: false },
      serviceMonitor: { enabled: false },
    });
  });

  it("reads repositories by its service account, and waits for it", () => {
    const made = synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
      new TrivyOperator(stack, "Trivy", { cluster, pullFrom: [ARN] });
      expect(cluster.grants["trivy-system-trivy-operator"]).toMatchObject({
        namespace: "trivy-system",
        serviceAccount: "trivy-operator",
        statements: [{ resources: ["*"] }, { resources: [ARN] }],
      });
    });
    const release = made.one("helm_release");
    expect(release.depends_on).toEqual([expect.stringMatching(/^terraform_data\.Cluster_Identity/)]);
    expect(parse(release.values[0]).serviceAccount).toEqual({
      name: "trivy-operator",
      annotations: { "example.com/role": "role-of-trivy-operator" },
    });
  });

  it("asks for no role without repositories", () => {
    synth((stack) => {
      const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
      const trivy = new TrivyOperator(stack, "Trivy", { cluster });
      expect(cluster.grants).toEqual({});
      expect(trivy.fqn).toBe(trivy.release.fqn);
    });
  });

  it("lets the user's values win", () => {
    const values = { trivy: { ignoreUnfixed: true } };
    expect(
      parse(synth((stack) => trivyIn(stack, { values })).one("helm_release").values[0]).trivy,
    ).toMatchObject({ ignoreUnfixed: true, severity: "HIGH,CRITICAL" });
  });

  it("fails with every problem at once", () => {
    const problems = problemsOf((stack) => trivyIn(stack, { scanners: [], concurrentScans: 0 }));
    expect(codes(problems)).toEqual(["scanners no-scanners", "concurrentScans out-of-range"]);
  });
});

describeWithTerraform("TrivyOperator, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("comes up, stays, and goes", async () => {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), "scans");
    new LocalBackend(stack, {});
    trivyIn(stack);
    expectRehearsal(await rehearse(stack))
      .toSucceed()
      .toBeIdempotent()
      .toBeDestroyedClean();
  });
});
