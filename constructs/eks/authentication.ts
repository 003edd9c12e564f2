import type { ExecAuthentication } from "../cluster/cluster-providers";

/**
 * How to get a Kubernetes credential for an EKS cluster: `aws eks get-token` unless told otherwise, whoever runs
 * terraform being the principal.
 *
 * @param clusterName name of the cluster, or a reference to it
 */
export function eksAuthentication(
  clusterName: string,
  region: string,
  authentication: Partial<ExecAuthentication> = {},
): ExecAuthentication {
  return {
    apiVersion: authentication.apiVersion,
    command: authentication.command ?? "aws",
    args: authentication.args ?? ["eks", "get-token", "--cluster-name", clusterName, "--region", region],
    env: authentication.env,
  };
}
