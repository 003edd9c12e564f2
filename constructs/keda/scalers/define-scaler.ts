import { checkKnown, type Problems } from "../../../lib/core/errors";
import type { PolicyStatement } from "../../../lib/core/policy";
import type { KubernetesManifest } from "../../helm/manifests";
import { holdsPassword, LITERAL_SECRET } from "../credential-text";
import type { PodIdentity } from "../pod-identity";
import type {
  BoundScaler,
  ITriggerAuthentication,
  MetricType,
  ScalerContext,
  ScalerValue,
  TriggerProps,
} from "../scaler-value";
import { isResourceMetric } from "../scaling-modifiers";
import { isSecretReference, type SecretReference } from "../secret-reference";
import { metadataText } from "./metadata-text";
import { checkRules, type GivenParameters } from "./rules";
import { type ScalerEntry, type ScalerParameter, scalerTable } from "./scaler-table";

/** What a scaler is made of once its props are read. */
export interface ScalerDraft {
  /** KEDA's name of the scaler. */
  readonly type: string;
  /** Parameters by KEDA's names; what is undefined is not given. */
  readonly parameters: GivenParameters;
  /** Props by KEDA's names, where the user wrote another than the table's. @default the table's */
  readonly props?: Readonly<Record<string, string>>;
  /** What the user set for the trigger as a whole. */
  readonly settings: TriggerProps;
  /** For CPU and memory, which demand one. @default the one of the settings */
  readonly metricType?: MetricType;
  /** Identity the user chose for the scaler. @default `defaultIdentity`, unless an authentication is shared */
  readonly identity?: PodIdentity;
  /** Identity of a scaler that does nothing without one. @default none */
  readonly defaultIdentity?: PodIdentity;
  /** What the identity needs; the operator is allowed it unless it takes on another role. @default nothing */
  readonly statements?: readonly PolicyStatement[];
  /** Objects the trigger relies on. @default none */
  readonly manifests?: (context: ScalerContext) => readonly KubernetesManifest[];
}

/**
 * Makes a scaler of KEDA. What it reads of props it reads when it is bound, so that problems carry the path of the
 * scaled object.
 *
 * Codes when bound: `missing-required`, `literal-secret`, `no-reference-here`, `two-authentications`, `authentication-elsewhere`,
 * `deprecated-parameter`, `unknown-parameter`, `unknown-metric-type`, `wrong-type`, `unknown-value`,
 * `separator-in-item`, and those of `checkRules`.
 */
export function defineScaler(type: string, read: (context: ScalerContext) => ScalerDraft): ScalerValue {
  return {
    type,
    bind: (context) => bindDraft(read(context), context),
  };
}

function bindDraft(draft: ScalerDraft, context: ScalerContext): BoundScaler {
  const { problems } = context;
  const entry = entryOf(draft.type);
  const { authentication: shared, ...settings } = draft.settings;
  const pathOf = (key: string): string => draft.props?.[key] ?? propOf(entry, key);
  const given = Object.fromEntries(
    Object.entries(draft.parameters).filter(([, value]) => value !== undefined),
  );
  const { metadata, secrets } = place(entry, given, problems, pathOf);
  const inline = Object.keys(secrets).length > 0 || draft.identity !== undefined;
  checkAuthentication(inline, shared, context);
  checkSettings(entry, draft, problems);
  checkRequired(entry, given, problems, pathOf, shared !== undefined);
  checkRules(entry.rules, given, problems, pathOf, shared === undefined);
  const identity = draft.identity ?? (shared === undefined ? draft.defaultIdentity : shared.identity);
  const ownRole = identity?.provider === "aws" && identity.roleArn === undefined;
  return {
    trigger: trigger(draft, { ...metadata, ...settings.metadata }),
    authentication:
      shared === undefined && (inline || identity !== undefined) ? { secrets, identity } : undefined,
    propOf: pathOf,
    statements: ownRole ? (draft.statements ?? []) : [],
    manifests: draft.manifests?.(context) ?? [],
  };
}

function trigger(
  { type, settings, metricType = settings.metricType }: ScalerDraft,
  metadata: Record<string, string>,
): BoundScaler["trigger"] {
  return {
    type,
    ...(settings.name !== undefined && { name: settings.name }),
    ...(metricType !== undefined && { metricType }),
    ...(settings.useCachedMetrics !== undefined && { useCachedMetrics: settings.useCachedMetrics }),
    metadata,
    ...(settings.authentication !== undefined && { authenticationRef: settings.authentication.reference }),
  };
}

/** The settings every trigger has. What goes to metadata as it is must not carry a credential there either. */
function checkSettings(
  entry: ScalerEntry,
  { type, settings, metricType = settings.metricType }: ScalerDraft,
  problems: Problems,
): void {
  const known = [isResourceMetric(type) ? "Utilization" : "Value", "AverageValue"];
  checkKnown(problems, "metricType", "unknown-metric-type", "metric type", metricType, known);
  for (const [key, value] of Object.entries(settings.metadata ?? {})) {
    const secret = entry.params.some((one) => one.key === key && !one.in.includes("metadata"));
    problems.at("metadata").addIf(secret || holdsPassword(value), { prop: key, ...LITERAL_SECRET });
  }
}

interface Placed {
  readonly metadata: Record<string, string>;
  readonly secrets: Record<string, SecretReference>;
}

/** Puts each parameter where KEDA looks for it, or reports why it cannot be there. */
function place(
  entry: ScalerEntry,
  given: GivenParameters,
  problems: Problems,
  pathOf: (key: string) => string,
): Placed {
  const placed: Placed = { metadata: {}, secrets: {} };
  for (const [key, value] of Object.entries(given)) {
    const parameter = entry.params.find((one) => one.key === key);
    if (parameter === undefined) {
      problems.add({
        prop: pathOf(key),
        code: "unknown-parameter",
        rule: `KEDA's ${entry.type} scaler has no such parameter`,
        fix: `use one of ${entry.params.map((one) => one.prop).join(", ")}, or metadata for a newer KEDA`,
      });
    } else if (refuseDeprecated(parameter, problems, pathOf)) {
      if (isSecretReference(value)) {
        placeReference(parameter, value, placed, problems, pathOf);
      } else {
        placeLiteral(parameter, value, placed, problems, pathOf);
      }
    }
  }
  return placed;
}

function refuseDeprecated(
  { key, deprecated }: ScalerParameter,
  problems: Problems,
  pathOf: (key: string) => string,
): boolean {
  return !problems.addIf(deprecated !== undefined, {
    prop: pathOf(key),
    code: "deprecated-parameter",
    rule: "KEDA has removed or is about to remove this parameter",
    fix: deprecated ?? "",
  });
}

function placeReference(
  parameter: ScalerParameter,
  reference: SecretReference,
  placed: Placed,
  problems: Problems,
  pathOf: (key: string) => string,
): void {
  const { key, envKey } = parameter;
  if (reference.from === "env" && reference.containerName === undefined && envKey !== undefined) {
    // KEDA reads the environment of the scale target itself here, without a TriggerAuthentication.
    placed.metadata[envKey] = reference.name;
  } else if (parameter.in.includes("auth")) {
    placed.secrets[key] = reference;
  } else {
    problems.add({
      prop: pathOf(key),
      code: "no-reference-here",
      rule: parameter.in.includes("env")
        ? "KEDA reads this parameter from metadata or an environment variable only"
        : "KEDA reads this parameter from metadata only",
      value: reference.from,
      fix: parameter.in.includes("env") ? "pass a value or SecretFrom.env(...)" : "pass a value",
    });
  }
}

function placeLiteral(
  parameter: ScalerParameter,
  value: unknown,
  placed: Placed,
  problems: Problems,
  pathOf: (key: string) => string,
): void {
  const { key } = parameter;
  if (!parameter.in.includes("metadata") || holdsPassword(value)) {
    problems.add({ prop: pathOf(key), ...LITERAL_SECRET });
    return;
  }
  if (key.endsWith(".*") && typeof value === "object" && value !== null) {
    // One key for each member: query.A, query.B.
    for (const [member, text] of Object.entries(value)) {
      placed.metadata[`${key.slice(0, -1)}${member}`] = String(text);
    }
    return;
  }
  const text = metadataText(parameter, value, problems, pathOf(key));
  if (text !== undefined) {
    placed.metadata[key] = text;
  }
}

/** Reports credentials of two kinds in one trigger, and shared ones of another namespace. */
export function checkAuthentication(
  inline: boolean,
  shared: ITriggerAuthentication | undefined,
  { problems, namespace }: ScalerContext,
): void {
  problems.addIf(shared?.namespace !== undefined && shared.namespace !== namespace, {
    prop: "authentication",
    code: "authentication-elsewhere",
    rule: `a TriggerAuthentication serves its own namespace, ${shared?.namespace}`,
    value: shared?.reference.name,
    fix: `make one in ${namespace}, or a ClusterTriggerAuthentication`,
  });
  problems.addIf(inline && shared !== undefined, {
    prop: "authentication",
    code: "two-authentications",
    rule: "a trigger has one authentication, and its props refer to secrets or an identity of their own",
    value: shared?.reference.name,
    fix: "leave out authentication, or move the references into it",
  });
}

function checkRequired(
  entry: ScalerEntry,
  given: GivenParameters,
  problems: Problems,
  pathOf: (key: string) => string,
  shared: boolean,
): void {
  for (const parameter of entry.params) {
    const elsewhere = shared && parameter.in.includes("auth");
    problems.addIf(parameter.required === true && given[parameter.key] === undefined && !elsewhere, {
      prop: pathOf(parameter.key),
      code: "missing-required",
      rule: `KEDA's ${entry.type} scaler does not work without it`,
      fix: `set it: ${parameter.doc}`,
    });
  }
}

function entryOf(type: string): ScalerEntry {
  const entry = scalerTable().get(type);
  if (entry === undefined) {
    throw new Error(`no scaler ${type} in the table`);
  }
  return entry;
}

function propOf(entry: ScalerEntry, key: string): string {
  return entry.params.find((one) => one.key === key)?.prop ?? key;
}
