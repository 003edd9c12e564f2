import type { ITerraformDependable } from "cdktf";
import type { Problems } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import type { JsonObject } from "../../lib/core/render";
import type { ICluster } from "../cluster/cluster";
import type { KubernetesManifest } from "../helm/manifests";

/** Labels or annotations of Kubernetes objects. */
export type Labels = { readonly [key: string]: string };

/** A workload as the parts that add to it see it. */
export interface WorkloadContext {
  /** Name of the workload, of its Service and its release. */
  readonly name: string;
  readonly namespace: string;
  readonly cluster: ICluster;
  /** Labels that select its pods and nothing else; they never change. */
  readonly selector: Labels;
  /** Labels of every object of the workload, the selector among them. */
  readonly labels: Labels;
  /** Service account its pods run as. */
  readonly serviceAccount: string;
  /** Takes problems under the part's own prop path. */
  readonly problems: Problems;
}

/** What a part of a workload comes to. Everything of one workload ends in one release. */
export interface WorkloadContribution {
  /** Objects beside the workload itself. */
  readonly manifests?: readonly KubernetesManifest[];
  readonly podAnnotations?: Labels;
  readonly podLabels?: Labels;
  /** Environment variables of the main container, as Kubernetes writes them. */
  readonly env?: readonly JsonObject[];
  readonly envFrom?: readonly JsonObject[];
  readonly volumes?: readonly JsonObject[];
  /** Mounts of the main container. */
  readonly volumeMounts?: readonly JsonObject[];
  /** Containers that run before the main one, as Kubernetes writes them. */
  readonly initContainers?: readonly JsonObject[];
  /** Containers that run beside the main one. */
  readonly containers?: readonly JsonObject[];
  /** Rules of the workload's NetworkPolicy, as Kubernetes writes them. */
  readonly ingress?: readonly JsonObject[];
  readonly egress?: readonly JsonObject[];
  /** What the pods may do in the cloud. */
  readonly statements?: readonly PolicyStatement[];
  /** What the release waits for: operators that bring definitions, stores. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** A value that adds to a workload: a secret, feature flags, an injected agent. */
export interface WorkloadExtension {
  /** Says what it adds; reports every problem and makes nothing. */
  bind(context: WorkloadContext): WorkloadContribution;
}
