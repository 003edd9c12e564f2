import type { TerraformStack } from "cdktf";
import { Scaler } from "../../../constructs/keda/scaler";
import { Worker, type WorkerProps } from "../../../constructs/workload/worker";
import { coreProblems } from "../../support/core-kinds";
import { checked, FakeKeda } from "../../support/fake-keda";
import { codes, problemsOf, synth } from "../../support/synth";
import { objectsOf, platformIn } from "../../support/workloads";

const QUEUE_ARN = "arn:aws:sqs:eu-central-1:123456789012:mails";

function make(stack: TerraformStack, options: Partial<WorkerProps> = {}): { worker: Worker; keda: FakeKeda } {
  const keda = new FakeKeda(stack);
  const worker = new Worker(stack, "Mailer", {
    platform: platformIn(stack, { keda }),
    name: "mailer",
    image: "registry.example.com/mailer:2.0.0",
    ports: { metrics: 9090 },
    scaling: {
      minReplicas: 0,
      maxReplicas: 20,
      triggers: [Scaler.sqs({ queueArn: QUEUE_ARN, queueLength: 5 })],
    },
    ...options,
  });
  return { worker, keda };
}

describe("Worker", () => {
  it("is one release without a Service, scaled by its queue from zero", () => {
    const synthesized = synth((stack) => make(stack));
    const objects = objectsOf(synthesized, "Mailer_Manifests_Release");
    const {
      "ScaledObject/mailer": scaledObject,
      "TriggerAuthentication/mailer-aws-sqs-queue": login,
      ...core
    } = objects;
    expect(Object.keys(core).sort()).toEqual([
      "Deployment/mailer",
      "NetworkPolicy/mailer",
      "ServiceAccount/mailer",
    ]);
    expect(coreProblems(Object.values(core))).toEqual([]);
    expect(core["Deployment/mailer"]?.spec).not.toHaveProperty("replicas");
    expect(scaledObject && checked(scaledObject)?.spec).toMatchObject({
      minReplicaCount: 0,
      maxReplicaCount: 20,
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "mailer" },
    });
    expect(login && checked(login)?.kind).toBe("TriggerAuthentication");
  });

  it("waits for KEDA's definitions and lets its operator ask the queue", () => {
    let granted: unknown;
    const synthesized = synth((stack) => {
      const { keda, worker } = make(stack);
      granted = keda.granted;
      expect([worker.url, worker.serviceName]).toEqual([undefined, undefined]);
    });
    expect(granted).toEqual([{ actions: ["sqs:GetQueueAttributes"], resources: [QUEUE_ARN] }]);
    expect(synthesized.one("helm_release").depends_on).toEqual([
      expect.stringMatching(/^terraform_data\.FakeKeda_Definitions/),
    ]);
  });

  it("cannot be called unless a port is named", () => {
    expect(codes(problemsOf((stack) => make(stack).worker.allowFrom("users")))).toEqual([
      "[0] no-called-port",
    ]);
  });
});
