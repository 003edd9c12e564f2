import { App, TerraformStack, TerraformVariable } from "cdktf";
import { KubeconfigCluster } from "../constructs/cluster";
import { Analysis, ArgoRollouts, Strategy } from "../constructs/delivery";
import { Secret } from "../constructs/secrets";
import {
  Exposure,
  Gateway,
  Microservice,
  NamespaceBoundary,
  Probe,
  type WorkloadPlatform,
} from "../constructs/workload";

/**
 * A stack with as many services as SLIPWAY_BENCH_SERVICES says, each with all a service in production has: probes, a
 * secret, an autoscaler, a route, callers, objectives, a canary release with an analysis.
 */
const app = new App();
const stack = new TerraformStack(app, "services");
const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "bench", context: "kind-bench" });
const delivery = new ArgoRollouts(stack, "ArgoRollouts", { cluster });
const tag = new TerraformVariable(stack, "image_tag", { type: "string" });
const secret = Secret.existing("shared", ["jwt"]);
const platform: WorkloadPlatform = {
  cluster,
  delivery,
  namespace: new NamespaceBoundary(stack, "Namespace", { cluster, name: "bench", quota: "none" }),
  metrics: { prometheusUrl: "http://prometheus.monitoring:9090", namespace: "monitoring", dependencies: [] },
  gateway: Gateway.fromAttributes({
    name: "public",
    namespace: "gateways",
    proxyNamespace: "envoy-gateway-system",
  }),
};
for (let index = 0; index < Number(process.env.SLIPWAY_BENCH_SERVICES); index++) {
  const name = `service-${index}`;
  new Microservice(stack, name, {
    platform,
    name,
    image: { repository: `registry.example.com/${name}`, tag: tag.stringValue },
    ports: { http: 3000, metrics: 9090 },
    probes: { liveness: Probe.http({ path: "/health" }), readiness: Probe.http({ path: "/ready" }) },
    env: { LOG_LEVEL: "info", JWT_SECRET: secret.key("jwt") },
    secrets: [secret],
    scaling: { minReplicas: 10, maxReplicas: 20, cpuPercent: 70 },
    strategy: Strategy.canary({ traffic: "replicas", analysis: [Analysis.errorRate({ maxRatio: 0.05 })] }),
    exposure: Exposure.gateway({ hostname: `${name}.example.com` }),
    calls: index === 0 ? [] : [`service-${index - 1}`],
  });
}
app.synth();
