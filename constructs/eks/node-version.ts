import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";

/** Minor versions a node may be behind the control plane. Source: "Version Skew Policy", Kubernetes documentation. */
const MAX_SKEW = 3;

/**
 * The Kubernetes version of a node group: its own, else the cluster's. It is given to AWS wherever it is known, for a
 * group made without one stays behind when the cluster is upgraded.
 *
 * Codes: `invalid-kubernetes-version`, `version-skew`.
 */
export function resolveNodeVersion(
  problems: Problems,
  prop: string,
  own: string | undefined,
  cluster: string | undefined,
): string | undefined {
  if (own === undefined || isToken(own)) {
    return own ?? cluster;
  }
  const minor = minorOf(own);
  const clusterMinor = cluster === undefined || isToken(cluster) ? undefined : minorOf(cluster);
  if (minor === undefined) {
    problems.add({
      prop,
      code: "invalid-kubernetes-version",
      rule: "a Kubernetes version is written as minor version",
      value: own,
      fix: "write it like 1.36",
    });
  } else if (clusterMinor !== undefined) {
    problems.addIf(minor > clusterMinor || minor < clusterMinor - MAX_SKEW, {
      prop,
      code: "version-skew",
      rule: `nodes are never newer than the cluster, which is ${cluster}, and at most ${MAX_SKEW} minor versions older`,
      value: own,
      fix: "leave it out to have the nodes follow the cluster",
    });
  }
  return own;
}

function minorOf(version: string): number | undefined {
  const minor = /^1\.(\d{1,2})$/.exec(version)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
