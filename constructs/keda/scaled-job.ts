import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { Manifests } from "../helm/manifests";
import { kedaManifests } from "./keda-manifests";
import { resolveScaledJob, type ScaledJobProps } from "./scaled-job-config";

/**
 * Lets KEDA make a Job for each piece of work, in place of replicas that take one piece after the other: for work
 * that runs long and must not be cut off when the workload is scaled down.
 *
 *     new ScaledJob(this, "Transcode", {
 *       keda,
 *       name: "transcode",
 *       namespace: "media",
 *       job: { template: { spec: { restartPolicy: "Never", containers: [{ name: "transcode", image }] } } },
 *       triggers: [Scaler.sqs({ queueArn: queue.arn, queueLength: 1 })],
 *     });
 *
 * @throws ConfigError `invalid-name`, `not-watched`, `out-of-range`, `min-above-max`, `wrong-restart-policy`,
 * `no-containers`, `no-trigger-for-jobs`, `unknown-strategy`, `unknown-calculation`, `unknown-rollout-strategy`,
 * `no-triggers`, `duplicate-trigger`, `trigger-needs-name`, those of the scalers and of Manifests
 */
export class ScaledJob extends Construct {
  readonly name: string;
  readonly namespace: string;
  /** The release, for overrides that no prop covers. */
  readonly manifests: Manifests;

  constructor(scope: Construct, id: string, props: ScaledJobProps) {
    super(scope, id);
    const config = resolveOrThrow(this, "ScaledJobProps", (problems) => resolveScaledJob(props, problems));
    const { keda, name, namespace } = props;
    this.name = name;
    this.namespace = namespace;
    this.manifests = kedaManifests(this, keda, { ...config, namespace, dependsOn: props.dependsOn });
  }
}
