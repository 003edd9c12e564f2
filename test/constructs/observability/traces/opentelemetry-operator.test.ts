import { TerraformStack as Stack, type TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import {
  OpenTelemetryOperator,
  type OpenTelemetryOperatorProps,
} from "../../../../constructs/observability/traces";
import {
  type OpenTelemetryOperatorValues,
  openTelemetryOperatorValues,
  resolveOpenTelemetryOperator,
} from "../../../../constructs/observability/traces/opentelemetry-operator";
import { Problems } from "../../../../lib/core/errors";
import { chartKeys, misfits } from "../../../support/chart-keys";
import { schemaProblems } from "../../../support/chart-schemas";
import { codes, problemsOf, synth } from "../../../support/synth";

type Options = Partial<OpenTelemetryOperatorProps>;

const MAXIMAL: Options = {
  certificates: "cert-manager",
  replicas: 2,
  goInstrumentation: true,
  serviceMonitors: true,
  resources: { limits: { memory: "1Gi" } },
};

function clusterIn(stack: TerraformStack): KubeconfigCluster {
  return new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
}

function operatorIn(stack: TerraformStack, options: Options = {}): OpenTelemetryOperator {
  return new OpenTelemetryOperator(stack, "Operator", { cluster: clusterIn(stack), ...options });
}

function valuesOf(options: Options = {}): OpenTelemetryOperatorValues {
  const cluster = clusterIn(new Stack(Testing.app(), "test"));
  return openTelemetryOperatorValues(resolveOpenTelemetryOperator({ cluster, ...options }, new Problems()));
}

describe("openTelemetryOperatorValues", () => {
  it.each([
    ["no", {}],
    ["all", MAXIMAL],
  ] as [string, Options][])("sets only keys the pinned chart offers, from %s props", (_, options) => {
    expect(misfits(valuesOf(options), chartKeys("opentelemetry-operator"))).toEqual([]);
    expect(schemaProblems("opentelemetry-operator", valuesOf(options))).toEqual([]);
  });

  it("needs no other release: Helm makes a certificate that outlives the chart's year", () => {
    expect(valuesOf().admissionWebhooks).toEqual({
      certManager: { enabled: false },
      autoGenerateCert: { enabled: true, recreate: true, certPeriodDays: 3650 },
    });
  });

  it("leaves certificates to cert-manager when told to", () => {
    expect(valuesOf(MAXIMAL).admissionWebhooks).toEqual({
      certManager: { enabled: true },
      autoGenerateCert: { enabled: false },
    });
  });

  it("has Go, which needs privileges, and monitors off by default, and on when asked", () => {
    const switches = (on: boolean) => ({
      manager: { autoInstrumentation: { go: { enabled: on } }, serviceMonitor: { enabled: on } },
      pdb: { create: on },
    });
    expect(valuesOf()).toMatchObject({ ...switches(false), replicaCount: 1 });
    expect(valuesOf(MAXIMAL)).toMatchObject({ ...switches(true), replicaCount: 2 });
  });
});

describe("resolveOpenTelemetryOperator", () => {
  it("fills every default", () => {
    const cluster = clusterIn(new Stack(Testing.app(), "test"));
    expect(resolveOpenTelemetryOperator({ cluster }, new Problems())).toEqual({
      releaseName: "opentelemetry-operator",
      fullname: "opentelemetry-operator",
      namespace: "opentelemetry-operator-system",
      certificates: "helm",
      replicas: 1,
      goInstrumentation: false,
      serviceMonitors: false,
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
    });
  });
});

describe("OpenTelemetryOperator", () => {
  it("installs the chart", () => {
    expect(synth((stack) => void operatorIn(stack)).one("helm_release")).toMatchObject({
      chart: "opentelemetry-operator",
      namespace: "opentelemetry-operator-system",
    });
  });

  it("fails with every problem at once", () => {
    const options: Options = { releaseName: "No", replicas: 0, resources: { limits: { cpu: "x" } } };
    expect(codes(problemsOf((stack) => operatorIn(stack, options)))).toEqual([
      "releaseName invalid-name",
      "replicas out-of-range",
      "resources.limits.cpu invalid-quantity",
    ]);
  });
});
