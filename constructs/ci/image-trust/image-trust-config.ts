import { checkKnown, type Problems } from "../../../lib/core/errors";
import {
  checkName,
  DNS_LABEL,
  DNS_SUBDOMAIN,
  HELM_RELEASE_NAME,
  type NameRule,
} from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { checkSources } from "./image-source";
import { checkTagRule, WRITTEN_ONCE } from "./image-tags";
import type { ImageTrustProps } from "./image-trust";
import type { TrustConfig, TrustedNamespaces } from "./image-trust-policies";
import { checkSigner } from "./signer";

/** Namespaces Kyverno's webhooks and filters leave out. Source: values.yaml of the chart, config. */
const LEFT_OUT = ["kube-system", "kube-public", "kube-node-lease"];

/** Name of a policy: what Kyverno calls its webhooks and reports after it must fit into a label. */
const POLICY_NAME: NameRule = {
  pattern: DNS_LABEL.pattern,
  maxLength: 30,
  must: "be lowercase letters, digits and dashes, start and end with a letter or digit, at most 30 characters",
};

/** Fills defaults and reports every problem. */
export function resolveImageTrust(props: ImageTrustProps, problems: Problems) {
  const mode = props.mode ?? "enforce";
  const config: TrustConfig = {
    name: props.name,
    namespaces: props.namespaces,
    mode,
    failurePolicy: props.failurePolicy ?? (mode === "enforce" ? "Fail" : "Ignore"),
    webhookTimeoutSeconds: props.webhookTimeoutSeconds ?? 15,
    signers: props.signers ?? {},
    unsigned: props.unsigned ?? [],
    tags: props.tags ?? { allow: WRITTEN_ONCE },
    // What is only watched is not changed.
    pinDigests: (props.pinDigests ?? true) && mode === "enforce",
    pullSecrets: props.pullSecrets ?? [],
    transparencyLogUrl: props.transparencyLogUrl ?? "https://rekor.sigstore.dev",
  };
  const releaseName = props.releaseName ?? props.name;
  checkName(problems, "name", config.name, POLICY_NAME);
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkKnown(problems, "mode", "unknown-mode", "mode", config.mode, ["enforce", "warn", "audit"]);
  checkKnown(problems, "failurePolicy", "unknown-failure-policy", "failure policy", config.failurePolicy, [
    "Fail",
    "Ignore",
  ]);
  // The API server's bounds for webhooks.
  checkWholeNumber(problems, "webhookTimeoutSeconds", config.webhookTimeoutSeconds, 1, 30);
  checkNamespaces(problems, config.namespaces, [...LEFT_OUT, props.kyverno.namespace]);
  for (const [name, signer] of Object.entries(config.signers)) {
    checkName(problems.at("signers"), name, name, POLICY_NAME);
    checkSigner(problems.at("signers").at(name), signer);
  }
  if (config.unsigned !== "any") {
    checkSources(problems, "unsigned", config.unsigned);
  }
  checkTagRule(problems, "tags", config.tags);
  config.pullSecrets.forEach((secret, index) => {
    checkName(problems.at("pullSecrets"), `[${index}]`, secret, DNS_SUBDOMAIN);
  });
  ifKnown(config.transparencyLogUrl, (url) => {
    problems.addIf(!/^https:\/\/[^\s/]+/.test(url), {
      prop: "transparencyLogUrl",
      code: "insecure-log",
      rule: "a transparency log is reached over https",
      value: url,
      fix: "begin it with https://",
    });
  });
  checkSomethingAsked(problems, config);
  return { ...config, releaseName };
}

function checkNamespaces(
  problems: Problems,
  namespaces: TrustedNamespaces,
  leftOut: readonly string[],
): void {
  const at = problems.at("namespaces");
  const count = "labels" in namespaces ? Object.keys(namespaces.labels).length : namespaces.length;
  at.addIf(count === 0, {
    prop: "",
    code: "no-namespaces",
    rule: "policies hold in at least one namespace; no label would mean all of them, the cluster's own among them",
    value: namespaces,
    fix: "name the namespaces, or a label they carry",
  });
  if ("labels" in namespaces) {
    return;
  }
  namespaces.forEach((name, index) => {
    checkName(at, `[${index}]`, name, DNS_LABEL);
    at.addIf(!isToken(name) && leftOut.includes(name), {
      prop: `[${index}]`,
      code: "namespace-left-out",
      rule: "Kyverno's webhooks leave this namespace out, so that the cluster comes up without it",
      value: name,
      fix: "remove it",
    });
  });
}

function checkSomethingAsked(problems: Problems, { signers, unsigned, tags }: TrustConfig): void {
  const none = Object.keys(signers).length === 0;
  problems.addIf(none && unsigned === "any" && tags === "any", {
    prop: "signers",
    code: "nothing-asked",
    rule: "any image under any name is trusted, so there is nothing to check",
    fix: "name signers, trusted images or tags, or leave the construct out",
  });
  problems.addIf(none && unsigned !== "any" && unsigned.length === 0, {
    prop: "signers",
    code: "nothing-trusted",
    rule: "no signer and no trusted image is named, so that no pod could start",
    fix: 'name signers or unsigned images, or set unsigned to "any"',
  });
}
