import type { Problems } from "../../lib/core/errors";
import type { Labels, WorkloadContribution } from "./extension";

/** A contribution with every member given. */
export type MergedContribution = Required<WorkloadContribution>;

/**
 * Puts what the parts of a workload add into one, in their order. Lists are joined: whoever renders them refuses what
 * stands there twice.
 *
 * Codes: `duplicate-annotation`, `duplicate-label`, where two parts say different things under one name.
 */
export function mergeContributions(
  parts: readonly WorkloadContribution[],
  problems: Problems,
): MergedContribution {
  return {
    podAnnotations: joined(parts, "podAnnotations", "duplicate-annotation", problems),
    podLabels: joined(parts, "podLabels", "duplicate-label", problems),
    manifests: parts.flatMap((part) => part.manifests ?? []),
    env: parts.flatMap((part) => part.env ?? []),
    envFrom: parts.flatMap((part) => part.envFrom ?? []),
    volumes: parts.flatMap((part) => part.volumes ?? []),
    volumeMounts: parts.flatMap((part) => part.volumeMounts ?? []),
    initContainers: parts.flatMap((part) => part.initContainers ?? []),
    containers: parts.flatMap((part) => part.containers ?? []),
    ingress: parts.flatMap((part) => part.ingress ?? []),
    egress: parts.flatMap((part) => part.egress ?? []),
    statements: parts.flatMap((part) => part.statements ?? []),
    dependsOn: parts.flatMap((part) => part.dependsOn ?? []),
  };
}

function joined(
  parts: readonly WorkloadContribution[],
  member: "podAnnotations" | "podLabels",
  code: string,
  problems: Problems,
): Labels {
  const all = new Map<string, string>();
  for (const [key, value] of parts.flatMap((part) => Object.entries(part[member] ?? {}))) {
    // The values stay out of the message: annotations may lead to secrets.
    problems.at(member).addIf(all.has(key) && all.get(key) !== value, {
      prop: `[${JSON.stringify(key)}]`,
      code,
      rule: "two parts of the workload say different things under one name",
      value: key,
      fix: "remove one of them: secrets, feature flags and monitoring add their own",
    });
    all.set(key, value);
  }
  return Object.fromEntries(all);
}
