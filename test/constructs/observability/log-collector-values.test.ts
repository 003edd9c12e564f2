import {
  type AlloyValues,
  type LogCollectorValuesConfig,
  type LogEventsValuesConfig,
  logCollectorValues,
  logEventsValues,
} from "../../../constructs/observability/log-collector-values";
import { chartKeys, misfits } from "../../support/chart-keys";

const MINIMAL: LogCollectorValuesConfig = {
  fullname: "alloy",
  alloy: {
    pushUrl: "http://loki/loki/api/v1/push",
    tenant: undefined,
    labels: {},
    excludeNamespaces: [],
    json: undefined,
    drop: {},
    rateLimit: undefined,
    tenantLabel: undefined,
  },
  everyNode: false,
  serviceMonitors: false,
  usageReporting: false,
  resources: {},
};

const MAXIMAL: LogCollectorValuesConfig = {
  ...MINIMAL,
  everyNode: true,
  serviceMonitors: true,
  usageReporting: true,
  resources: { requests: { cpu: "50m", memory: "128Mi" }, limits: { memory: "256Mi" } },
};

const EVENTS: LogEventsValuesConfig = {
  releaseName: "alloy-events",
  pushUrl: MINIMAL.alloy.pushUrl,
  tenant: undefined,
  tenantLabel: undefined,
  labels: {},
  namespaces: [],
  serviceMonitors: false,
  usageReporting: false,
  resources: {},
};

function readable({ rbac }: AlloyValues): string[] {
  const rules = [...rbac.rules, ...rbac.clusterRules];
  expect(rules.flatMap(({ verbs }) => verbs)).not.toContain("*");
  return rules.flatMap(({ resources }) => resources).sort();
}

describe("logCollectorValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, config) => {
    expect(misfits(logCollectorValues(config), chartKeys("alloy"))).toEqual([]);
  });

  it("runs as non-root on a read-only file system, with no capability", () => {
    expect(logCollectorValues(MINIMAL).alloy.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ["ALL"] },
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      runAsUser: 473,
      runAsGroup: 473,
      seccompProfile: { type: "RuntimeDefault" },
    });
  });

  it("writes only to a volume that goes with the pod", () => {
    const { alloy, controller } = logCollectorValues(MINIMAL);
    expect(alloy.mounts.extra).toEqual([{ name: "alloy-data", mountPath: alloy.storagePath }]);
    expect(controller.volumes.extra).toEqual([{ name: "alloy-data", emptyDir: {} }]);
  });

  it("may read pods and their logs, and no secret", () => {
    expect(readable(logCollectorValues(MINIMAL))).toEqual(["namespaces", "pods", "pods/log"]);
  });

  it("keeps double braces of a rule out of the chart's templates", () => {
    const alloy = { ...MINIMAL.alloy, drop: { templates: { expression: "{{.*}}" } } };
    expect(logCollectorValues({ ...MINIMAL, alloy }).alloy.configMap.content).toContain(
      'expression = "{{ "{{" }}.*}}"',
    );
  });

  it("tolerates every taint only when asked to be on every node", () => {
    expect(logCollectorValues(MINIMAL).controller).not.toHaveProperty("tolerations");
    expect(logCollectorValues(MAXIMAL).controller.tolerations).toEqual([{ operator: "Exists" }]);
  });

  it("shares nothing out among the nodes", () => {
    expect(logCollectorValues(MINIMAL)).toMatchObject({
      alloy: { clustering: { enabled: false } },
      controller: { type: "daemonset" },
    });
    expect(logCollectorValues(MINIMAL).controller).not.toHaveProperty("replicas");
  });
});

describe("logEventsValues", () => {
  it("sets only keys the pinned chart offers", () => {
    expect(misfits(logEventsValues(EVENTS), chartKeys("alloy"))).toEqual([]);
  });

  it("runs once, and never twice while one replaces the other", () => {
    expect(logEventsValues(EVENTS)).toMatchObject({
      fullnameOverride: "alloy-events",
      controller: { type: "deployment", replicas: 1, updateStrategy: { type: "Recreate" } },
      alloy: { clustering: { enabled: false } },
    });
  });

  it("may read events, and nothing else", () => {
    expect(new Set(readable(logEventsValues(EVENTS)))).toEqual(new Set(["events"]));
    expect(logEventsValues(EVENTS).rbac.clusterRules).not.toEqual([]);
  });

  it("is as locked down as the collectors on the nodes", () => {
    expect(logEventsValues(EVENTS).alloy.securityContext).toEqual(
      logCollectorValues(MINIMAL).alloy.securityContext,
    );
  });
});
