import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { Manifests } from "../helm/manifests";
import { kedaManifests } from "./keda-manifests";
import { requireTarget } from "./scale-target";
import { resolveScaledObject } from "./scaled-object-config";
import type { ScaledObjectProps } from "./scaled-object-props";

/**
 * Lets KEDA set the replicas of a workload.
 *
 *     new ScaledObject(this, "Orders", {
 *       keda,
 *       name: "orders",
 *       namespace: "shop",
 *       target: { name: "orders" },
 *       triggers: [Scaler.rabbitMq({ queueName: "orders", host: SecretFrom.secret("rabbitmq", "uri") })],
 *     });
 *
 * Makes one Helm release with the ScaledObject and the TriggerAuthentications its triggers need, and allows KEDA's
 * operator what they need in AWS. The workload's own manifest should not set `replicas`: both would set it.
 *
 * @throws ConfigError `invalid-name`, `not-watched`, `unknown-kind`, `out-of-range`, `min-above-max`, `idle-not-zero`,
 * `idle-not-below-min`, `cannot-leave-zero`, `fallback-without-external-trigger`, `no-scaling-modifiers`,
 * `unknown-trigger`, `unknown-pause`, `no-triggers`, `duplicate-trigger`, `trigger-needs-name`, those of the scalers, of
 * `scalingBehavior` and of Manifests. At synthesis `target-missing`, unless the target is `existing`.
 */
export class ScaledObject extends Construct {
  readonly name: string;
  readonly namespace: string;
  /** Name of the HorizontalPodAutoscaler KEDA makes or takes over. */
  readonly autoscalerName: string;
  /** The release, for overrides that no prop covers. */
  readonly manifests: Manifests;

  constructor(scope: Construct, id: string, props: ScaledObjectProps) {
    super(scope, id);
    const config = resolveOrThrow(this, "ScaledObjectProps", (problems) =>
      resolveScaledObject(props, problems),
    );
    const { keda, name, namespace } = props;
    this.name = name;
    this.namespace = namespace;
    this.autoscalerName = props.takeOverAutoscaler ?? `keda-hpa-${name}`;
    this.manifests = kedaManifests(this, keda, { ...config, namespace, dependsOn: props.dependsOn });
    requireTarget(this, keda.cluster, namespace, config.target);
  }
}
