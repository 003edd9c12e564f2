import type { Problems } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import type { JsonObject } from "../../lib/core/render";
import type { KubernetesManifest } from "../helm/manifests";
import type { WorkloadContext, WorkloadContribution } from "./extension";
import type { PodOptions } from "./pod/pod-props";
import type { ContainerPort } from "./pod/ports";
import type { WorkloadPlatform } from "./workload-platform";
import type { WorkloadProps } from "./workload-props";

/** What every workload has before its kind adds the rest. */
export interface WorkloadBase {
  readonly context: WorkloadContext;
  readonly platform: WorkloadPlatform;
  /** Ports of its main container. */
  readonly ports: readonly ContainerPort[];
  /** Port others call; undefined for a workload that is not called. */
  readonly port: ContainerPort | undefined;
}

/** What a kind of workload comes to. */
export interface WorkloadBody {
  /** The object that keeps the pods running, made of their finished template. */
  readonly controller: (template: JsonObject) => KubernetesManifest;
  /** What goes with it. */
  readonly parts: readonly WorkloadContribution[];
  /** What KEDA's operator must be allowed to scale it. @default nothing */
  readonly kedaStatements?: readonly PolicyStatement[];
}

/** How kinds of workloads differ. */
export interface WorkloadKind<P extends WorkloadProps> {
  /** Name of the props, for messages. */
  readonly propsName: string;
  /** Value of the label `app.kubernetes.io/component`. */
  readonly component: string;
  /** Whether other workloads call it at its port. */
  readonly called: boolean;
  /** What the kind says of the pods. */
  readonly pod: (props: P) => PodOptions;
  /** Reports every problem and makes nothing. */
  readonly resolve: (props: P, base: WorkloadBase, problems: Problems) => WorkloadBody;
}
