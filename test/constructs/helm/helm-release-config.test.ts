import { Lazy } from "cdktf";
import type { ICluster } from "../../../constructs/cluster";
import type { ChartName, HelmReleaseProps } from "../../../constructs/helm";
import { resolveHelmRelease } from "../../../constructs/helm/helm-release-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

const cluster = { kubernetesVersion: "1.36" } as ICluster;

function found(props: Partial<HelmReleaseProps>): string[] {
  const problems = new Problems();
  resolveHelmRelease({ cluster, chart: "keda", ...props }, problems);
  return codes(problems.all);
}

const APP = { name: "app", repository: "https://charts.example.com", version: "1.2.3" };

describe("resolveHelmRelease", () => {
  it("accepts a catalog chart, a pinned reference and a version in place of the catalog's", () => {
    expect(found({})).toEqual([]);
    expect(found({ version: "2.19.0" })).toEqual([]);
    expect(found({ chart: "cert-manager", version: "v1.21.3" })).toEqual([]);
    expect(found({ chart: APP, namespace: "shop" })).toEqual([]);
  });

  it.each<[string, Partial<HelmReleaseProps>, string[]]>([
    ["an unknown catalog chart", { chart: "kedda" as ChartName }, ["chart unknown-chart"]],
    ["a retired chart", { chart: "promtail" as ChartName, namespace: "logs" }, ["chart retired-chart"]],
    [
      "a missing version",
      { chart: { ...APP, version: "" }, namespace: "shop" },
      ["chart.version missing-version"],
    ],
    ["latest", { chart: { ...APP, version: "latest" }, namespace: "a" }, ["chart.version unpinned-version"]],
    ["a version range", { version: "^2.20.0" }, ["version unpinned-version"]],
    ["no namespace for a foreign chart", { chart: APP }, ["namespace missing-namespace"]],
    ["a namespace with capitals", { namespace: "Keda" }, ["namespace invalid-name"]],
    ["a release name over 53 characters", { releaseName: "k".repeat(54) }, ["releaseName invalid-name"]],
    [
      "a repository over plain HTTP",
      { chart: { ...APP, repository: "http://charts.example.com" }, namespace: "a" },
      ["chart.repository insecure-repository"],
    ],
    [
      "a repository that is no address",
      { chart: { ...APP, repository: "charts.example.com/" }, namespace: "a" },
      ["chart.repository invalid-repository"],
    ],
    ["atomic without waiting", { wait: false }, ["wait atomic-needs-wait"]],
    ["a timeout of nothing", { timeoutSeconds: 0 }, ["timeoutSeconds out-of-range"]],
    ["an endless history", { historyLimit: 0 }, ["historyLimit out-of-range"]],
    ["a literal secret", { sensitiveValues: { "a.b": "hunter2" } }, ["sensitiveValues.a.b literal-secret"]],
    [
      "a literal repository password",
      { repositoryCredentials: { username: "ci", password: "hunter2" } },
      ["repositoryCredentials.password literal-secret"],
    ],
  ])("fails on %s", (_, props, expected) => {
    expect(found(props)).toEqual(expected);
  });

  it("fails on a cluster older than the chart declares, and passes a version not known yet", () => {
    const old = { kubernetesVersion: "1.22" } as ICluster;
    expect(found({ cluster: old, chart: "kube-prometheus-stack" })).toEqual(["cluster kubernetes-version"]);
    const unknown = { kubernetesVersion: Lazy.stringValue({ produce: () => "x" }) } as ICluster;
    expect(found({ cluster: unknown, chart: "kube-prometheus-stack" })).toEqual([]);
  });

  it("never puts a secret into a problem", () => {
    const problems = new Problems();
    const props = { cluster, chart: "keda", sensitiveValues: { pw: "hunter2" } } as const;
    resolveHelmRelease(props, problems);
    expect(JSON.stringify(problems.all)).not.toContain("hunter2");
  });

  it("reports three mistakes at once", () => {
    expect(found({ releaseName: "Bad_Name", timeoutSeconds: -1, version: "*" })).toEqual([
      "version unpinned-version",
      "releaseName invalid-name",
      "timeoutSeconds out-of-range",
    ]);
  });
});
