import { TerraformOutput, type TerraformStack } from "cdktf";
import type { Foundation } from "./layers/foundation";
import type { Platform } from "./layers/platform";

/**
 * Every output there is, under names that stay: pipelines and people rely on them. None is secret; where a secret
 * lies is told, never what it is.
 */
export function declareOutputs(stack: TerraformStack, foundation: Foundation, platform: Platform): void {
  const { network, eksCluster, registry, cluster } = foundation;
  const { prometheus, loki, tempo, traceCollector } = platform.observability;
  const outputs: Record<string, unknown> = {
    cluster_name: cluster.clusterName,
    ...(network && {
      vpc_id: network.vpcId,
      private_subnet_ids: network.privateSubnetIds,
      nat_public_ips: network.natPublicIps,
    }),
    ...(eksCluster && {
      cluster_arn: eksCluster.clusterArn,
      cluster_endpoint: eksCluster.endpoint,
      kubeconfig_command: `aws eks update-kubeconfig --name ${eksCluster.clusterName}`,
    }),
    ...(registry && { repository_urls: registry.repositoryUrls }),
    ...(loki.storage && { log_bucket: loki.storage.bucketName }),
    prometheus_url: prometheus.prometheusUrl,
    grafana_url: prometheus.grafanaUrl,
    grafana_admin_secret: prometheus.grafanaAdminSecretName,
    loki_url: loki.queryUrl,
    ...(tempo?.storage && { trace_bucket: tempo.storage.bucketName }),
    trace_endpoint: traceCollector?.grpcEndpoint,
  };
  for (const [name, value] of Object.entries(outputs)) {
    if (value !== undefined) {
      new TerraformOutput(stack, name, { value, staticId: true });
    }
  }
}
