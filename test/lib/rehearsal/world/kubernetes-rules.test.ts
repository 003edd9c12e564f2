import { Refusal, UNKNOWN, type Values } from "../../../../lib/rehearsal/world/backend";
import { ClusterContents } from "../../../../lib/rehearsal/world/cluster-contents";
import {
  checkAdmission,
  clusterInUse,
  endpointName,
  endpointOf,
  livesInCluster,
  requireCluster,
  stillNeeded,
  targetOf,
} from "../../../../lib/rehearsal/world/kubernetes-rules";
import { callFor } from "../../../support/world";

const refusalOf = (run: () => unknown): Refusal | undefined => {
  try {
    run();
  } catch (error) {
    return error instanceof Refusal ? error : undefined;
  }
  return undefined;
};

describe("targetOf", () => {
  it.each<[string, Values, string, string | undefined]>([
    ["helm", { kubernetes: { host: "https://a/" } }, "endpoint", "a"],
    ["helm", { kubernetes: [{ host: "https://a" }] }, "endpoint", "a"],
    ["kubernetes", { host: "https://a", config_path: "~/.kube/config" }, "endpoint", "a"],
    [
      "kubernetes",
      { config_path: "~/.kube/config", config_context: "kind" },
      "kubeconfig",
      "kubeconfig ~/.kube/config kind",
    ],
    ["helm", { kubernetes: { config_paths: ["a", "b"] } }, "kubeconfig", "kubeconfig a"],
    ["helm", {}, "nothing", undefined],
    ["kubernetes", { host: UNKNOWN }, "nothing", undefined],
    ["kubernetes", { host: "" }, "nothing", undefined],
  ])("%s %p points at %s", (provider, config, by, name) => {
    const target = targetOf(provider, config);
    expect([target.by, "name" in target ? target.name : undefined]).toEqual([by, name]);
  });
});

describe("endpointOf", () => {
  it("knows the endpoints of clusters, and of nothing else", () => {
    expect(endpointOf("aws_eks_cluster", { endpoint: "https://a/" })).toBe("a");
    expect(endpointOf("azurerm_kubernetes_cluster", { kube_config: [{ host: "https://b:443" }] })).toBe(
      "b:443",
    );
    expect(endpointOf("aws_rds_cluster", { endpoint: "https://a" })).toBeUndefined();
    expect(endpointOf("aws_db_instance", { endpoint: "a" })).toBeUndefined();
    expect(endpointName("http://a//")).toBe("a");
  });
});

describe("livesInCluster", () => {
  it("is about kubernetes and helm", () => {
    expect(["kubernetes", "helm", "aws"].map(livesInCluster)).toEqual([true, true, false]);
  });
});

describe("requireCluster", () => {
  const live = (endpoint: string) => endpoint === "a";
  const of = (config: Values) => () => requireCluster(callFor("kubernetes_job", {}, config), live);

  it("names the cluster the call goes to", () => {
    expect(of({ host: "https://a" })()).toBe("a");
    expect(of({ config_path: "x" })()).toBe("kubeconfig x");
  });

  it.each<[string, Values, string]>([
    ["points at a cluster that is not live", { host: "https://b" }, "no live cluster has the endpoint b"],
    ["does not know its host", { host: UNKNOWN }, "the host of its provider is not known yet"],
    ["points nowhere", {}, "its provider is configured with neither a host nor a kubeconfig"],
  ])("fails when the provider %s", (_, config, reason) => {
    expect(refusalOf(of(config))?.summary).toBe(`Kubernetes cluster unreachable: ${reason}`);
  });
});

describe("checkAdmission", () => {
  const contents = new ClusterContents();
  contents.add("a", "c", { brings: [{ fact: "Secret x/db", owned: true }], needs: [] });
  const needs = ["Secret x/a", "kind g/K"].map((fact) => ({ fact, summary: `no ${fact}`, detail: "do it" }));

  it("fails with the first thing that is missing, and names the others", () => {
    const refusal = refusalOf(() =>
      checkAdmission(contents, "b", "helm_release", "c", { brings: [], needs }),
    );
    expect([refusal?.summary, refusal?.detail]).toEqual(["no Secret x/a", "do it\nalso: no kind g/K"]);
  });

  it.each([
    [
      "helm_release",
      'Unable to continue with install: Secret "db" in namespace "x" exists and cannot be imported into the current release',
    ],
    ["kubernetes_secret_v1", 'secrets "db" already exists'],
  ])("fails for a second owner, as %s would put it", (type, summary) => {
    const part = { brings: [{ fact: "Secret x/db", owned: true }], needs: [] };
    const refusal = refusalOf(() => checkAdmission(contents, "b", type, "c", part));
    expect(refusal?.summary).toBe(summary);
    expect(refusal?.detail).toContain("a brought it");
  });

  it("lets through what lacks nothing", () => {
    expect(
      refusalOf(() => checkAdmission(contents, "b", "helm_release", "c", { brings: [], needs: [] })),
    ).toBeUndefined();
  });
});

describe("stillNeeded and clusterInUse", () => {
  const many = Array.from({ length: 7 }, (_, index) => `helm_release ${index}`);

  it("name those who stand in the way, but not all of hundreds", () => {
    expect(stillNeeded("helm_release keda", many).detail).toMatch(/helm_release 4, 2 more would be left/);
    expect(clusterInUse("main", many).summary).toMatch(/^ResourceInUseException: cluster main /);
    expect(clusterInUse("main", ["helm_release keda"]).detail).toMatch(
      /^helm_release keda must be destroyed first/,
    );
  });
});
