import type { TerraformStack } from "cdktf";
import { ScaledJob } from "../../../constructs/keda/scaled-job";
import type { ScaledJobProps } from "../../../constructs/keda/scaled-job-config";
import { sqs } from "../../../constructs/keda/scalers/sqs";
import { tableScaler } from "../../../constructs/keda/scalers/table-scaler";
import { FakeKeda, objectsOf } from "../../support/fake-keda";
import { codes, problemsOf, synth } from "../../support/synth";

const QUEUE_ARN = "arn:aws:sqs:eu-central-1:111122223333:videos";
const CONTAINERS = [{ name: "transcode", image: "transcode:1" }];
const TEMPLATE = { spec: { restartPolicy: "Never", containers: CONTAINERS } };
const QUEUE = sqs({ queueArn: QUEUE_ARN, queueLength: 1 });
const RELEASE = "Transcode_Manifests_Release";

type Options = Partial<ScaledJobProps>;

function make(stack: TerraformStack, options: Options = {}, watched?: string) {
  const keda = new FakeKeda(stack, watched);
  const scaledJob = new ScaledJob(stack, "Transcode", {
    keda,
    name: "transcode",
    namespace: "media",
    job: { template: TEMPLATE },
    triggers: [QUEUE],
    ...options,
  });
  return { keda, scaledJob };
}

function codesWith(options: Options, watched?: string): string[] {
  return codes(problemsOf((stack) => make(stack, options, watched)));
}

describe("ScaledJob", () => {
  it("makes one release behind KEDA's definitions, with the object and its credentials", () => {
    const synthesized = synth((stack) => make(stack));
    expect(synthesized.one("helm_release", RELEASE)).toMatchObject({
      name: "transcode-scaling",
      namespace: "media",
      depends_on: [expect.stringMatching(/^terraform_data\.FakeKeda_Definitions/)],
    });
    expect(Object.keys(objectsOf(synthesized, RELEASE)).sort()).toEqual([
      "ScaledJob/transcode",
      "TriggerAuthentication/transcode-aws-sqs-queue",
    ]);
  });

  it("needs no target, and grants the operator what its triggers need", () => {
    synth((stack) => {
      const { keda, scaledJob } = make(stack);
      expect(keda.granted).toEqual([{ actions: ["sqs:GetQueueAttributes"], resources: [QUEUE_ARN] }]);
      expect(scaledJob).toMatchObject({ name: "transcode", namespace: "media" });
    });
  });

  it("gives the same bytes for the same input", () => {
    const [one, two] = [0, 1].map(() => JSON.stringify(synth((stack) => make(stack)).json));
    expect(one).toBe(two);
  });

  it.each<[string, Options, string[]]>([
    ["min above max", { minReplicas: 5, maxReplicas: 4 }, ["minReplicas min-above-max"]],
    ["a name over 63 characters", { name: "t".repeat(64) }, ["name invalid-name"]],
    ["a namespace over 63 characters", { namespace: "n".repeat(64) }, ["namespace invalid-name"]],
    ["no trigger", { triggers: [] }, ["triggers no-triggers"]],
    [
      "two triggers of one name",
      { triggers: [1, 2].map(() => sqs({ name: "queue", queueArn: QUEUE_ARN })) },
      ["triggers[1].name duplicate-trigger"],
    ],
    [
      "cpu and memory",
      {
        triggers: [
          tableScaler("cpu", { value: "70" } as never),
          QUEUE,
          tableScaler("memory", { value: "70" } as never),
        ],
      },
      ["triggers[0] no-trigger-for-jobs", "triggers[2] no-trigger-for-jobs"],
    ],
    [
      "half a message",
      { triggers: [QUEUE, sqs({ queueArn: QUEUE_ARN, name: "half", queueLength: 0.5 })] },
      ["triggers[1].queueLength wrong-type"],
    ],
    [
      "pods that never end",
      { job: { template: { spec: { restartPolicy: "Always", containers: CONTAINERS } } } },
      ["job.template.spec.restartPolicy wrong-restart-policy"],
    ],
    [
      "pods without anything",
      { job: { template: {} } },
      ["job.template.spec.restartPolicy wrong-restart-policy", "job.template.spec.containers no-containers"],
    ],
    [
      "pods without containers",
      { job: { template: { spec: { restartPolicy: "OnFailure", containers: [] } } } },
      ["job.template.spec.containers no-containers"],
    ],
    [
      "numbers out of range",
      {
        job: {
          template: TEMPLATE,
          parallelism: 0,
          completions: 0,
          backoffLimit: -1,
          activeDeadlineSeconds: 0,
          ttlSecondsAfterFinished: -1,
        },
        successfulJobsHistoryLimit: -1,
        failedJobsHistoryLimit: 1.5,
        strategy: { queueLengthDeduction: -1, runningJobPercentage: 101 },
      },
      [
        "job.parallelism out-of-range",
        "job.completions out-of-range",
        "job.backoffLimit out-of-range",
        "job.activeDeadlineSeconds out-of-range",
        "job.ttlSecondsAfterFinished out-of-range",
        "successfulJobsHistoryLimit out-of-range",
        "failedJobsHistoryLimit out-of-range",
        "strategy.queueLengthDeduction out-of-range",
        "strategy.runningJobPercentage out-of-range",
      ],
    ],
    [
      "words nobody knows",
      {
        strategy: "custom" as never,
        multipleScalersCalculation: "median" as never,
        rolloutStrategy: "default" as never,
      },
      [
        "rolloutStrategy unknown-rollout-strategy",
        "multipleScalersCalculation unknown-calculation",
        "strategy unknown-strategy",
      ],
    ],
  ])("fails on %s", (_, options, expected) => {
    expect(codesWith(options)).toEqual(expected);
  });

  it("fails in a namespace that KEDA does not watch", () => {
    expect(codesWith({}, "shop")).toEqual(["namespace not-watched"]);
  });
});
