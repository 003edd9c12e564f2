import type { Problems } from "../../lib/core/errors";
import { ifKnown, isToken } from "../../lib/core/tokens";

const NAME = /^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;
const MAX_PREFIX_LENGTH = 253;
const MAX_NAME_LENGTH = 63;

/**
 * Whether a text is a label or taint key: a name, or a DNS subdomain, a slash and a name.
 *
 * Source: "Labels and Selectors", Kubernetes documentation.
 */
export function isLabelKey(key: string): boolean {
  const slash = key.indexOf("/");
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  return (
    name.length <= MAX_NAME_LENGTH &&
    NAME.test(name) &&
    (prefix === undefined || (prefix.length <= MAX_PREFIX_LENGTH && PREFIX.test(prefix)))
  );
}

/** Whether a text is a label or taint value: empty, or of the shape of a name. */
export function isLabelValue(value: string): boolean {
  return value === "" || (value.length <= MAX_NAME_LENGTH && NAME.test(value));
}

/** Reports a label or taint key that Kubernetes would refuse. Tokens pass. */
export function checkLabelKey(problems: Problems, prop: string, key: string): void {
  problems.addIf(!isToken(key) && !isLabelKey(key), {
    prop,
    code: "invalid-label-key",
    rule: "a key is a name of at most 63 letters, digits and -_. or a DNS subdomain, a slash and such a name",
    value: key,
    fix: "write it like team or example.com/team",
  });
}

/** Reports a label or taint value that Kubernetes would refuse. Tokens pass. */
export function checkLabelValue(problems: Problems, prop: string, value: string | undefined): void {
  ifKnown(value, (known) => {
    problems.addIf(!isLabelValue(known), {
      prop,
      code: "invalid-label-value",
      rule: "a value is empty or has at most 63 letters, digits and -_. and starts and ends with a letter or digit",
      value: known,
      fix: "shorten or clean the value",
    });
  });
}

/** Domains nobody but Kubernetes and EKS gives labels of. */
const RESERVED = /(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com)$/;

/** Domains inside the reserved ones that are free for node labels. Source: `IsKubeletLabel`, Kubernetes. */
const FREE = /(^|\.)(kubelet|node)\.kubernetes\.io$/;

/**
 * Reports node labels that Kubernetes would refuse, and those that keep a node from joining: the kubelet does not
 * start with labels of kubernetes.io and k8s.io beside its own, and EKS reserves eks.amazonaws.com.
 */
export function checkNodeLabels(
  problems: Problems,
  prop: string,
  labels: Readonly<Record<string, string>> | undefined,
): void {
  for (const [key, value] of Object.entries(labels ?? {})) {
    const at = problems.at(prop).at(key);
    checkLabelKey(at, "", key);
    checkLabelValue(at, "", value);
    const domain = key.slice(0, Math.max(0, key.indexOf("/")));
    at.addIf(RESERVED.test(domain) && !FREE.test(domain), {
      prop: "",
      code: "reserved-label",
      rule: "nodes cannot give themselves labels of kubernetes.io, k8s.io and eks.amazonaws.com",
      value: key,
      fix: "use a domain of your own, or node.kubernetes.io/",
    });
  }
}
