import { UNKNOWN } from "../diff/settled";
import { member, numberOf, textOf } from "../diff/values";
import type { Plan } from "../plan";
import { actionEvidence } from "./action";
import type { ClusterVersions, Hit, Rule, Subject } from "./rule";

/** Minor versions a node may be behind its API server: the version skew policy of Kubernetes since 1.28. */
const MOST_SKEW = 3;

/** Versions of EKS: what cannot be taken back, and what does not fit together. */
export const CLUSTER_VERSION: Rule = {
  id: "R16",
  name: "cluster-version",
  summary: "A cluster or its nodes go to another version of Kubernetes, or an add-on every pod needs goes.",
  level: "high",
  check: (subject) => CHECKS[subject.object.type]?.(subject) ?? [],
};

const CHECKS: { readonly [type: string]: (subject: Subject) => readonly Hit[] } = {
  aws_eks_cluster: (subject) => [...stepHits(subject, "cluster"), ...clusterSkew(subject)],
  aws_eks_node_group: (subject) => [...stepHits(subject, "node group"), ...nodeSkew(subject)],
  aws_eks_addon: addonHits,
};

/** Versions in a plan as they will be. What is deleted or not known counts for nothing. */
export function clusterVersions(plan: Pick<Plan, "objects">): ClusterVersions {
  const clusters = new Map<string, string>();
  const nodeGroups = new Map<string, { address: string; version: string }[]>();
  for (const { type, address, after } of plan.objects) {
    const version = textOf(member(after, "version"));
    if (version === undefined) {
      continue;
    }
    if (type === "aws_eks_cluster") {
      clusters.set(textOf(member(after, "name")) ?? "", version);
    } else if (type === "aws_eks_node_group") {
      const cluster = textOf(member(after, "cluster_name")) ?? "";
      const known = nodeGroups.get(cluster) ?? [];
      known.push({ address, version });
      nodeGroups.set(cluster, known);
    }
  }
  return { clusters, nodeGroups };
}

function stepHits({ before, after }: Subject, what: string): readonly Hit[] {
  const [old, new_] = [minorOf(member(before, "version")), minorOf(member(after, "version"))];
  if (old === undefined || new_ === undefined || old === new_) {
    return [];
  }
  const evidence = `version ${textOf(member(before, "version"))} -> ${textOf(member(after, "version"))}`;
  const cluster = what === "cluster";
  if (new_ < old) {
    return [
      {
        level: "high",
        title: `${what} goes back to an older Kubernetes`,
        evidence,
        fix: cluster
          ? "EKS refuses it: make a new cluster instead"
          : "keep nodes at the version of their cluster",
      },
    ];
  }
  if (new_ - old > 1 && cluster) {
    return [
      {
        level: "high",
        title: "cluster skips a minor version of Kubernetes",
        evidence,
        fix: "go one minor version at a time, nodes and add-ons with it",
      },
    ];
  }
  return [
    {
      level: "medium",
      title: cluster
        ? "cluster goes to another Kubernetes, for good"
        : "node group is rolled to another Kubernetes",
      evidence,
      fix: cluster
        ? "look for removed APIs and add-ons that do not fit; EKS does not take an upgrade back"
        : "make sure that disruption budgets let nodes be drained",
    },
  ];
}

function clusterSkew({ before, after, versions }: Subject): readonly Hit[] {
  const version = textOf(member(after, "version"));
  if (version === undefined || version === textOf(member(before, "version"))) {
    return [];
  }
  const groups = versions.nodeGroups.get(textOf(member(after, "name")) ?? "") ?? [];
  return groups.flatMap((group) => skewHits(version, group.version, group.address));
}

function nodeSkew({ object, after, versions }: Subject): readonly Hit[] {
  const cluster = versions.clusters.get(textOf(member(after, "cluster_name")) ?? "");
  const version = textOf(member(after, "version"));
  return cluster === undefined || version === undefined || version === UNKNOWN
    ? []
    : skewHits(cluster, version, object.address);
}

function skewHits(cluster: string, nodes: string, address: string): readonly Hit[] {
  const [api, kubelet] = [minorOf(cluster), minorOf(nodes)];
  if (api === undefined || kubelet === undefined || (kubelet <= api && api - kubelet <= MOST_SKEW)) {
    return [];
  }
  return [
    {
      level: "high",
      title: kubelet > api ? "nodes are newer than their cluster" : "nodes are too old for their cluster",
      evidence: `${address} at ${nodes}, cluster at ${cluster}`,
      fix: `keep nodes at most ${MOST_SKEW} minor versions behind their cluster, and never ahead of it`,
    },
  ];
}

function minorOf(version: unknown): number | undefined {
  const [, minor] = typeof version === "string" ? (/^1\.(\d+)\b/.exec(version) ?? []) : [];
  return minor === undefined ? undefined : numberOf(minor);
}

/** Add-ons without which pods get no address, no name and no way out. */
const CORE_ADDONS: ReadonlySet<string> = new Set(["coredns", "kube-proxy", "vpc-cni"]);

function addonHits({ object, before }: Subject): readonly Hit[] {
  const name = textOf(member(before, "addon_name")) ?? "";
  const kept = member(before, "preserve") === true;
  return object.kind === "delete" || (object.kind === "replace" && object.replacement === "delete-first")
    ? [
        {
          level: CORE_ADDONS.has(name) && !kept ? "high" : "medium",
          title: `add-on ${name} goes${kept ? ", and what it runs stays" : ""}`,
          evidence: actionEvidence(object),
          fix: "keep it, or have its successor run first",
        },
      ]
    : [];
}
