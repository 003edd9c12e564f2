import type { IConstruct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN } from "../../lib/core/names";
import type { ICluster } from "../cluster/cluster";
import { holdsManifest } from "../helm/manifest-registry";

/** The workload whose replicas KEDA sets, in the namespace of the ScaledObject. */
export interface ScaleTarget {
  /** `Deployment`, `StatefulSet`, `Rollout`, or any kind with a scale subresource. @default Deployment */
  readonly kind?: string;
  /** @default that of the kind; required for a kind beside Deployment, StatefulSet and Rollout */
  readonly apiVersion?: string;
  /** Name of the workload. */
  readonly name: string;
  /** Container whose environment scalers read. @default the first one */
  readonly containerName?: string;
  /**
   * Whether the workload is made elsewhere: by a chart, another stack, Argo CD.
   * @default false: Manifests of this stack make it, or synthesis fails
   */
  readonly existing?: boolean;
}

/** API versions of the kinds KEDA scales most. Source: Kubernetes API reference; Argo Rollouts CRDs. */
const API_VERSIONS: Readonly<Record<string, string>> = {
  Deployment: "apps/v1",
  StatefulSet: "apps/v1",
  Rollout: "argoproj.io/v1alpha1",
};

/** Fills defaults and reports every problem. Codes: `invalid-name`, `unknown-kind`. */
export function resolveScaleTarget(target: ScaleTarget, problems: Problems) {
  const kind = target.kind ?? "Deployment";
  checkName(problems, "name", target.name, DNS_SUBDOMAIN);
  if (target.apiVersion === undefined) {
    checkKnown(
      problems,
      "kind",
      "unknown-kind",
      "without apiVersion, the kind",
      kind,
      Object.keys(API_VERSIONS),
    );
  }
  return {
    kind,
    apiVersion: target.apiVersion ?? API_VERSIONS[kind] ?? "",
    name: target.name,
    containerName: target.containerName,
    existing: target.existing ?? false,
  };
}

/** Refuses, at synthesis, a target that no Manifests of the stack make: KEDA would wait for it without a word. */
export function requireTarget(
  scope: IConstruct,
  cluster: ICluster,
  namespace: string,
  { kind, name, existing }: ReturnType<typeof resolveScaleTarget>,
): void {
  if (existing) {
    return;
  }
  scope.node.addValidation({
    validate: () =>
      holdsManifest(scope, cluster, { kind, namespace, name })
        ? []
        : [
            `[target-missing]: target.name: no Manifests of this stack make ${kind} ${namespace}/${name}; ` +
              "correct the name, or set target.existing where something else makes it",
          ],
  });
}
