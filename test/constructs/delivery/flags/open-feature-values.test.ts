import { openFeatureValues } from "../../../../constructs/delivery/flags/open-feature-values";
import { chartKeys, misfits } from "../../../support/chart-keys";

const MINIMAL = {
  replicas: 1,
  proxyReplicas: 1,
  whenUnreachable: "start-without-flags" as const,
  flagValidation: false,
  resources: undefined,
};
const MAXIMAL = {
  replicas: 3,
  proxyReplicas: 2,
  whenUnreachable: "refuse-pods" as const,
  flagValidation: true,
  resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "128Mi" } },
};

describe("openFeatureValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(openFeatureValues(config), chartKeys("open-feature-operator"))).toEqual([]);
  });

  it("leaves the namespace to Helm", () => {
    expect(openFeatureValues(MINIMAL)).toMatchObject({ namespace: { create: false } });
  });

  it("holds a failing webhook to the pods that want flags", () => {
    expect(openFeatureValues(MINIMAL).mutatingWebhook).toEqual({ failurePolicy: "Ignore" });
    expect(openFeatureValues(MAXIMAL).mutatingWebhook).toEqual({
      failurePolicy: "Fail",
      objectSelector: { matchLabels: { "slipway.dev/feature-flags": "true" } },
    });
  });

  it("writes the switch of the validation as the text the chart wants", () => {
    expect(openFeatureValues(MINIMAL).managerConfig).toEqual({ flagsValidationEnabled: "false" });
    expect(openFeatureValues(MAXIMAL).managerConfig).toEqual({ flagsValidationEnabled: "true" });
  });
});
