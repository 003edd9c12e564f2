import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, type NameRule, physicalName } from "../../../lib/core/names";
import { checkResources } from "../../../lib/core/quantities";
import type { Json, JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import type { KubernetesManifest } from "../../helm/manifests";
import { passwordPaths } from "../literal-passwords";
import type { FeatureFlagsProps } from "./feature-flags";
import type { FlagValue } from "./flag";
import { targetingLogic } from "./targeting";

const FLAG_KEY: NameRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
  maxLength: 128,
  must: "be letters, digits, dots, dashes and underscores, begin with a letter or digit, at most 128 characters",
};

/** Flags once they are rendered. */
export type ResolvedFeatureFlags = ReturnType<typeof resolveFeatureFlags>;

/** Fills defaults, renders every flag and reports every problem. */
export function resolveFeatureFlags(props: FeatureFlagsProps, problems: Problems) {
  const shared = props.shared ?? [];
  checkName(problems, "name", props.name, DNS_LABEL);
  checkName(problems, "namespace", props.namespace, DNS_LABEL);
  checkResources(problems, "resources", props.resources);
  problems.addIf(Object.keys(props.flags).length === 0, {
    prop: "flags",
    code: "no-flags",
    rule: "a set of flags holds at least one",
    value: {},
    fix: "add a flag: Flag.boolean()",
  });
  shared.forEach(({ keys, name }, index) => {
    const twice = keys.filter((key) => Object.hasOwn(props.flags, key));
    problems.at("shared").addIf(twice.length > 0, {
      prop: `[${index}]`,
      code: "duplicate-flag",
      rule: `${name} has flags of the same key, and one would hide the other`,
      value: twice,
      fix: "rename them, or leave one out",
    });
  });
  return {
    name: props.name,
    namespace: props.namespace,
    releaseName: physicalName(["flags", props.name], 53),
    flags: Object.fromEntries(
      Object.entries(props.flags).map(([key, flag]) => {
        checkName(problems.at("flags").at(key), "", key, FLAG_KEY);
        return [key, renderFlag(flag, problems.at("flags").at(key))];
      }),
    ),
    sources: [...shared.map(({ source }) => source), `${props.namespace}/${props.name}`],
    resources: props.resources,
  };
}

/**
 * Renders a flag as flagd has it. Codes: `no-variants`, `missing-value`, `unknown-variant`, `mixed-variants`,
 * `unsafe-number`, `literal-secret`, and those of `targetingLogic` under `targeting`.
 */
export function renderFlag(flag: FlagValue, problems: Problems): JsonObject {
  const names = Object.keys(flag.variants);
  problems.addIf(names.length === 0, {
    prop: "variants",
    code: "no-variants",
    rule: "a flag has at least one variant",
    value: {},
    fix: "add the variants it may have",
  });
  checkKnown(problems, "default", "unknown-variant", "variant", flag.default, names);
  for (const [variant, value] of Object.entries(flag.variants)) {
    checkVariant(flag.type, variant, value, problems.at("variants"));
  }
  const targeting =
    flag.targeting === undefined || flag.targeting.length === 0
      ? undefined
      : targetingLogic(flag.targeting, names, problems.at("targeting"));
  return {
    state: flag.enabled === false ? "DISABLED" : "ENABLED",
    variants: flag.variants as { readonly [variant: string]: Json },
    defaultVariant: flag.default,
    ...(targeting !== undefined && { targeting }),
    ...(flag.description !== undefined && { metadata: { description: flag.description } }),
  };
}

function checkVariant(type: FlagValue["type"], variant: string, value: unknown, problems: Problems): void {
  problems.addIf(variant === "", {
    prop: variant,
    code: "missing-value",
    rule: "a variant has a name",
    value: variant,
    fix: "name it",
  });
  if (isToken(value)) {
    return;
  }
  const found = Array.isArray(value) || value === null ? "list or null" : typeof value;
  const fits = !problems.addIf(found !== type, {
    prop: variant,
    code: "mixed-variants",
    rule: `every variant of this flag is of type ${type}`,
    value,
    fix: "correct the value, or use Flag of its type",
  });
  problems.addIf(fits && typeof value === "number" && !isSafe(value), {
    prop: variant,
    code: "unsafe-number",
    rule: "a number beyond 2^53 loses digits on its way through JSON",
    value: String(value),
    fix: "use a smaller number, or a flag of strings",
  });
  for (const path of passwordPaths(value)) {
    problems.add({
      prop: path === "" ? variant : `${variant}.${path}`,
      code: "literal-secret",
      rule: "a flag is readable by whoever may read the cluster, and so is a password in it",
      fix: "serve the name of a setting, and keep the password in a Secret",
    });
  }
}

function isSafe(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
}

/** The flags, and how flagd beside an application gets them: from the proxy, so that pods need no permissions. */
export function featureFlagManifests(config: ResolvedFeatureFlags): readonly KubernetesManifest[] {
  const metadata = { name: config.name, namespace: config.namespace };
  return [
    {
      apiVersion: "core.openfeature.dev/v1beta1",
      kind: "FeatureFlag",
      metadata,
      spec: { flagSpec: { flags: config.flags } },
    },
    {
      apiVersion: "core.openfeature.dev/v1beta1",
      kind: "FeatureFlagSource",
      metadata,
      spec: {
        sources: config.sources.map((source) => ({ source, provider: "flagd-proxy" })),
        logFormat: "json",
        probesEnabled: true,
        ...(config.resources !== undefined && { resources: config.resources }),
      },
    },
  ];
}
