import type { IKeda } from "../../../constructs/keda/keda-interface";
import { resolveScaledJob, type ScaledJobProps } from "../../../constructs/keda/scaled-job-config";
import { sqs } from "../../../constructs/keda/scalers/sqs";
import { Problems } from "../../../lib/core/errors";
import { checked, numberToken } from "../../support/fake-keda";
import { codes } from "../../support/synth";

const QUEUE_ARN = "arn:aws:sqs:eu-central-1:111122223333:videos";
const POD = { restartPolicy: "Never", containers: [{ name: "transcode", image: "transcode:1" }] };
const PROPS: ScaledJobProps = {
  keda: { watchNamespace: undefined } as IKeda,
  name: "transcode",
  namespace: "media",
  job: { template: { spec: POD } },
  triggers: [sqs({ queueArn: QUEUE_ARN, queueLength: 1 })],
};

type Options = Partial<ScaledJobProps>;

function resolved(options: Options = {}) {
  const problems = new Problems();
  const config = resolveScaledJob({ ...PROPS, ...options }, problems);
  expect(codes(problems.all)).toEqual([]);
  const [scaledJob] = config.manifests.map((manifest) => checked(manifest));
  return { ...config, scaledJob };
}

function specOf(options: Options = {}) {
  // biome-ignore lint/suspicious/noExplicitAny: tests reach freely into what was rendered
  return resolved(options).scaledJob?.spec as any;
}

describe("resolveScaledJob", () => {
  it("writes defaults out: one pod for each Job, running Jobs finish on a change", () => {
    const { scaledJob, manifests, releaseName, statements } = resolved();
    expect(scaledJob).toEqual({
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledJob",
      metadata: { name: "transcode", namespace: "media" },
      spec: {
        jobTargetRef: { template: { spec: POD }, parallelism: 1, completions: 1 },
        minReplicaCount: 0,
        maxReplicaCount: 100,
        pollingInterval: 30,
        successfulJobsHistoryLimit: 100,
        failedJobsHistoryLimit: 100,
        rollout: { strategy: "gradual" },
        scalingStrategy: { multipleScalersCalculation: "max", strategy: "default" },
        triggers: [
          {
            type: "aws-sqs-queue",
            metadata: {
              queueLength: "1",
              queueURL: "https://sqs.eu-central-1.amazonaws.com/111122223333/videos",
              awsRegion: "eu-central-1",
            },
            authenticationRef: { name: "transcode-aws-sqs-queue", kind: "TriggerAuthentication" },
          },
        ],
      },
    });
    expect(manifests.map(({ kind }) => kind)).toEqual(["ScaledJob", "TriggerAuthentication"]);
    expect(releaseName).toBe("transcode-scaling");
    expect(statements).toEqual([{ actions: ["sqs:GetQueueAttributes"], resources: [QUEUE_ARN] }]);
  });

  it("takes undefined for the default", () => {
    const job = { ...PROPS.job, parallelism: undefined, completions: undefined };
    const absent = { minReplicas: undefined, strategy: undefined, rolloutStrategy: undefined, job };
    expect(resolved(absent).scaledJob).toEqual(resolved().scaledJob);
  });

  it("renders the Job, bounds and history", () => {
    const job = {
      ...PROPS.job,
      parallelism: 2,
      completions: 4,
      backoffLimit: 0,
      activeDeadlineSeconds: 3600,
      ttlSecondsAfterFinished: 0,
    };
    expect(
      specOf({
        job,
        minReplicas: 1,
        maxReplicas: 5,
        pollingIntervalSeconds: 10,
        successfulJobsHistoryLimit: 0,
        failedJobsHistoryLimit: 3,
        containerName: "transcode",
        rolloutStrategy: "immediate",
      }),
    ).toMatchObject({
      jobTargetRef: job,
      minReplicaCount: 1,
      maxReplicaCount: 5,
      pollingInterval: 10,
      successfulJobsHistoryLimit: 0,
      failedJobsHistoryLimit: 3,
      envSourceContainerName: "transcode",
      rollout: { strategy: "immediate" },
    });
  });

  it.each(["default", "accurate", "eager"] as const)("renders the strategy %s", (strategy) => {
    const { scalingStrategy } = specOf({ strategy, multipleScalersCalculation: "sum" });
    expect(scalingStrategy).toEqual({ multipleScalersCalculation: "sum", strategy });
  });

  it("renders a strategy of the user's own, the percentage as the share KEDA wants", () => {
    const strategy = { queueLengthDeduction: 2, runningJobPercentage: 50 };
    const { scalingStrategy } = specOf({ strategy, pendingPodConditions: ["Ready"] });
    expect(scalingStrategy).toEqual({
      multipleScalersCalculation: "max",
      pendingPodConditions: ["Ready"],
      strategy: "custom",
      customScalingQueueLengthDeduction: 2,
      customScalingRunningJobPercentage: "0.5",
    });
  });

  it.each([
    [true, { note: "kept", "autoscaling.keda.sh/paused": "true" }],
    [false, { note: "kept" }],
  ])("pauses where paused is %s, beside the user's annotations", (paused, annotations) => {
    const { scaledJob } = resolved({ paused, annotations: { note: "kept" }, labels: { team: "media" } });
    expect(scaledJob?.metadata).toMatchObject({ annotations, labels: { team: "media" } });
  });

  it("cuts the release's name so that Helm takes it, and takes another", () => {
    expect(resolved({ name: "t".repeat(63) }).releaseName).toMatch(/^t{44}-[0-9a-f]{8}$/);
    expect(resolved({ releaseName: "mine" }).releaseName).toBe("mine");
  });

  it("leaves bounds alone that are known only after apply", () => {
    const problems = new Problems();
    resolveScaledJob({ ...PROPS, minReplicas: 3, maxReplicas: numberToken() }, problems);
    expect(problems.all).toEqual([]);
  });
});
