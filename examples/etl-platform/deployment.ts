import type { KubernetesManifest } from "cdktf-slipway/helm";
import { RABBITMQ_ENV } from "./rabbitmq";
import type { Service } from "./services";

/**
 * A service as a Deployment. A consumer names no replicas: KEDA sets them, and what Helm set as well would win on
 * every deployment.
 */
export function deployment(
  name: string,
  { role, queue }: Service,
  image: string,
  replicas: number,
): KubernetesManifest {
  const labels = { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "etl", "etl/role": role };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, labels },
    spec: {
      ...(role === "producer" && { replicas }),
      selector: { matchLabels: { "app.kubernetes.io/name": name } },
      template: {
        metadata: { labels, annotations: { "prometheus.io/scrape": "true", "prometheus.io/port": "9100" } },
        spec: {
          automountServiceAccountToken: false,
          securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
          // Long enough to finish the message at hand when KEDA takes a replica away.
          terminationGracePeriodSeconds: 60,
          containers: [
            {
              name,
              image,
              env: [RABBITMQ_ENV, { name: "QUEUE", value: queue }],
              ports: [{ name: "metrics", containerPort: 9100 }],
              resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { memory: "512Mi" } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
              },
            },
          ],
        },
      },
    },
  };
}
