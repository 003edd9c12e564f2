import { checkKnown, type Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";
import type { Labels } from "../extension";

/** Levels of the pod security standards, strictest last. Source: "Pod Security Standards", Kubernetes documentation. */
export const POD_SECURITY_LEVELS = ["privileged", "baseline", "restricted"] as const;

/** `privileged` allows everything, `baseline` keeps pods from taking over nodes, `restricted` is hardened. */
export type PodSecurityLevel = (typeof POD_SECURITY_LEVELS)[number];

/** Pod security standard of a namespace: one level, or one for each way of acting. */
export type PodSecurity =
  | PodSecurityLevel
  | {
      /** Pods below this level are refused. @default restricted */
      readonly enforce?: PodSecurityLevel;
      /** Pods below this level are noted in the audit log. @default restricted */
      readonly audit?: PodSecurityLevel;
      /** Whoever makes a pod below this level is warned. @default restricted */
      readonly warn?: PodSecurityLevel;
      /** Kubernetes minor version whose definition counts, or `latest`. @default the cluster's, `latest` where unknown */
      readonly version?: string;
    };

const MODES = ["enforce", "audit", "warn"] as const;
const PREFIX = "pod-security.kubernetes.io/";

/** Whether a label belongs to pod security. */
export function isPodSecurityLabel(key: string): boolean {
  return key.startsWith(PREFIX);
}

/**
 * Labels that make the API server hold pods to a standard. A version pins its definition, so that an upgrade of the
 * API server refuses no pod that ran before.
 *
 * Codes: `unknown-pod-security-level`, `invalid-kubernetes-version`.
 */
export function podSecurityLabels(
  podSecurity: PodSecurity | "none",
  kubernetesVersion: string | undefined,
  problems: Problems,
): Labels {
  if (podSecurity === "none") {
    return {};
  }
  const whole = typeof podSecurity === "string";
  const chosen = whole ? { enforce: podSecurity } : podSecurity;
  const version = chosen.version ?? kubernetesVersion ?? "latest";
  checkVersion(problems, chosen.version);
  const labels = MODES.map((mode) => {
    const level = chosen[mode] ?? "restricted";
    const prop = whole ? "" : mode;
    checkKnown(
      problems,
      prop,
      "unknown-pod-security-level",
      "pod security level",
      level,
      POD_SECURITY_LEVELS,
    );
    return {
      [PREFIX + mode]: level,
      [`${PREFIX}${mode}-version`]: version === "latest" ? version : `v${version}`,
    };
  });
  return Object.assign({}, ...labels);
}

function checkVersion(problems: Problems, version: string | undefined): void {
  ifKnown(version, (known) => {
    problems.addIf(known !== "latest" && !/^1\.\d{1,2}$/.test(known), {
      prop: "version",
      code: "invalid-kubernetes-version",
      rule: "a definition is pinned by Kubernetes minor version",
      value: known,
      fix: "write it like 1.36, or latest",
    });
  });
}
