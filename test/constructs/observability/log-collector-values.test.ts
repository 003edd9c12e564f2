import {
  type LogCollectorValuesConfig,
  logCollectorValues,
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
    const { rules, clusterRules } = logCollectorValues(MINIMAL).rbac;
    expect([...rules, ...clusterRules].flatMap(({ resources }) => resources).sort()).toEqual([
      "namespaces",
      "pods",
      "pods/log",
    ]);
    expect([...rules, ...clusterRules].flatMap(({ verbs }) => verbs)).not.toContain("*");
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
});
