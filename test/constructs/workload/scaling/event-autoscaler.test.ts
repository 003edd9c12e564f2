import { cron } from "../../../../constructs/keda/scalers/cron";
import { rabbitMq } from "../../../../constructs/keda/scalers/rabbit-mq";
import { sqs } from "../../../../constructs/keda/scalers/sqs";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { eventAutoscaler } from "../../../../constructs/workload/scaling/event-autoscaler";
import type { EventScaling } from "../../../../constructs/workload/scaling/scaling-props";
import { Problems } from "../../../../lib/core/errors";
import { checked, FakeKeda } from "../../../support/fake-keda";
import { codes, synth } from "../../../support/synth";

const QUEUE_ARN = "arn:aws:sqs:eu-central-1:111122223333:orders";
const RABBIT = rabbitMq({ queueName: "orders", queueLength: 5, host: SecretFrom.secret("rabbitmq", "uri") });
const LABELS = { "app.kubernetes.io/name": "orders", team: "shop" };

function resolve(props: Partial<EventScaling>, watchNamespace?: string, name = "orders") {
  const problems = new Problems();
  let autoscaler: ReturnType<typeof eventAutoscaler> | undefined;
  synth((stack) => {
    const keda = new FakeKeda(stack, watchNamespace);
    const context = { name, namespace: "shop", labels: LABELS };
    autoscaler = eventAutoscaler({ triggers: [RABBIT], ...props }, context, keda, problems);
    expect(keda.granted).toEqual([]);
  });
  if (autoscaler === undefined) {
    throw new Error("nothing was resolved");
  }
  return { ...autoscaler, codes: codes(problems.all) };
}

describe("eventAutoscaler", () => {
  it("makes a ScaledObject and the credentials of its triggers, all with the workload's labels", () => {
    const { scaledObject, others, codes } = resolve({ minReplicas: 0, maxReplicas: 7 });
    expect(codes).toEqual([]);
    expect(checked(scaledObject)).toMatchObject({
      kind: "ScaledObject",
      metadata: { name: "orders", namespace: "shop", labels: LABELS },
      spec: { minReplicaCount: 0, maxReplicaCount: 7 },
    });
    expect(others.map(checked)).toMatchObject([
      {
        kind: "TriggerAuthentication",
        metadata: { name: "orders-rabbitmq", namespace: "shop", labels: LABELS },
      },
    ]);
  });

  it("says what KEDA must be allowed, and grants nothing itself", () => {
    expect(resolve({ triggers: [sqs({ queueArn: QUEUE_ARN, queueLength: 5 })] }).statements).toEqual([
      { actions: ["sqs:GetQueueAttributes"], resources: [QUEUE_ARN] },
    ]);
    expect(resolve({}).statements).toEqual([]);
  });

  it("reports that KEDA does not look at the namespace where triggers are", () => {
    expect(resolve({}, "till").codes).toEqual(["triggers not-watched"]);
    expect(resolve({}, "shop").codes).toEqual([]);
  });

  it("leaves the name to the workload, which checks it", () => {
    expect(resolve({}, undefined, "Orders").codes).toEqual([]);
  });

  it("reports what the triggers and the bounds are wrong in", () => {
    const schedule = cron({
      timezone: "Mars/Olympus",
      start: "0 8 * * *",
      end: "0 20 * * *",
      desiredReplicas: 3,
    });
    const { codes } = resolve({ triggers: [schedule], minReplicas: 3, maxReplicas: 2 });
    expect(codes).toEqual(["minReplicas min-above-max", expect.stringMatching(/^triggers\[0\]\.timezone /)]);
    expect(resolve({ triggers: [] }).codes).toEqual(["triggers no-triggers"]);
  });
});
