import { type TerraformStack, TerraformVariable } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { HelmRelease, type HelmReleaseProps } from "../../../constructs/helm";
import { codes, problemsOf, synth } from "../../support/synth";

type Options = Omit<HelmReleaseProps, "cluster" | "chart"> & Partial<Pick<HelmReleaseProps, "chart">>;

function releaseIn(stack: TerraformStack, options: Options = {}): HelmRelease {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new HelmRelease(stack, "Keda", { cluster, chart: "keda", ...options });
}

function releaseOf(options: Options = {}) {
  return synth((stack) => releaseIn(stack, options)).one("helm_release");
}

describe("HelmRelease", () => {
  it("takes repository, version and namespace of a catalog chart from the catalog", () => {
    expect(releaseOf()).toMatchObject({
      name: "keda",
      namespace: "keda",
      chart: "keda",
      repository: "https://kedacore.github.io/charts",
      version: "2.20.2",
      provider: "helm",
    });
  });

  it("is atomic, waits, cleans up and keeps ten revisions by default", () => {
    expect(releaseOf()).toMatchObject({
      atomic: true,
      wait: true,
      wait_for_jobs: true,
      cleanup_on_fail: true,
      create_namespace: true,
      max_history: 10,
      timeout: 600,
      skip_crds: false,
    });
  });

  it("switches each default off when told to", () => {
    expect(
      releaseOf({
        atomic: false,
        wait: false,
        cleanupOnFail: false,
        createNamespace: false,
        historyLimit: 3,
        timeoutSeconds: 60,
        skipCrds: true,
      }),
    ).toMatchObject({
      atomic: false,
      wait: false,
      wait_for_jobs: false,
      cleanup_on_fail: false,
      create_namespace: false,
      max_history: 3,
      timeout: 60,
      skip_crds: true,
    });
  });

  it("finds a chart whose name differs from the catalog's", () => {
    expect(releaseOf({ chart: "istio-base" })).toMatchObject({ chart: "base", name: "istio-base" });
  });

  it("takes a chart outside the catalog from an OCI repository", () => {
    expect(
      releaseOf({
        chart: { name: "app", repository: "oci://ghcr.io/acme/charts", version: "1.2.3" },
        namespace: "shop",
      }),
    ).toMatchObject({ name: "app", chart: "app", repository: "oci://ghcr.io/acme/charts", version: "1.2.3" });
  });

  it("lets the user's values win over the construct's", () => {
    const release = releaseOf({ baseValues: { a: { b: 1, c: 1 } }, values: { a: { c: 2 } } });
    expect(release.values).toEqual(["a:\n  b: 1\n  c: 2\n"]);
  });

  it("writes no empty values and no empty depends_on", () => {
    const release = releaseOf();
    expect(release).not.toHaveProperty("values");
    expect(release).not.toHaveProperty("depends_on");
  });

  it("warns when values override a key that wires the release to other resources", () => {
    let messages: string[] = [];
    synth((stack) => {
      const release = releaseIn(stack, {
        baseValues: { serviceAccount: { name: "loki" }, replicas: 1 },
        wiredPaths: ["serviceAccount.name"],
        values: { serviceAccount: { name: "mine" }, replicas: 2 },
      });
      messages = release.node.metadata.map((entry) => String(entry.data));
    });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain("[overridden-wiring] values override serviceAccount.name,");
  });

  it("keeps secret values out of the plain values and marks them sensitive", () => {
    const release = synth((stack) => {
      const password = new TerraformVariable(stack, "password", { sensitive: true });
      releaseIn(stack, { values: { a: 1 }, sensitiveValues: { "admin.password": password.stringValue } });
    }).one("helm_release");
    expect(release.set_sensitive).toEqual([{ name: "admin.password", value: "${var.password}" }]);
    expect(release.values).toEqual(["a: 1\n"]);
    expect(release).not.toHaveProperty("set_wo");
  });

  it("sends secret values write-only when given a revision, so that the state never holds them", () => {
    const release = synth((stack) => {
      const password = new TerraformVariable(stack, "password", { sensitive: true });
      releaseIn(stack, { sensitiveValues: { pw: password.stringValue }, sensitiveValuesRevision: 2 });
    }).one("helm_release");
    expect(release.set_wo).toEqual([{ name: "pw", value: "${var.password}" }]);
    expect(release.set_wo_revision).toBe(2);
    expect(release).not.toHaveProperty("set_sensitive");
  });

  it("fails when a namespace of one cluster would hold two releases of one name", () => {
    const problems = problemsOf((stack) => {
      releaseIn(stack);
      const cluster = stack.node.findChild("Cluster") as KubeconfigCluster;
      new HelmRelease(stack, "Other", { cluster, chart: "keda", namespace: "other" });
      new HelmRelease(stack, "Again", { cluster, chart: "keda" });
    });
    expect(codes(problems)).toEqual(["releaseName duplicate-release"]);
    expect(problems[0]?.rule).toContain("test/Keda");
  });

  it("can stand where something to depend on is asked for", () => {
    synth((stack) => {
      const release = releaseIn(stack);
      expect(release.fqn).toBe(release.resource.fqn);
    });
  });
});
