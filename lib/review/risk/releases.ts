import { chartJump, type Pair } from "../diff/chart-jump";
import { member, textOf } from "../diff/values";
import type { RiskLevel } from "../review";
import { actionEvidence, isDestroyed, isForgotten, verbOf } from "./action";
import type { Hit, Rule, Subject } from "./rule";

/**
 * Charts that bring custom resource definitions: they outlive a release, or take every object of their kinds with them.
 * Read from the values of the charts in the catalog and the definitions of their projects.
 */
const DEFINING_CHARTS: ReadonlySet<string> = new Set([
  "alloy",
  "argo-cd",
  "argo-rollouts",
  "argo-workflows",
  "aws-load-balancer-controller",
  // Of Istio.
  "base",
  "cert-manager",
  "chaos-mesh",
  "cloudnative-pg",
  "consul",
  "external-secrets",
  "flagger",
  "flux2",
  "gatekeeper",
  "gateway-crds-helm",
  "gateway-helm",
  "gha-runner-scale-set-controller",
  "karpenter",
  "karpenter-crd",
  "keda",
  "keda-add-ons-http",
  "kube-prometheus-stack",
  "kyverno",
  "mongodb-kubernetes",
  "nack",
  "open-feature-operator",
  "opentelemetry-kube-stack",
  "opentelemetry-operator",
  "plugin-barman-cloud",
  "policy-controller",
  "prometheus-operator-crds",
  "sealed-secrets",
  "strimzi-kafka-operator",
  "trivy-operator",
  "valkey-operator",
  "vault-secrets-operator",
  "velero",
  "vertical-pod-autoscaler",
]);

/** Helm releases that go, or change in what they install and how. */
export const RELEASE_JUMP: Rule = {
  id: "R7",
  name: "release-jump",
  summary: "A Helm release goes, jumps to another version or chart, or loses a safeguard.",
  level: "critical",
  check: (subject) =>
    subject.object.type === "helm_release" ? [...removalHits(subject), ...jumpHits(subject)] : [],
};

function removalHits({ object, before }: Subject): readonly Hit[] {
  if (!isDestroyed(object) && !isForgotten(object)) {
    return [];
  }
  const chart = textOf(member(before, "chart")) ?? "";
  const defines = DEFINING_CHARTS.has(chart) && isDestroyed(object);
  return [
    {
      level: isForgotten(object) ? "medium" : defines ? "critical" : "high",
      title: `release ${textOf(member(before, "name")) ?? ""} ${verbOf(object)}`.replace(/ {2}/, " "),
      evidence: `${actionEvidence(object)}${defines ? `; chart ${chart} brings custom resource definitions, and objects of their kinds may go with them` : ""}`,
      fix: "make sure that nothing it runs is needed; move it where only its address changed",
    },
  ];
}

function jumpHits({ before, after }: Subject): readonly Hit[] {
  const jump = chartJump(before, after);
  if (jump === undefined) {
    return [];
  }
  const chart = textOf(member(after, "chart")) ?? "";
  const hits: Hit[] = [];
  if (jump.version !== undefined) {
    hits.push(...versionHit(chart, jump.version));
  }
  for (const name of ["chart", "repository", "namespace", "name"] as const) {
    const pair: Pair | undefined = jump[name];
    if (pair !== undefined) {
      hits.push({
        level: "high",
        title: `another ${name} is installed`.replace("another name is", "the release under another name is"),
        evidence: `${name} ${pair.before || "none"} -> ${pair.after || "none"}`,
        fix: FIXES[name],
      });
    }
  }
  if (jump.turnedOff.length > 0) {
    hits.push({
      level: "medium",
      title: "a safeguard of the release is turned off",
      evidence: jump.turnedOff.map((name) => `${name} true -> false`).join(", "),
      fix: "keep atomic and wait: a release that fails is then rolled back",
    });
  }
  return hits;
}

const FIXES = {
  chart: "read what the new chart makes of the objects of the old one",
  repository: "make sure who keeps the new repository",
  namespace: "the release is made anew: carry over what it keeps",
  name: "the release is made anew: carry over what it keeps",
};

function versionHit(
  chart: string,
  { before, after, step }: NonNullable<NonNullable<ReturnType<typeof chartJump>>["version"]>,
): readonly Hit[] {
  const evidence = `chart ${chart} ${before || "none"} -> ${after || "none"}`;
  const defines = DEFINING_CHARTS.has(chart);
  const level = versionLevel(step.downgrade, step.size, step.breaking, defines);
  if (level === undefined) {
    return [];
  }
  return [
    {
      level,
      title: step.downgrade
        ? "the chart goes back to an older version"
        : step.size === "other"
          ? "the chart goes to a version that cannot be compared"
          : `the chart makes a ${step.size} step${defines ? ", with its custom resource definitions" : ""}`,
      evidence,
      fix: defines
        ? "read its notes on upgrades; Helm does not upgrade custom resource definitions of a crds folder"
        : "read its notes on upgrades, and compare the values it renamed",
    },
  ];
}

function versionLevel(
  downgrade: boolean,
  size: string,
  breaking: boolean,
  defines: boolean,
): RiskLevel | undefined {
  if (downgrade || size === "major") {
    return "high";
  }
  if (breaking || (size === "minor" && defines)) {
    return "medium";
  }
  return size === "other" ? "review" : undefined;
}
