import type { Problems } from "../../lib/core/errors";
import { mergeValues } from "../../lib/core/helm-values";
import { checkName, type NameRule } from "../../lib/core/names";
import type { Json, JsonObject } from "../../lib/core/render";
import { ifKnown } from "../../lib/core/tokens";

/** How one EKS add-on is installed. */
export interface AddOnProps {
  /**
   * Exact version as EKS writes it: `v<version>-eksbuild.<build>`.
   * @default the version EKS prefers for the cluster, chosen once when the add-on is made
   */
  readonly version?: string;
  /** Settings by the add-on's own schema, merged over Slipway's: deep for objects, lists replace. @default none */
  readonly configurationValues?: JsonObject;
  /**
   * Whether the software stays in the cluster when Terraform forgets the add-on.
   * @default true for vpc-cni, coredns and kube-proxy, without which running pods lose their network
   */
  readonly preserve?: boolean;
  /**
   * Roles of the add-on's service accounts by their name, given through Pod Identity.
   * @default aws-ebs-csi-driver gets a role of its own, other add-ons none
   */
  readonly podIdentity?: Readonly<Record<string, string>>;
}

/** Add-ons by their EKS name; a core add-on is switched off with "none". */
export type AddOnsProps = Readonly<Record<string, AddOnProps | "none">>;

/** An add-on after `resolveAddOns`. */
export interface AddOnConfig {
  /** Undefined lets EKS choose. */
  readonly version: string | undefined;
  /** Undefined where there is nothing to configure. */
  readonly configurationValues: JsonObject | undefined;
  readonly preserve: boolean;
  /** Undefined where the add-on brings no roles of the user's. */
  readonly podIdentity: Readonly<Record<string, string>> | undefined;
  /** Nodes join only with networking and identity in place; other pods need nodes to become active on. */
  readonly beforeNodes: boolean;
}

interface CoreAddOn {
  readonly beforeNodes: boolean;
  readonly preserve: boolean;
  readonly configurationValues: JsonObject;
}

/**
 * Add-ons every cluster gets. Network policies are enforced and logged, nodes hand out addresses by prefix, which
 * lifts the limit on pods of small instance types.
 *
 * Source of the keys: "Configure your cluster for Kubernetes network policies" and "Assign more IP addresses to
 * Amazon EKS nodes with prefixes", EKS user guide.
 */
const CORE_ADD_ONS: Readonly<Record<string, CoreAddOn>> = {
  "vpc-cni": {
    beforeNodes: true,
    preserve: true,
    configurationValues: {
      enableNetworkPolicy: "true",
      env: { ENABLE_PREFIX_DELEGATION: "true", NETWORK_POLICY_ENFORCING_MODE: "standard" },
      nodeAgent: { enablePolicyEventLogs: "true" },
    },
  },
  "kube-proxy": { beforeNodes: true, preserve: true, configurationValues: {} },
  "eks-pod-identity-agent": { beforeNodes: true, preserve: false, configurationValues: {} },
  coredns: { beforeNodes: false, preserve: true, configurationValues: {} },
  "aws-ebs-csi-driver": { beforeNodes: false, preserve: false, configurationValues: {} },
};

/** Names of the core add-ons, in the order they are made. */
export const CORE_ADD_ON_NAMES: readonly string[] = Object.keys(CORE_ADD_ONS);

/** Some names hold an underscore: those of add-ons sold in AWS Marketplace. */
const ADD_ON_NAME: NameRule = {
  pattern: /^[a-z0-9][a-z0-9_-]*$/,
  maxLength: 100,
  must: "be an EKS add-on: lowercase letters, digits, dashes and underscores",
};

/**
 * Fills defaults and reports every problem. Core add-ons come first, the user's own after them.
 *
 * Codes: `auto-mode-with-add-ons`, `unknown-add-on`, `invalid-name`, `invalid-version`.
 *
 * @param autoMode whether AWS runs what the core add-ons do
 */
export function resolveAddOns(
  props: AddOnsProps,
  autoMode: boolean,
  problems: Problems,
): ReadonlyMap<string, AddOnConfig> {
  const resolved = new Map<string, AddOnConfig>();
  for (const name of CORE_ADD_ON_NAMES) {
    const addOn = props[name];
    if (autoMode) {
      problems.at(name).addIf(addOn !== undefined && addOn !== "none", {
        prop: "",
        code: "auto-mode-with-add-ons",
        rule: "Auto Mode runs this inside AWS, and a second one would fight it",
        value: name,
        fix: "leave the add-on out, or leave autoMode out",
      });
    } else if (addOn !== "none") {
      resolved.set(name, resolveAddOn(name, addOn ?? {}, problems.at(name)));
    }
  }
  for (const [name, addOn] of Object.entries(props)) {
    if (CORE_ADD_ON_NAMES.includes(name)) {
      continue;
    }
    if (addOn === "none") {
      problems.at(name).add({
        prop: "",
        code: "unknown-add-on",
        rule: "only an add-on that is made by default can be switched off",
        value: name,
        fix: `use one of ${CORE_ADD_ON_NAMES.join(", ")}, or leave the add-on out`,
      });
    } else {
      checkName(problems.at(name), "", name, ADD_ON_NAME);
      resolved.set(name, resolveAddOn(name, addOn, problems.at(name)));
    }
  }
  return resolved;
}

function resolveAddOn(name: string, props: AddOnProps, problems: Problems): AddOnConfig {
  const core = CORE_ADD_ONS[name];
  ifKnown(props.version, (version) => {
    problems.addIf(!/^v?\d+\.\d+\.\d+[\w.+-]*$/.test(version), {
      prop: "version",
      code: "invalid-version",
      rule: "an add-on is pinned to an exact version",
      value: version,
      fix: `see \`aws eks describe-addon-versions --addon-name ${name}\`, or leave the version to EKS`,
    });
  });
  const values = mergeValues(core?.configurationValues, props.configurationValues);
  return {
    version: props.version,
    configurationValues: Object.keys(values).length > 0 ? sortKeys(values) : undefined,
    preserve: props.preserve ?? core?.preserve ?? false,
    podIdentity: props.podIdentity,
    beforeNodes: core?.beforeNodes ?? false,
  };
}

/** EKS compares configuration as text, so the order of keys must not depend on who wrote them. */
function sortKeys(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, isObject(member) ? sortKeys(member) : member]),
  );
}

function isObject(value: Json | undefined): value is JsonObject {
  return value?.constructor === Object;
}
