import { type HttpAddOnValuesConfig, httpAddOnValues } from "../../../constructs/keda/http-add-on-values";
import { chartKeys, misfits } from "../../support/chart-keys";

const MINIMAL: HttpAddOnValuesConfig = {
  watchNamespace: undefined,
  interceptorReplicas: { min: 1, max: 1 },
  scalerReplicas: 1,
  maxPendingRequests: undefined,
  logLevel: "info",
  logFormat: "json",
  resources: {},
  nodeSelector: undefined,
  tolerations: undefined,
};

const some = { requests: { cpu: "100m", memory: "100Mi" }, limits: { memory: "1Gi" } };

const MAXIMAL: HttpAddOnValuesConfig = {
  ...MINIMAL,
  watchNamespace: "shop",
  interceptorReplicas: { min: 3, max: 50 },
  scalerReplicas: 3,
  maxPendingRequests: 100,
  resources: { operator: some, scaler: some, interceptor: some },
  nodeSelector: { "kubernetes.io/arch": "arm64" },
  tolerations: [{ key: "CriticalAddonsOnly", operator: "Exists" }],
};

describe("httpAddOnValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(httpAddOnValues(config), chartKeys("keda-add-ons-http"))).toEqual([]);
  });

  it("gives replicas different nodes, and interceptors a budget, once there is more than one", () => {
    const one = httpAddOnValues(MINIMAL);
    expect(one.interceptor.pdb.enabled).toBe(false);
    expect(one.interceptor).not.toHaveProperty("topologySpreadConstraints");
    expect(one.scaler).not.toHaveProperty("topologySpreadConstraints");
    const more = httpAddOnValues(MAXIMAL);
    expect(more.interceptor.pdb).toEqual({ enabled: true, maxUnavailable: 1 });
    for (const component of ["scaler", "interceptor"] as const) {
      expect(more[component].topologySpreadConstraints).toEqual([
        {
          maxSkew: 1,
          topologyKey: "kubernetes.io/hostname",
          whenUnsatisfiable: "ScheduleAnyway",
          labelSelector: {
            matchLabels: {
              "app.kubernetes.io/component": component,
              "app.kubernetes.io/part-of": "keda-add-ons-http",
            },
          },
        },
      ]);
    }
  });

  it("puts resources and placement where each component looks for them", () => {
    const placed = {
      resources: some,
      nodeSelector: MAXIMAL.nodeSelector,
      tolerations: MAXIMAL.tolerations,
    };
    expect(httpAddOnValues(MAXIMAL)).toMatchObject({ operator: placed, scaler: placed, interceptor: placed });
    expect(Object.keys(httpAddOnValues(MINIMAL).operator)).toEqual(["watchNamespace"]);
  });

  it("leaves security contexts to the chart", () => {
    expect(httpAddOnValues(MAXIMAL)).not.toHaveProperty("securityContext");
    expect(chartKeys("keda-add-ons-http")).toMatchObject({
      "securityContext.allowPrivilegeEscalation": "boolean",
      "securityContext.readOnlyRootFilesystem": "boolean",
    });
  });
});
