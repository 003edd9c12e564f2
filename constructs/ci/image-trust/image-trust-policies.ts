import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import { fromAnyOf, globsOf } from "./image-source";
import { type ImageTags, namedAsAsked } from "./image-tags";
import { kyvernoIdentity, type Signer } from "./signer";

/** Namespaces a policy holds in: by their names, or by labels they carry. */
export type TrustedNamespaces = readonly string[] | { readonly labels: { readonly [label: string]: string } };

/** What happens to a pod that breaks a policy: refused, let in with a warning and reported, or reported only. */
export type TrustMode = "enforce" | "warn" | "audit";

/** What the policies are made of: resolved props. */
export interface TrustConfig {
  readonly name: string;
  readonly namespaces: TrustedNamespaces;
  readonly mode: TrustMode;
  readonly failurePolicy: "Fail" | "Ignore";
  readonly webhookTimeoutSeconds: number;
  readonly signers: { readonly [name: string]: Signer };
  readonly unsigned: readonly string[] | "any";
  readonly tags: ImageTags;
  readonly pinDigests: boolean;
  readonly pullSecrets: readonly string[];
  readonly transparencyLogUrl: string;
}

const API_VERSION = "policies.kyverno.io/v1";

const ACTIONS: { readonly [mode in TrustMode]: readonly string[] } = {
  enforce: ["Deny"],
  warn: ["Warn", "Audit"],
  audit: ["Audit"],
};

/** Lists of images that Kyverno takes from a pod. */
const KINDS = ["containers", "initContainers", "ephemeralContainers"];

/** Every policy: one for the signatures of each signer, and one for what images are called. */
export function trustPolicies(config: TrustConfig): readonly KubernetesManifest[] {
  const signatures = Object.entries(config.signers).map(([name, signer]) =>
    signaturePolicy(config, name, signer),
  );
  const rules = namingRules(config);
  return rules.length > 0 ? [...signatures, namingPolicy(config, rules)] : signatures;
}

/** Images of a signer carry a signature of one of its identities. */
function signaturePolicy(config: TrustConfig, name: string, signer: Signer): KubernetesManifest {
  const verified = `images.${KINDS.join(" + images.")}`;
  return {
    apiVersion: API_VERSION,
    kind: "ImageValidatingPolicy",
    metadata: { name: `${config.name}-signed-${name}` },
    spec: {
      ...common(config),
      // Pods only: digests written into Deployments would be drift to whoever applied them.
      autogen: { podControllers: { controllers: [] } },
      matchImageReferences: signer.images.flatMap(globsOf).map((glob) => ({ glob })),
      attestors: [
        {
          name: "signer",
          cosign: {
            keyless: { identities: signer.identities.map(kyvernoIdentity) },
            ctlog: { url: config.transparencyLogUrl },
          },
        },
      ],
      validationConfigurations: {
        required: true,
        mutateDigest: config.pinDigests,
        // Without pinning, a tag is verified as it stands: whether tags are wanted is said elsewhere.
        verifyDigest: config.pinDigests,
      },
      ...(config.pullSecrets.length > 0 && { credentials: { secrets: config.pullSecrets } }),
      validations: [
        {
          expression: `(${verified}).all(image, verifyImageSignatures(image, [attestors.signer]) > 0)`,
          message: `images of ${name} must be signed by its pipeline`,
        },
      ],
    },
  };
}

/** Images come from where they are expected, under names that stay what they are. */
function namingPolicy(config: TrustConfig, validations: readonly JsonObject[]): KubernetesManifest {
  return {
    apiVersion: API_VERSION,
    kind: "ValidatingPolicy",
    metadata: { name: `${config.name}-names` },
    spec: {
      ...common(config),
      variables: [{ name: "images", expression: IMAGES }],
      validations,
    },
  };
}

const IMAGES = KINDS.map((kind, index) =>
  index === 0 ? `object.spec.${kind}.map(c, c.image)` : `object.spec.?${kind}.orValue([]).map(c, c.image)`,
).join(" + ");

function namingRules({ unsigned, signers, tags }: TrustConfig): readonly JsonObject[] {
  const sources =
    unsigned === "any"
      ? undefined
      : fromAnyOf([...Object.values(signers).flatMap(({ images }) => images), ...unsigned], "image");
  const named = namedAsAsked(tags, "image");
  return [
    ...(sources === undefined
      ? []
      : [rule(sources, "images must come from a registry path that is signed, or trusted without")]),
    ...(named === undefined
      ? []
      : [rule(named, "images must be named by digest, or by a tag that is written once")]),
  ];
}

function rule(test: string, message: string): JsonObject {
  return { expression: `variables.images.all(image, ${test})`, message };
}

function common({ namespaces, mode, failurePolicy, webhookTimeoutSeconds }: TrustConfig): JsonObject {
  return {
    validationActions: ACTIONS[mode],
    failurePolicy,
    webhookConfiguration: { timeoutSeconds: webhookTimeoutSeconds },
    evaluation: { background: { enabled: true } },
    matchConstraints: {
      namespaceSelector: selectorOf(namespaces),
      resourceRules: [
        {
          apiGroups: [""],
          apiVersions: ["v1"],
          operations: ["CREATE", "UPDATE"],
          // A debugging container joins a running pod by the subresource, which no rule for pods sees.
          resources: ["pods", "pods/ephemeralcontainers"],
        },
      ],
    },
    // A pod on its way out loses its finalizers by updates, which must not be refused.
    matchConditions: [{ name: "not-being-deleted", expression: "!has(object.metadata.deletionTimestamp)" }],
  };
}

function selectorOf(namespaces: TrustedNamespaces): JsonObject {
  return "labels" in namespaces
    ? { matchLabels: namespaces.labels }
    : { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "In", values: namespaces }] };
}
