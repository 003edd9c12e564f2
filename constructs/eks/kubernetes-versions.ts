import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";

/** When AWS stops supporting a Kubernetes version on EKS, as ISO dates. */
export interface KubernetesVersionSupport {
  /** Last day of standard support; undefined where AWS has not published it by the date of the table. */
  readonly standardUntil: string | undefined;
  /** Last day of extended support, which costs extra; undefined where not published. */
  readonly extendedUntil: string | undefined;
}

/** The day the table below was true. Support is judged by it, never by the clock: the same input synthesizes alike on every day. */
export const KUBERNETES_VERSIONS_AS_OF = "2026-11-20";

/**
 * Kubernetes versions EKS offers, newest first. Retired versions stand here too, to be named as such.
 *
 * Source: endoflife.date, products/amazon-eks, which follows the EKS release calendar.
 */
export const KUBERNETES_VERSIONS: Readonly<Record<string, KubernetesVersionSupport>> = {
  "1.37": { standardUntil: undefined, extendedUntil: undefined },
  "1.36": { standardUntil: "2027-08-02", extendedUntil: "2028-08-02" },
  "1.35": { standardUntil: "2027-03-27", extendedUntil: "2028-03-27" },
  "1.34": { standardUntil: "2026-12-02", extendedUntil: "2027-12-02" },
  "1.33": { standardUntil: "2026-07-29", extendedUntil: "2027-07-29" },
  "1.32": { standardUntil: "2026-03-23", extendedUntil: "2027-03-23" },
  "1.31": { standardUntil: "2025-11-26", extendedUntil: "2026-11-26" },
  "1.30": { standardUntil: "2025-07-23", extendedUntil: "2026-07-23" },
};

/** Version of a cluster that names none: in standard support for longest among those whose dates are published. */
export const DEFAULT_KUBERNETES_VERSION = "1.36";

/** How AWS supports a version. */
export type SupportPhase = "standard" | "extended" | "retired" | "unknown";

/** How EKS supports a version on the date of the table. */
export function supportPhase(version: string): SupportPhase {
  const support = Object.hasOwn(KUBERNETES_VERSIONS, version) ? KUBERNETES_VERSIONS[version] : undefined;
  if (support === undefined) {
    return "unknown";
  }
  if (lastsPast(support.standardUntil)) {
    return "standard";
  }
  return lastsPast(support.extendedUntil) ? "extended" : "retired";
}

/** Versions a cluster may have: in standard or extended support on the date of the table, newest first. */
export function supportedVersions(): string[] {
  return Object.keys(KUBERNETES_VERSIONS).filter((version) =>
    ["standard", "extended"].includes(supportPhase(version)),
  );
}

/** Reports a version EKS does not offer, with the list of those it does. Code: `unsupported-version`. Tokens pass. */
export function checkKubernetesVersion(problems: Problems, prop: string, version: string): void {
  problems.addIf(!isToken(version) && !supportedVersions().includes(version), {
    prop,
    code: "unsupported-version",
    rule:
      supportPhase(version) === "retired"
        ? "EKS no longer runs this Kubernetes version"
        : "EKS does not offer this Kubernetes version",
    value: version,
    fix: `use one of ${supportedVersions().join(", ")}`,
  });
}

/** ISO dates compare as text. A date that is not published yet lies in the future. */
function lastsPast(date: string | undefined): boolean {
  return date === undefined || date >= KUBERNETES_VERSIONS_AS_OF;
}
