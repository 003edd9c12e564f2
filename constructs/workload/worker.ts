import type { Construct } from "constructs";
import { type DeployedProps, resolveDeployed } from "./deployed";
import { Workload } from "./workload";
import type { WorkloadKind } from "./workload-kind";
import type { WorkloadProps } from "./workload-props";

/** A program that takes work from somewhere: nobody calls it. */
export interface WorkerProps extends WorkloadProps, DeployedProps {}

const KIND: WorkloadKind<WorkerProps> = {
  propsName: "WorkerProps",
  component: "worker",
  called: false,
  pod: () => ({}),
  resolve: resolveDeployed,
};

/**
 * A program that works off a queue or stream, with no Service in front of it.
 *
 *     new Worker(this, "Mailer", {
 *       platform,
 *       name: "mailer",
 *       image: { repository: registry.repositoryUrl("mailer"), tag: imageTag },
 *       scaling: { minReplicas: 0, maxReplicas: 20, triggers: [Scaler.sqs({ queueArn: queue.arn, queueLength: 5 })] },
 *     });
 *
 * Everything of it is one Helm release.
 *
 * @throws ConfigError those of `resolveWorkload` and `resolveDeployed`, and those of Manifests
 */
export class Worker extends Workload<WorkerProps> {
  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id, props, KIND);
  }
}
