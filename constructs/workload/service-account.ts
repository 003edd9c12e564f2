import type { IResolvable } from "cdktf";
import type { KubernetesManifest } from "../helm/manifests";
import type { WorkloadContext } from "./extension";

/**
 * The service account of a workload. Its token is mounted nowhere unless a pod asks for it: few services talk to the
 * API of Kubernetes, and cloud permissions need no such token.
 *
 * @param annotations what the cluster asks for to give permissions, known at synthesis
 */
export function serviceAccount(
  { namespace, labels, serviceAccount: name }: WorkloadContext,
  annotations: IResolvable,
): KubernetesManifest {
  return {
    apiVersion: "v1",
    kind: "ServiceAccount",
    // Annotations come with grants, which may follow until synthesis: the renderer asks for them last.
    metadata: { name, namespace, labels, annotations: annotations as unknown as Record<string, string> },
    automountServiceAccountToken: false,
  };
}
