import { checkKnown, type Problems } from "../../../lib/core/errors";
import { holdsPassword, isCredentialName, LITERAL_SECRET } from "../credential-text";
import type { PodIdentity } from "../pod-identity";
import type { BoundScaler, ScalerContext, ScalerValue, TriggerProps } from "../scaler-value";
import { isSecretReference, type SecretReference } from "../secret-reference";
import { checkAuthentication } from "./define-scaler";
import { metadataText } from "./metadata-text";

/** A scaler Slipway does not know: of a newer KEDA, or of a build of one's own. */
export interface CustomScalerProps extends Omit<TriggerProps, "metadata"> {
  /** KEDA's name of the scaler. */
  readonly type: string;
  /** Metadata by KEDA's names. Credentials belong in `secrets`. @default none */
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
  /** Where credentials lie, by KEDA's names of the parameters. @default none */
  readonly secrets?: Readonly<Record<string, SecretReference>>;
  /** Identity of the operator the scaler works as. What it needs there is for you to grant. @default none */
  readonly identity?: PodIdentity;
}

/**
 * Any scaler by KEDA's own names, which nothing checks but that no credential is in plain sight. Codes:
 * `missing-required`, `unknown-metric-type`, `wrong-type`, `literal-secret`, `two-authentications`, `authentication-elsewhere`.
 */
export function custom(props: CustomScalerProps): ScalerValue {
  return { type: props.type ?? "", bind: (context) => bindCustom(props, context) };
}

function bindCustom(props: CustomScalerProps, context: ScalerContext): BoundScaler {
  const { problems } = context;
  const { type = "", name, metricType, useCachedMetrics, authentication, secrets = {}, identity } = props;
  problems.addIf(type === "", {
    prop: "type",
    code: "missing-required",
    rule: "KEDA finds the scaler by its type",
    fix: "set it to KEDA's name of the scaler",
  });
  checkKnown(problems, "metricType", "unknown-metric-type", "metric type", metricType, [
    "Value",
    "AverageValue",
  ]);
  const own = Object.keys(secrets).length > 0 || identity !== undefined;
  checkAuthentication(own, authentication, context);
  const trigger = {
    type,
    ...(name !== undefined && { name }),
    ...(metricType !== undefined && { metricType }),
    ...(useCachedMetrics !== undefined && { useCachedMetrics }),
    metadata: readMetadata(props.metadata ?? {}, problems.at("metadata")),
    ...(authentication !== undefined && { authenticationRef: authentication.reference }),
  };
  const references = readSecrets(secrets, problems.at("secrets"));
  return {
    trigger,
    authentication: own && authentication === undefined ? { secrets: references, identity } : undefined,
    propOf: (parameter) => `secrets.${parameter}`,
    statements: [],
    manifests: [],
  };
}

/** Metadata as text, without what must not be there. */
function readMetadata(
  metadata: NonNullable<CustomScalerProps["metadata"]>,
  problems: Problems,
): Record<string, string> {
  const texts = Object.entries(metadata).map(([key, value]) => {
    const secret = (typeof value !== "boolean" && isCredentialName(key)) || holdsPassword(value);
    if (problems.addIf(secret, { ...LITERAL_SECRET, prop: key, fix: `pass a reference in secrets.${key}` })) {
      return [];
    }
    const text = metadataText(
      { key, prop: key, in: ["metadata"], type: typeOf(value), doc: "" },
      value,
      problems,
      key,
    );
    return text === undefined ? [] : [[key, text]];
  });
  return Object.fromEntries(texts.flat());
}

function typeOf(value: unknown): "string" | "number" | "boolean" {
  return typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "string";
}

function readSecrets(
  secrets: NonNullable<CustomScalerProps["secrets"]>,
  problems: Problems,
): Record<string, SecretReference> {
  const references = Object.entries(secrets).filter(
    ([parameter, reference]) =>
      !problems.addIf(!isSecretReference(reference), {
        ...LITERAL_SECRET,
        prop: parameter,
        fix: "put it into a Secret and pass SecretFrom.secret(name, key) or one of its like",
      }),
  );
  return Object.fromEntries(references);
}
