import { Problems } from "../../lib/core/errors";
import { DNS_SUBDOMAIN, physicalName } from "../../lib/core/names";
import type { PolicyStatement } from "../../lib/core/policy";
import type { KubernetesManifest } from "../helm/manifests";
import { authenticationSpec } from "./authentication-spec";
import type { BoundScaler, ScalerValue, Trigger } from "./scaler-value";

/** What the triggers of one scaled object or job come to. */
export interface BoundTriggers {
  readonly triggers: readonly Trigger[];
  /** TriggerAuthentications, and whatever else triggers rely on. */
  readonly manifests: readonly KubernetesManifest[];
  /** What KEDA's operator must be allowed in AWS. */
  readonly statements: readonly PolicyStatement[];
}

/** The scaled object or job that triggers belong to. */
export interface TriggerOwner {
  readonly name: string;
  readonly namespace: string;
}

/**
 * Binds scalers to their owner: each trigger with credentials of its own gets a TriggerAuthentication, triggers with
 * equal ones share it.
 *
 * Codes: `no-triggers`, `duplicate-trigger`, `trigger-needs-name`, and those of the scalers under `triggers[n]`.
 */
export function bindTriggers(
  scalers: readonly ScalerValue[],
  owner: TriggerOwner,
  problems: Problems,
): BoundTriggers {
  problems.addIf(scalers.length === 0, {
    prop: "triggers",
    code: "no-triggers",
    rule: "without a trigger nothing is scaled",
    value: [],
    fix: "add a trigger: Scaler.rabbitMq({...})",
  });
  const authentications = new Authentications(owner);
  const bound = scalers.map((scaler, index) => {
    const at = problems.at("triggers").at(index);
    return authentications.attach(scaler.bind({ problems: at, ...owner }), at);
  });
  checkNames(
    bound.map(({ trigger }) => trigger),
    problems,
  );
  return {
    triggers: bound.map(({ trigger }) => trigger),
    manifests: [...bound.flatMap(({ manifests }) => manifests), ...authentications.manifests],
    statements: [...bound.flatMap(({ statements }) => statements), ...authentications.statements],
  };
}

function checkNames(triggers: readonly Trigger[], problems: Problems): void {
  const names = new Set<string>();
  triggers.forEach(({ name }, index) => {
    problems
      .at("triggers")
      .at(index)
      .addIf(name !== undefined && names.has(name), {
        prop: "name",
        code: "duplicate-trigger",
        rule: "triggers of one scaled object have names of their own",
        value: name,
        fix: "rename one of them",
      });
    if (name !== undefined) {
      names.add(name);
    }
  });
}

/** The TriggerAuthentications of one owner, each named after the first trigger that needs it. */
class Authentications {
  readonly manifests: KubernetesManifest[] = [];
  readonly statements: PolicyStatement[] = [];
  private readonly nameOf = new Map<string, string>();

  constructor(private readonly owner: TriggerOwner) {}

  attach(bound: BoundScaler, problems: Problems): BoundScaler {
    const { authentication, trigger } = bound;
    if (authentication === undefined) {
      return bound;
    }
    const found = new Problems();
    const { spec, statements } = authenticationSpec(authentication, found);
    for (const problem of found.all) {
      problems.add({ ...problem, prop: bound.propOf?.(problem.prop) ?? problem.prop });
    }
    const key = canonical(authentication);
    const name = this.nameOf.get(key) ?? this.nameFor(trigger);
    if (!this.nameOf.has(key)) {
      problems.addIf([...this.nameOf.values()].includes(name), {
        prop: "name",
        code: "trigger-needs-name",
        rule: `two triggers need credentials of their own, and both would be called ${name}`,
        fix: "give the triggers names",
      });
      this.nameOf.set(key, name);
      this.manifests.push(triggerAuthentication("TriggerAuthentication", name, this.owner.namespace, spec));
      this.statements.push(...statements);
    }
    return {
      ...bound,
      trigger: { ...trigger, authenticationRef: { name, kind: "TriggerAuthentication" } },
    };
  }

  /** Formulas want trigger names such as `orders_queue`, which no object of Kubernetes may have. */
  private nameFor({ name, type }: Trigger): string {
    const suffix = (name ?? type)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "");
    return physicalName([this.owner.name, suffix], DNS_SUBDOMAIN.maxLength);
  }
}

/** The same text for the same content, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** The manifest of a TriggerAuthentication, or of a ClusterTriggerAuthentication without namespace. */
export function triggerAuthentication(
  kind: "TriggerAuthentication" | "ClusterTriggerAuthentication",
  name: string,
  namespace: string | undefined,
  spec: KubernetesManifest["spec"],
): KubernetesManifest {
  return {
    apiVersion: "keda.sh/v1alpha1",
    kind,
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec,
  };
}
