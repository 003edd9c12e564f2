import { Token } from "cdktf";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN, type NameRule } from "../../../lib/core/names";
import { parseQuantity } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { holdsSecret, LITERAL_ENV } from "./literal-secrets";

/** Where one variable takes its value from; made by `EnvFrom`, and by secrets. */
export type EnvSource =
  | { readonly from: "secret"; readonly name: string; readonly key: string; readonly optional?: boolean }
  | { readonly from: "config-map"; readonly name: string; readonly key: string; readonly optional?: boolean }
  | { readonly from: "field"; readonly path: string }
  | { readonly from: "resource"; readonly resource: string; readonly divisor?: string }
  | { readonly from: "plain"; readonly value: string };

/** Value of an environment variable. */
export type EnvValue = string | number | boolean | EnvSource;

/** An object whose every key becomes a variable; made by `EnvFrom`. */
export type EnvFromSource = {
  readonly from: "whole-secret" | "whole-config-map";
  readonly name: string;
} & WholeOptions;

type WholeOptions = {
  /** Text before every name: `DB_`. @default none */
  readonly prefix?: string;
  /** Whether the container starts without the object. @default false: it waits for it */
  readonly optional?: boolean;
};

type KeyOptions = {
  /** Whether the container starts without the object or key, and without the variable. @default false: it waits */
  readonly optional?: boolean;
};

/** Ways to name the place of a variable's value. */
export const EnvFrom = {
  /** Key of a Secret in the namespace of the workload. */
  secret: (name: string, key: string, options: KeyOptions = {}): EnvSource => ({
    ...options,
    from: "secret",
    name,
    key,
  }),
  /** Key of a ConfigMap in the namespace of the workload. */
  configMap: (name: string, key: string, options: KeyOptions = {}): EnvSource => ({
    ...options,
    from: "config-map",
    name,
    key,
  }),
  /** What Kubernetes knows of the pod: `metadata.name`, `status.podIP`, `metadata.labels['team']`. */
  field: (path: string): EnvSource => ({ from: "field", path }),
  /**
   * An amount out of the container's resources: `limits.memory`.
   * @param divisor unit it is counted in, `1Mi`; undefined means cores and bytes
   */
  resource: (resource: string, divisor?: string): EnvSource => ({ from: "resource", resource, divisor }),
  /** A text that is no secret though its name or form looks like one: a public key, a password of nothing. */
  plain: (value: string): EnvSource => ({ from: "plain", value }),
  /** Every key of a Secret; for `envFrom`. */
  wholeSecret: (name: string, options: WholeOptions = {}): EnvFromSource => ({
    ...options,
    from: "whole-secret",
    name,
  }),
  /** Every key of a ConfigMap; for `envFrom`. */
  wholeConfigMap: (name: string, options: WholeOptions = {}): EnvFromSource => ({
    ...options,
    from: "whole-config-map",
    name,
  }),
} as const;

/** Name of a variable that every shell and Kubernetes version takes. Source: IsEnvVarName, Kubernetes API validation. */
const ENV_NAME = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const PREFIX = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;

/** Key of a Secret or ConfigMap. Source: IsConfigMapKey, Kubernetes API validation. */
const DATA_KEY: NameRule = {
  pattern: /^(?!\.\.?$)[-._a-zA-Z0-9]+$/,
  maxLength: 253,
  must: "be letters, digits, dashes, underscores and dots, at most 253 characters",
};

/**
 * Renders the variables of a container, under the prop `env`; reports every problem. What comes from elsewhere stands
 * first, so that texts can quote it as `$(NAME)`: Kubernetes knows only the variables before.
 *
 * Codes: `literal-secret`, `invalid-env-name`, `invalid-name`, `unknown-field`, `unknown-resource`, `invalid-quantity`.
 */
export function resolveEnv(
  env: Readonly<Record<string, EnvValue>> | undefined,
  problems: Problems,
): readonly JsonObject[] {
  const sources: JsonObject[] = [];
  const texts: JsonObject[] = [];
  for (const [name, value] of Object.entries(env ?? {})) {
    const at = problems.at("env").at(name);
    checkEnvName(at, name);
    if (typeof value !== "object") {
      at.addIf(holdsSecret(name, value), { prop: "", ...LITERAL_ENV });
      texts.push({ name, value: isToken(value) ? Token.asString(value) : String(value) });
    } else if (value.from === "plain") {
      texts.push({ name, value: value.value });
    } else {
      sources.push({ name, valueFrom: valueFrom(value, at) });
    }
  }
  return [...sources, ...texts];
}

/** Renders whole Secrets and ConfigMaps, under the prop `envFrom`. Codes: `invalid-name`, `invalid-env-name`. */
export function resolveEnvFrom(
  sources: readonly EnvFromSource[] | undefined,
  problems: Problems,
): readonly JsonObject[] {
  return (sources ?? []).map(({ from, name, prefix, optional }, index) => {
    const at = problems.at("envFrom").at(index);
    checkName(at, "name", name, DNS_SUBDOMAIN);
    ifKnown(prefix, (known) => {
      at.addIf(!PREFIX.test(known), {
        prop: "prefix",
        code: "invalid-env-name",
        rule: "a prefix of variables has letters, digits, dots, dashes and underscores and does not start with a digit",
        value: known,
        fix: "write it like DB_",
      });
    });
    return { prefix, [from === "whole-secret" ? "secretRef" : "configMapRef"]: { name, optional } };
  });
}

function checkEnvName(problems: Problems, name: string): void {
  problems.addIf(!isToken(name) && !ENV_NAME.test(name), {
    prop: "",
    code: "invalid-env-name",
    rule: "a variable's name has letters, digits, dots, dashes and underscores and does not start with a digit",
    value: name,
    fix: "write it like LOG_LEVEL",
  });
}

const FIELDS = [
  ...["metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName"],
  ...["status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs"],
];
const KEYED_FIELD = /^metadata\.(labels|annotations)\['[^']+'\]$/;

const AMOUNTS = ["requests", "limits"].flatMap((kind) =>
  ["cpu", "memory", "ephemeral-storage"].map((resource) => `${kind}.${resource}`),
);

function valueFrom(source: Exclude<EnvSource, { from: "plain" }>, problems: Problems): JsonObject {
  switch (source.from) {
    case "field":
      if (!KEYED_FIELD.test(source.path)) {
        const known = [...FIELDS, "metadata.labels['<key>']", "metadata.annotations['<key>']"];
        checkKnown(problems, "", "unknown-field", "field of the pod", source.path, known);
      }
      return { fieldRef: { fieldPath: source.path } };
    case "resource":
      checkKnown(problems, "", "unknown-resource", "amount", source.resource, AMOUNTS);
      ifKnown(source.divisor, (divisor) => {
        problems.addIf(parseQuantity(divisor) === undefined, {
          prop: "divisor",
          code: "invalid-quantity",
          rule: "a divisor is a quantity",
          value: divisor,
          fix: "write it like 1m for CPU, 1Mi for memory",
        });
      });
      return { resourceFieldRef: { resource: source.resource, divisor: source.divisor } };
    default: {
      const { from, name, key, optional } = source;
      checkName(problems, "name", name, DNS_SUBDOMAIN);
      checkName(problems, "key", key, DATA_KEY);
      return { [from === "secret" ? "secretKeyRef" : "configMapKeyRef"]: { name, key, optional } };
    }
  }
}
