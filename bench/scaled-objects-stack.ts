import { App, TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../constructs/cluster";
import { Keda, ScaledObject, Scaler, SecretFrom } from "../constructs/keda";

/** A stack with as many scaled objects as SLIPWAY_BENCH_OBJECTS says, each with two triggers and its credentials. */
const app = new App();
const stack = new TerraformStack(app, "scaled-objects");
const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "bench", context: "kind-bench" });
const keda = new Keda(stack, "Keda", { cluster });
const host = SecretFrom.secret("rabbitmq", "uri");
for (let index = 0; index < Number(process.env.SLIPWAY_BENCH_OBJECTS); index++) {
  const name = `consumer-${index}`;
  new ScaledObject(stack, name, {
    keda,
    name,
    namespace: "bench",
    target: { name, existing: true },
    minReplicas: 1,
    maxReplicas: 20,
    triggers: [
      Scaler.rabbitMq({ queueName: name, host, queueLength: 20 }),
      Scaler.cron({
        start: "0 8 * * 1-5",
        end: "0 18 * * 1-5",
        timezone: "Europe/Berlin",
        desiredReplicas: 5,
      }),
    ],
  });
}
app.synth();
