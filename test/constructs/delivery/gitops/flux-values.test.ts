import { fluxValues } from "../../../../constructs/delivery/gitops/flux-values";
import { chartKeys, misfits } from "../../../support/chart-keys";

type Config = Parameters<typeof fluxValues>[0];

const MINIMAL: Config = {
  components: [],
  multiTenant: false,
  networkPolicy: false,
  podMonitors: false,
  logLevel: "info",
  resources: undefined,
  priorityClassName: undefined,
  nodeSelector: undefined,
  tolerations: undefined,
};
const MAXIMAL: Config = {
  components: ["kustomize", "helm", "notification", "image-automation", "image-reflection"],
  multiTenant: true,
  networkPolicy: true,
  podMonitors: true,
  logLevel: "debug",
  resources: { requests: { cpu: "100m", memory: "64Mi" } },
  priorityClassName: "system-cluster-critical",
  nodeSelector: { pool: "system" },
  tolerations: [{ operator: "Exists" }],
};

describe("fluxValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(fluxValues(config), chartKeys("flux2"))).toEqual([]);
  });

  it("runs the components it is given, and sources always", () => {
    expect(fluxValues({ ...MINIMAL, components: ["helm"] })).toMatchObject({
      sourceController: { create: true },
      helmController: { create: true },
      kustomizeController: { create: false },
      notificationController: { create: false },
      imageAutomationController: { create: false },
      imageReflectionController: { create: false },
    });
  });

  it("locks tenants in, and closes ports", () => {
    expect(fluxValues(MAXIMAL)).toMatchObject({
      multitenancy: { enabled: true },
      policies: { create: true },
    });
    expect(fluxValues(MINIMAL)).toMatchObject({
      multitenancy: { enabled: false },
      policies: { create: false },
      prometheus: { podMonitor: { create: false } },
    });
  });
});
