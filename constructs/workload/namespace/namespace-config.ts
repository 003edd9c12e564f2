import type { LimitRangeV1SpecLimit } from "@cdktf/provider-kubernetes/lib/limit-range-v1";
import type { NetworkPolicyV1Spec } from "@cdktf/provider-kubernetes/lib/network-policy-v1";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown } from "../../../lib/core/tokens";
import { checkLabelKey, checkLabelValue } from "../../eks/kubernetes-labels";
import type { Labels } from "../extension";
import { limitRange } from "./container-limits";
import { type CpuLimits, cpuLimitsIn } from "./cpu-limits";
import type { NamespaceBoundaryProps } from "./namespace-boundary-props";
import { namespacePolicies } from "./namespace-policies";
import { quotaAmounts } from "./namespace-quota";
import { isPodSecurityLabel, podSecurityLabels } from "./pod-security";
import { resolveTeams, type TeamBinding } from "./team-roles";

/** A boundary after `resolveNamespaceBoundary`. */
export interface NamespaceBoundaryConfig {
  readonly name: string;
  readonly labels: Labels;
  readonly annotations: Labels | undefined;
  /** Amounts of the quota; undefined without one. */
  readonly quota: { readonly [name: string]: string } | undefined;
  /** Limits of the limit range; undefined without one. */
  readonly containerLimits: LimitRangeV1SpecLimit[] | undefined;
  /** Whether containers have a CPU limit after all. */
  readonly cpuLimits: CpuLimits;
  /** NetworkPolicies by their names; none in an open namespace. */
  readonly policies: { readonly [name: string]: NetworkPolicyV1Spec };
  readonly teams: readonly TeamBinding[];
  readonly defaultServiceAccountToken: "unmounted" | "mounted";
  readonly deletionProtection: boolean;
  readonly deletionTimeoutSeconds: number;
}

type Input = Omit<NamespaceBoundaryProps, "cluster" | "dependsOn"> & {
  /** Kubernetes minor version of the cluster; undefined where it is not known. */
  readonly kubernetesVersion: string | undefined;
};

/** Fills defaults and reports every problem. */
export function resolveNamespaceBoundary(props: Input, problems: Problems): NamespaceBoundaryConfig {
  const { name, network = {}, podSecurity = "restricted", podReadinessGates = "none" } = props;
  const deletionTimeoutSeconds = props.deletionTimeoutSeconds ?? 600;
  checkNamespaceName(name, problems);
  checkLabels(props.labels ?? {}, problems.at("labels"));
  for (const key of Object.keys(props.annotations ?? {})) {
    checkLabelKey(problems.at("annotations").at(key), "", key);
  }
  checkWholeNumber(problems, "deletionTimeoutSeconds", deletionTimeoutSeconds, 1, DAY);
  checkKnown(problems, "cpuLimits", "unknown-setting", "setting", props.cpuLimits, ["required", "optional"]);
  checkKnown(problems, "podReadinessGates", "unknown-setting", "setting", podReadinessGates, [
    "aws-load-balancer-controller",
    "none",
  ]);
  const labels = {
    ...props.labels,
    ...(podReadinessGates === "aws-load-balancer-controller" && READINESS_GATES),
    ...podSecurityLabels(podSecurity, props.kubernetesVersion, problems.at("podSecurity")),
    "app.kubernetes.io/managed-by": "slipway",
  };
  const amounts = resolveAmounts(props, problems);
  return {
    name,
    labels,
    annotations: props.annotations,
    ...amounts,
    cpuLimits: cpuLimitsIn(amounts),
    policies: network === "open" ? {} : namespacePolicies(name, network, problems.at("network")),
    teams: resolveTeams(props.teams ?? {}, problems.at("teams")),
    defaultServiceAccountToken: props.defaultServiceAccountToken ?? "unmounted",
    deletionProtection: props.deletionProtection ?? true,
    deletionTimeoutSeconds,
  };
}

const DAY = 86_400;

/** Source: AWS Load Balancer Controller, "Pod readiness gate". */
const READINESS_GATES = { "elbv2.k8s.aws/pod-readiness-gate-inject": "enabled" };

function resolveAmounts(
  {
    quota = {},
    containerLimits = {},
    cpuLimits = "required",
  }: Pick<Input, "quota" | "containerLimits" | "cpuLimits">,
  problems: Problems,
): Pick<NamespaceBoundaryConfig, "quota" | "containerLimits"> {
  return {
    quota: quota === "none" ? undefined : quotaAmounts(quota, cpuLimits, problems.at("quota")),
    containerLimits:
      containerLimits === "none"
        ? undefined
        : limitRange(containerLimits, cpuLimits, problems.at("containerLimits")),
  };
}

/** Kubernetes keeps `kube-` to itself and makes `default`, which every cluster has. */
function checkNamespaceName(name: string, problems: Problems): void {
  checkName(problems, "name", name, DNS_LABEL);
  ifKnown(name, (known) => {
    problems.addIf(known === "default" || known.startsWith("kube-"), {
      prop: "name",
      code: "reserved-namespace",
      rule: "default and names that start with kube- belong to Kubernetes",
      value: known,
      fix: "choose a name of your own",
    });
  });
}

function checkLabels(labels: Labels, problems: Problems): void {
  for (const [key, value] of Object.entries(labels)) {
    const at = problems.at(key);
    checkLabelKey(at, "", key);
    checkLabelValue(at, "", value);
    at.addIf(isPodSecurityLabel(key) || RESERVED.includes(key), {
      prop: "",
      code: "reserved-label",
      rule: "this label is set by podSecurity, by Kubernetes or by Slipway",
      value,
      fix: isPodSecurityLabel(key) ? "use podSecurity" : "leave it out",
    });
  }
}

const RESERVED = ["kubernetes.io/metadata.name", "app.kubernetes.io/managed-by"];
