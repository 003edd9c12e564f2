import type { KubernetesManifest } from "cdktf-slipway/helm";
import { SecretFrom } from "cdktf-slipway/keda";
import type { EtlEnvironment } from "./environment";

/** Name of the broker. */
const NAME = "rabbitmq";

/**
 * The broker, as the RabbitMQ Cluster Operator makes it: images of the RabbitMQ project, an odd number of replicas, a
 * user in a Secret of its own.
 */
export function rabbitMq({ replicas, rabbitMqStorage }: EtlEnvironment): KubernetesManifest {
  return {
    apiVersion: "rabbitmq.com/v1beta1",
    kind: "RabbitmqCluster",
    metadata: { name: NAME },
    spec: {
      replicas: replicas.rabbitMq,
      persistence: { storage: rabbitMqStorage },
      resources: { requests: { cpu: "250m", memory: "1Gi" }, limits: { memory: "1Gi" } },
      rabbitmq: {
        // Publishers are held back before the disk is full.
        additionalConfig: "disk_free_limit.relative = 1.0\n",
      },
    },
  };
}

/** Address with user and password, from the Secret the operator writes. */
export const RABBITMQ_ADDRESS = SecretFrom.secret(`${NAME}-default-user`, "connection_string");

/** The same for a container. */
export const RABBITMQ_ENV = {
  name: "RABBITMQ_URL",
  valueFrom: { secretKeyRef: { name: `${NAME}-default-user`, key: "connection_string" } },
} as const;
