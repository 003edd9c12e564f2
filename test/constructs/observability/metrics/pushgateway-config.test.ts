import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { PushgatewayProps } from "../../../../constructs/observability/metrics/pushgateway";
import { resolvePushgateway } from "../../../../constructs/observability/metrics/pushgateway-config";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

type Options = Omit<PushgatewayProps, "cluster">;

function resolved(options: Options) {
  const problems = new Problems();
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  return { config: resolvePushgateway({ cluster, ...options }, problems), problems: codes(problems.all) };
}

describe("resolvePushgateway", () => {
  it("fills every default", () => {
    const { config, problems } = resolved({});
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      releaseName: "prometheus-pushgateway",
      namespace: "monitoring",
      fullname: "prometheus-pushgateway",
      storage: { sizeGib: 1 },
      serviceMonitor: true,
    });
  });

  it.each<[Options, string]>([
    [{ releaseName: "A" }, "releaseName invalid-name"],
    [{ namespace: "" }, "namespace invalid-name"],
    [{ storage: { sizeGib: 0 } }, "storage.sizeGib out-of-range"],
    [
      { resources: { requests: { memory: "2Gi" }, limits: { memory: "1Gi" } } },
      "resources.requests.memory request-above-limit",
    ],
  ])("fails on %j", (options, problem) => {
    expect(resolved(options).problems).toEqual([problem]);
  });
});
