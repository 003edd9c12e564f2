import type { KubernetesFactCode } from "../diff/kubernetes/facts";
import type { RiskLevel } from "../review";
import { isDestroyed } from "./action";
import { highest } from "./levels";
import type { Hit, KubernetesSubject, Rule, Subject } from "./rule";

/** What a fact about a Kubernetes object comes to. */
interface FactRisk {
  readonly rule: "R3" | "R8" | "R9" | "R14" | "R15";
  readonly level: RiskLevel;
  /** Where the object is new. @default the same as level */
  readonly created?: RiskLevel;
  readonly title: string;
  readonly fix: string;
}

const BOUNDS_FIX = "compare the bounds with the load of the last weeks before you apply";
const NODE_FIX = "take it away again, or say in the waiver why this workload needs its node";

/** Facts that are no risk by themselves are left out: a changed image or schedule shows in the diff. */
const FACT_RISKS: { readonly [code in KubernetesFactCode]?: FactRisk } = {
  "cluster-admin": {
    rule: "R3",
    level: "critical",
    created: "high",
    title: "cluster-admin is given",
    fix: "bind a role with the verbs and resources that are needed",
  },
  "rbac-widened": {
    rule: "R3",
    level: "medium",
    created: "none",
    title: "a role allows more",
    fix: "name the verbs and resources that are needed, and no more",
  },
  "binding-changed": {
    rule: "R3",
    level: "medium",
    created: "none",
    title: "a role is bound to others",
    fix: "make sure who is behind the new subjects",
  },
  "scaling-to-zero": {
    rule: "R8",
    level: "medium",
    created: "none",
    title: "it may now scale to nothing",
    fix: "keep one replica where the first request after a pause may not wait",
  },
  "scaling-max-lowered": {
    rule: "R8",
    level: "medium",
    title: "the most it scales to is lowered",
    fix: BOUNDS_FIX,
  },
  "scaling-max-jump": {
    rule: "R8",
    level: "medium",
    title: "the most it scales to makes a jump",
    fix: `${BOUNDS_FIX}; nodes and databases have to bear it too`,
  },
  "scaling-paused": {
    rule: "R8",
    level: "medium",
    title: "scaling is paused",
    fix: "take the annotation away when the reason is gone",
  },
  "scaling-min-above-max": {
    rule: "R8",
    level: "high",
    title: "the least is more than the most",
    fix: "set the minimum to at most the maximum: KEDA refuses it otherwise",
  },
  "scaling-trigger-removed": {
    rule: "R8",
    level: "medium",
    title: "it no longer scales by one of its triggers",
    fix: BOUNDS_FIX,
  },
  "scaling-trigger-changed": {
    rule: "R8",
    level: "low",
    title: "it scales by another measure",
    fix: BOUNDS_FIX,
  },
  "scaling-removed": {
    rule: "R8",
    level: "medium",
    title: "nothing scales it any more",
    fix: "set a fixed number of replicas that bears the load",
  },
  "scaling-changed": {
    rule: "R8",
    level: "low",
    created: "none",
    title: "its scaling changes",
    fix: BOUNDS_FIX,
  },
  "disruption-budget-removed": {
    rule: "R9",
    level: "medium",
    title: "its disruption budget is removed",
    fix: "keep it: a node that is drained takes all pods at once otherwise",
  },
  "disruption-budget-loosened": {
    rule: "R9",
    level: "low",
    title: "its disruption budget is loosened",
    fix: "make sure that fewer pods bear the load while nodes are drained",
  },
  "disruption-budget-blocks": {
    rule: "R9",
    level: "medium",
    title: "no node with its pods can be drained",
    fix: "let at least one pod be unavailable: upgrades of nodes hang otherwise",
  },
  "replicas-zero": {
    rule: "R9",
    level: "medium",
    title: "it is scaled to nothing",
    fix: "make sure that nobody calls it",
  },
  "requests-removed": {
    rule: "R9",
    level: "medium",
    title: "requests are removed",
    fix: "keep requests: without them the scheduler overfills nodes",
  },
  "limits-removed": {
    rule: "R9",
    level: "medium",
    title: "limits are removed",
    fix: "keep a limit of memory: without one a leak takes its node with it",
  },
  "probe-removed": {
    rule: "R9",
    level: "medium",
    title: "a probe is removed",
    fix: "keep it: traffic reaches pods that are not ready otherwise",
  },
  suspended: {
    rule: "R9",
    level: "medium",
    created: "none",
    title: "it is suspended",
    fix: "make sure that nobody waits for what it does",
  },
  privileged: {
    rule: "R14",
    level: "high",
    title: "pods become privileged",
    fix: NODE_FIX,
  },
  "host-path": {
    rule: "R14",
    level: "high",
    created: "medium",
    title: "pods get files of the node",
    fix: NODE_FIX,
  },
  "host-namespace": {
    rule: "R14",
    level: "high",
    created: "medium",
    title: "pods share the network or the processes of the node",
    fix: NODE_FIX,
  },
  "capabilities-added": {
    rule: "R14",
    level: "medium",
    created: "low",
    title: "containers gain capabilities",
    fix: NODE_FIX,
  },
  "privilege-escalation": {
    rule: "R14",
    level: "medium",
    created: "low",
    title: "containers may gain privileges",
    fix: NODE_FIX,
  },
  "runs-as-root": {
    rule: "R14",
    level: "medium",
    created: "low",
    title: "containers may run as root",
    fix: NODE_FIX,
  },
  "network-policy-removed": {
    rule: "R14",
    level: "high",
    title: "a network policy is removed",
    fix: "keep it: what it kept apart may talk again",
  },
  "network-policy-changed": {
    rule: "R14",
    level: "medium",
    created: "none",
    title: "a network policy changes",
    fix: "compare who may talk to whom before and after",
  },
  "service-exposed": {
    rule: "R14",
    level: "medium",
    created: "low",
    title: "a service is reached from outside of the cluster",
    fix: "put it behind a gateway, or limit it to source ranges",
  },
  "image-floating": {
    rule: "R14",
    level: "medium",
    created: "low",
    title: "an image is not pinned",
    fix: "name a version, or better a digest",
  },
  "namespace-removed": {
    rule: "R15",
    level: "critical",
    title: "a namespace is removed with everything in it",
    fix: "keep it until everything in it has moved",
  },
  "definition-removed": {
    rule: "R15",
    level: "critical",
    title: "a definition is removed with all objects of it",
    fix: "keep it until no object of it is left",
  },
  "volume-claim-removed": {
    rule: "R15",
    level: "critical",
    title: "a volume claim is removed, and its data may go with it",
    fix: "take a snapshot, and set the reclaim policy of the volume to Retain",
  },
  "secret-removed": {
    rule: "R15",
    level: "high",
    title: "a Secret is removed",
    fix: "make sure that no pod reads it, also after its next restart",
  },
  "config-map-removed": {
    rule: "R15",
    level: "medium",
    title: "a ConfigMap is removed",
    fix: "make sure that no pod reads it, also after its next restart",
  },
  "object-removed": {
    rule: "R15",
    level: "medium",
    title: "a Kubernetes object is removed",
    fix: "make sure that nothing needs it",
  },
};

/** Bounds of scaling that change for the worse. */
export const SCALING: Rule = {
  id: "R8",
  name: "scaling-bounds",
  summary: "KEDA or a HorizontalPodAutoscaler gets other bounds, loses a trigger or is paused.",
  level: "high",
  check: (subject) => factHits("R8", subject),
};

/** What keeps a workload up and is taken away. */
export const AVAILABILITY: Rule = {
  id: "R9",
  name: "availability",
  summary: "A workload loses its disruption budget, replicas, requests, limits or probes.",
  level: "medium",
  check: (subject) => factHits("R9", subject),
};

/** What keeps a workload apart and is taken away. */
export const ISOLATION: Rule = {
  id: "R14",
  name: "isolation",
  summary: "Pods get at their node, or others at the pods; an image is not pinned.",
  level: "high",
  check: (subject) => factHits("R14", subject),
};

/** Kubernetes objects that go. */
export const REMOVAL: Rule = {
  id: "R15",
  name: "kubernetes-removal",
  summary: "A namespace, a definition, a volume claim, a Secret or another Kubernetes object is removed.",
  level: "critical",
  check: (subject) => factHits("R15", subject),
};

/** What the facts about the Kubernetes objects of a subject say by one rule, a hit for each kind of fact. */
export function factHits(rule: FactRisk["rule"], subject: Subject): readonly Hit[] {
  const found = new Map<KubernetesFactCode, { readonly levels: RiskLevel[]; readonly texts: string[] }>();
  for (const { change, facts } of subject.kubernetes) {
    for (const { code, text } of facts) {
      const risk = FACT_RISKS[code];
      if (risk?.rule !== rule || isSaidElsewhere(code, subject)) {
        continue;
      }
      const known = found.get(code) ?? { levels: [], texts: [] };
      known.levels.push(levelOf(risk, change));
      known.texts.push(`${change.key}: ${text}`);
      found.set(code, known);
    }
  }
  return [...found].flatMap(([code, { levels, texts }]) => {
    const risk = FACT_RISKS[code];
    const level = highest(levels);
    return risk === undefined || level === "none"
      ? []
      : [{ level, title: risk.title, evidence: texts.join("; "), fix: risk.fix }];
  });
}

function levelOf(risk: FactRisk, { before }: KubernetesSubject["change"]): RiskLevel {
  return before === undefined ? (risk.created ?? risk.level) : risk.level;
}

/** Where a whole release goes, that its ordinary objects go with it is nothing new. */
function isSaidElsewhere(code: KubernetesFactCode, { object }: Subject): boolean {
  return code === "object-removed" && object.type === "helm_release" && isDestroyed(object);
}
