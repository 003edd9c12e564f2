import type { JsonObject } from "../../../core/render";
import { entryOf, isEmpty, items, listed, member, sameValue, textOf, texts } from "../values";
import { podDisruption } from "./disruption";
import type { KubernetesFact, KubernetesFactCode } from "./fact";
import { kindOf, nameOf } from "./manifest";
import type { KubernetesChange } from "./objects";
import { rbacFacts } from "./rbac";
import { scalingBoundsChange } from "./scaling";
import { workloadFacts } from "./workload";

export type { KubernetesFact, KubernetesFactCode } from "./fact";

/** What the change of a Kubernetes object means, in the order of what matters. */
export function kubernetesFacts(
  change: Pick<KubernetesChange, "before" | "after">,
): readonly KubernetesFact[] {
  const { before, after } = change;
  const facts = READERS.flatMap((read) => read(before, after));
  return facts.length === 0 && before !== undefined && after === undefined
    ? [{ code: "object-removed", text: `${kindOf(before)} ${nameOf(before)} removed` }]
    : facts;
}

type Reader = (before: JsonObject | undefined, after: JsonObject | undefined) => readonly KubernetesFact[];

const READERS: readonly Reader[] = [
  removalFacts,
  podDisruption,
  networkPolicyFacts,
  rbacFacts,
  (before, after) => scalingBoundsChange(before, after)?.facts ?? [],
  workloadFacts,
  serviceFacts,
  scheduleFacts,
];

const REMOVALS: Readonly<Record<string, readonly [code: KubernetesFactCode, consequence: string]>> = {
  Namespace: ["namespace-removed", "with everything in it"],
  CustomResourceDefinition: ["definition-removed", "with all objects of it"],
  Secret: ["secret-removed", "pods that read it will not start"],
  ConfigMap: ["config-map-removed", "pods that read it will not start"],
  PersistentVolumeClaim: ["volume-claim-removed", "its data may be lost"],
};

function removalFacts(before: JsonObject | undefined, after: JsonObject | undefined): KubernetesFact[] {
  const kind = kindOf(before);
  const removal = entryOf(REMOVALS, kind);
  if (before === undefined || after !== undefined || removal === undefined) {
    return [];
  }
  const [code, consequence] = removal;
  return [{ code, text: `${kind} ${nameOf(before)} removed, ${consequence}` }];
}

const NETWORK_POLICIES = ["NetworkPolicy", "CiliumNetworkPolicy", "AuthorizationPolicy"];

function networkPolicyFacts(before: JsonObject | undefined, after: JsonObject | undefined): KubernetesFact[] {
  const kind = kindOf(before ?? after);
  if (!NETWORK_POLICIES.includes(kind) || before === undefined || sameValue(before.spec, after?.spec)) {
    return [];
  }
  if (after === undefined) {
    return [{ code: "network-policy-removed", text: `${kind} ${nameOf(before)} removed` }];
  }
  const everybody = ["ingress", "egress"].filter(
    (direction) => isOpen(after, direction) && !isOpen(before, direction),
  );
  const text =
    kind !== "NetworkPolicy" || everybody.length === 0
      ? `${kind} changed`
      : `${kind} lets everybody through: ${listed(everybody)}`;
  return [{ code: "network-policy-changed", text }];
}

/** Whether a rule names no peers: then it lets all of them through. */
function isOpen(policy: JsonObject, direction: string): boolean {
  const peers = direction === "ingress" ? "from" : "to";
  return items(member(policy, "spec", direction)).some((rule) => isEmpty(member(rule, peers)));
}

function serviceFacts(before: JsonObject | undefined, after: JsonObject | undefined): KubernetesFact[] {
  if (kindOf(after) !== "Service") {
    return [];
  }
  const [old, new_] = [before, after].map((side) => textOf(member(side, "spec", "type")) ?? "ClusterIP");
  const [oldRanges, newRanges] = [before, after].map((side) =>
    texts(member(side, "spec", "loadBalancerSourceRanges")),
  );
  const exposed = new_ === "LoadBalancer" || new_ === "NodePort";
  if (exposed && (before === undefined || old !== new_)) {
    return [{ code: "service-exposed", text: `service type ${before ? old : "none"} -> ${new_}` }];
  }
  return exposed && oldRanges?.length !== 0 && newRanges?.length === 0 && before !== undefined
    ? [{ code: "service-exposed", text: `service no longer limited to ${listed(oldRanges ?? [])}` }]
    : [];
}

function scheduleFacts(before: JsonObject | undefined, after: JsonObject | undefined): KubernetesFact[] {
  if (before === undefined || after === undefined) {
    return [];
  }
  const schedule = (side: JsonObject) =>
    [...texts(member(side, "spec", "schedule")), ...texts(member(side, "spec", "schedules"))].join(", ");
  const zone = (side: JsonObject) =>
    textOf(member(side, "spec", "timeZone")) ??
    textOf(member(side, "spec", "timezone")) ??
    "the default zone";
  const suspended = (side: JsonObject) => member(side, "spec", "suspend") === true;
  const facts: readonly (KubernetesFact | false)[] = [
    schedule(before) !== schedule(after) && {
      code: "schedule-changed",
      text: `schedule ${schedule(before) || "none"} -> ${schedule(after) || "none"}`,
    },
    schedule(after) !== "" &&
      zone(before) !== zone(after) && {
        code: "schedule-changed",
        text: `time zone ${zone(before)} -> ${zone(after)}`,
      },
    suspended(after) && !suspended(before) && { code: "suspended", text: "suspended" },
    suspended(before) && !suspended(after) && { code: "resumed", text: "goes on after a suspension" },
  ];
  return facts.filter((fact) => fact !== false);
}
