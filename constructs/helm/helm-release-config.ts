import satisfies from "semver/functions/satisfies";
import valid from "semver/functions/valid";
import { type CatalogChart, findChart } from "../../lib/core/charts";
import type { Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../lib/core/names";
import { checkWholeNumber } from "../../lib/core/quantities";
import { ifKnown, isToken } from "../../lib/core/tokens";
import type { ChartReference, HelmReleaseProps } from "./helm-release";

/** Fills defaults and reports every problem. */
export function resolveHelmRelease(props: HelmReleaseProps, problems: Problems) {
  const catalog = typeof props.chart === "string" ? findChart(problems, "chart", props.chart) : undefined;
  const chart = resolveChart(props, catalog, problems);
  const config = {
    chart,
    releaseName: props.releaseName ?? (typeof props.chart === "string" ? props.chart : chart.name),
    namespace: props.namespace ?? catalog?.namespace ?? "",
    createNamespace: props.createNamespace ?? true,
    atomic: props.atomic ?? true,
    wait: props.wait ?? true,
    cleanupOnFail: props.cleanupOnFail ?? true,
    timeoutSeconds: props.timeoutSeconds ?? 600,
    historyLimit: props.historyLimit ?? 10,
    skipCrds: props.skipCrds ?? false,
    sensitive: resolveSensitiveValues(props, problems),
  };
  checkName(problems, "releaseName", config.releaseName, HELM_RELEASE_NAME);
  if (config.namespace !== "") {
    checkName(problems, "namespace", config.namespace, DNS_LABEL);
  } else if (typeof props.chart !== "string") {
    problems.add({
      prop: "namespace",
      code: "missing-namespace",
      rule: "a chart outside the catalog has no usual namespace",
      fix: "name the namespace the release goes to",
    });
  }
  problems.addIf(config.atomic && !config.wait, {
    prop: "wait",
    code: "atomic-needs-wait",
    rule: "an atomic release waits, or there would be nothing to judge it by",
    value: false,
    fix: "set atomic to false as well, or leave wait alone",
  });
  checkWholeNumber(problems, "timeoutSeconds", config.timeoutSeconds, 1, 24 * 3600);
  checkWholeNumber(problems, "historyLimit", config.historyLimit, 1, 256);
  checkKubernetesVersion(props, catalog, problems);
  return config;
}

function resolveChart(
  props: HelmReleaseProps,
  catalog: CatalogChart | undefined,
  problems: Problems,
): ChartReference {
  if (typeof props.chart === "string") {
    const version = props.version ?? catalog?.version;
    checkVersion(problems, "version", version ?? "0.0.0");
    return {
      name: catalog?.chart ?? props.chart,
      repository: catalog?.repository,
      version: version ?? "",
    };
  }
  const version = props.version ?? props.chart.version;
  checkVersion(problems, props.version === undefined ? "chart.version" : "version", version);
  ifKnown(props.chart.repository, (repository) => {
    if (repository.startsWith("http://")) {
      problems.add({
        prop: "chart.repository",
        code: "insecure-repository",
        rule: "charts are code that runs in the cluster and travel over HTTPS or OCI only",
        value: repository,
        fix: "use the https:// or oci:// address",
      });
    } else {
      problems.addIf(!/^(https|oci):\/\/[^\s]+[^/\s]$/.test(repository), {
        prop: "chart.repository",
        code: "invalid-repository",
        rule: "a repository is an https:// or oci:// address without a slash at the end",
        value: repository,
        fix: "copy the address from the chart's documentation, without the chart name",
      });
    }
  });
  return { ...props.chart, version };
}

function checkVersion(problems: Problems, prop: string, version: string | undefined): void {
  if (version === undefined || version === "") {
    problems.add({
      prop,
      code: "missing-version",
      rule: "a release names the exact version of its chart",
      fix: "pin the version you tested",
    });
    return;
  }
  ifKnown(version, (known) => {
    problems.addIf(valid(known) === null, {
      prop,
      code: "unpinned-version",
      rule: "a chart version is exact, never a range or `latest`",
      value: known,
      fix: "write it as major.minor.patch",
    });
  });
}

function checkKubernetesVersion(
  props: HelmReleaseProps,
  catalog: CatalogChart | undefined,
  problems: Problems,
): void {
  const range = catalog?.kubeVersion;
  if (range === undefined) {
    return;
  }
  ifKnown(props.cluster.kubernetesVersion, (version) => {
    problems.addIf(!satisfies(`${version}.0`, range), {
      prop: "cluster",
      code: "kubernetes-version",
      rule: `this chart declares Kubernetes ${range}`,
      value: version,
      fix: "upgrade the cluster or choose another chart version",
    });
  });
}

/** Secret values as `set_wo` (never in the state) or `set_sensitive`. Literals are refused and never shown. */
function resolveSensitiveValues(props: HelmReleaseProps, problems: Problems) {
  const entries = Object.entries(props.sensitiveValues ?? {});
  for (const [path, value] of entries) {
    problems.at("sensitiveValues").at(path).addIf(!isToken(value), {
      prop: "",
      code: "literal-secret",
      rule: "a secret is a reference, never a literal in code",
      fix: "pass a sensitive TerraformVariable or an attribute of a secret resource",
    });
  }
  problems.addIf(
    props.repositoryCredentials !== undefined && !isToken(props.repositoryCredentials.password),
    {
      prop: "repositoryCredentials.password",
      code: "literal-secret",
      rule: "a secret is a reference, never a literal in code",
      fix: "pass a sensitive TerraformVariable or an attribute of a secret resource",
    },
  );
  if (entries.length === 0) {
    return {};
  }
  const set = entries.map(([name, value]) => ({ name, value }));
  return props.sensitiveValuesRevision === undefined
    ? { setSensitive: set }
    : { setWo: set, setWoRevision: props.sensitiveValuesRevision };
}
