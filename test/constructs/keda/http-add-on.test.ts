import { DataResource, type TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { HttpAddOn, type HttpAddOnProps } from "../../../constructs/keda/http-add-on";
import { Keda, type KedaProps } from "../../../constructs/keda/keda";
import { codes, problemsOf, synth } from "../../support/synth";

type Options = Partial<HttpAddOnProps>;

function addOnIn(
  stack: TerraformStack,
  options: Options = {},
  kedaOptions: Partial<KedaProps> = {},
): HttpAddOn {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  const keda = new Keda(stack, "Keda", { cluster, ...kedaOptions });
  return new HttpAddOn(stack, "HttpAddOn", { keda, ...options });
}

function valuesOf(options: Options = {}, kedaOptions: Partial<KedaProps> = {}) {
  const made = synth((stack) => addOnIn(stack, options, kedaOptions));
  return parse(made.one("helm_release", "HttpAddOn_Release").values[0]);
}

function problemsIn(options: Options): string[] {
  return codes(problemsOf((stack) => addOnIn(stack, options)));
}

describe("HttpAddOn", () => {
  it("installs the catalog's chart beside KEDA, once KEDA is there", () => {
    const made = synth((stack) => {
      const before = new DataResource(stack, "Before");
      addOnIn(stack, { dependsOn: [before] }, { namespace: "scaling" });
    });
    const keda = Object.keys(made.all("helm_release")).find((id) => id.startsWith("Keda_"));
    expect(made.one("helm_release", "HttpAddOn_Release")).toMatchObject({
      chart: "keda-add-ons-http",
      name: "keda-add-ons-http",
      namespace: "scaling",
      depends_on: [`helm_release.${keda}`, "terraform_data.Before"],
    });
  });

  it("says where scalers ask and requests go", () => {
    synth((stack) => {
      const addOn = addOnIn(stack, { releaseName: "http" }, { namespace: "scaling" });
      expect(addOn.scalerAddress).toBe("keda-add-ons-http-external-scaler.scaling:9090");
      expect(addOn.proxyAddress).toBe("keda-add-ons-http-interceptor-proxy.scaling:8080");
      expect(addOn.fqn).toBe(addOn.release.fqn);
    });
  });

  it("tells the chart the names and ports it says", () => {
    expect(valuesOf()).toMatchObject({
      scaler: { service: "external-scaler", grpcPort: 9090 },
      interceptor: { proxy: { service: "interceptor-proxy", port: 8080 } },
    });
  });

  it("runs three interceptors and scalers by default, held by a budget, and logs JSON", () => {
    const log = { level: "info", format: "json" };
    const values = valuesOf();
    expect(values).toMatchObject({
      interceptor: { replicas: { min: 3, max: 50 }, pdb: { enabled: true, maxUnavailable: 1 } },
      scaler: { replicas: 3 },
      operator: { watchNamespace: "" },
      logging: { operator: log, scaler: log, interceptor: log },
    });
    expect(values.interceptor).not.toHaveProperty("coldStart");
  });

  it("changes each default when told to, and acts where KEDA acts", () => {
    const values = valuesOf(
      {
        interceptorReplicas: { min: 1, max: 5 },
        scalerReplicas: 1,
        maxPendingRequests: 100,
        logLevel: "error",
        logFormat: "console",
      },
      { watchNamespace: "shop" },
    );
    expect(values).toMatchObject({
      interceptor: {
        replicas: { min: 1, max: 5 },
        pdb: { enabled: false },
        coldStart: { maxPendingRequests: 100 },
      },
      scaler: { replicas: 1 },
      operator: { watchNamespace: "shop" },
      logging: { scaler: { level: "error", format: "console" } },
    });
  });

  it("lets the user's values win, with a warning where addresses become wrong", () => {
    synth((stack) => {
      const addOn = addOnIn(stack, { values: { scaler: { replicas: 5, grpcPort: 9999 } } });
      expect(addOn.release.values).toMatchObject({ scaler: { replicas: 5, service: "external-scaler" } });
      expect(addOn.release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("[overridden-wiring] values override scaler.grpcPort"),
      ]);
    });
  });

  it("goes beside a KEDA of another stack and waits for nothing", () => {
    const made = synth((stack) => {
      const cluster = new KubeconfigCluster(stack, "Cluster", {
        clusterName: "local",
        context: "kind-local",
      });
      const keda = Keda.fromAttributes(stack, "Keda", { cluster, namespace: "scaling" });
      new HttpAddOn(stack, "HttpAddOn", { keda });
    });
    expect(made.one("helm_release")).toMatchObject({ namespace: "scaling" });
    expect(made.one("helm_release")).not.toHaveProperty("depends_on");
  });

  it.each<[string, Options, string[]]>([
    [
      "more interceptors at least than at most",
      { interceptorReplicas: { min: 4, max: 3 } },
      ["interceptorReplicas.min min-above-max"],
    ],
    ["no interceptor", { interceptorReplicas: { min: 0 } }, ["interceptorReplicas.min out-of-range"]],
    ["no scaler", { scalerReplicas: 0 }, ["scalerReplicas out-of-range"]],
    ["less than no request", { maxPendingRequests: -1 }, ["maxPendingRequests out-of-range"]],
    ["a name Helm refuses", { releaseName: "_" }, ["releaseName invalid-name"]],
    [
      "a log level and format it does not know",
      { logLevel: "trace", logFormat: "xml" } as unknown as Options,
      ["logLevel unknown-log-level", "logFormat unknown-log-format"],
    ],
    [
      "bad amounts",
      { resources: { interceptor: { requests: { cpu: "one" } } }, tolerations: [{}] },
      ["resources.interceptor.requests.cpu invalid-quantity", "tolerations[0].key toleration-key"],
    ],
  ])("fails on %s", (_, options, expected) => {
    expect(problemsIn(options)).toEqual(expected);
  });
});
