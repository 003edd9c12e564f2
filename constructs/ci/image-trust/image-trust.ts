import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import { Manifests } from "../../helm/manifests";
import type { ImageTags } from "./image-tags";
import { resolveImageTrust } from "./image-trust-config";
import { type TrustedNamespaces, type TrustMode, trustPolicies } from "./image-trust-policies";
import type { IKyverno } from "./kyverno-interface";
import type { Signer } from "./signer";

export interface ImageTrustProps {
  /** What checks the policies. Without reports controller, what ran before is not looked at. */
  readonly kyverno: IKyverno;
  /** Beginning of the policies' names, unique in the cluster, at most 30 characters: `production`. */
  readonly name: string;
  /**
   * Where the policies hold: names of namespaces, which need not exist yet, or labels they carry. Never `kube-system`
   * or Kyverno's own, which its webhooks leave out.
   */
  readonly namespaces: TrustedNamespaces;
  /**
   * Who signs which images, by a name that becomes part of the policy's. Where two signers share images, both must
   * have signed.
   * @default nobody: no signature is asked for
   */
  readonly signers?: { readonly [name: string]: Signer };
  /**
   * Images trusted without signature: repositories (`docker.io/library/postgres`) or everything below a path
   * (`quay.io/prometheus/*`), as they stand in pods, registry included. `any` takes images from everywhere.
   * @default none: images of no signer are refused
   */
  readonly unsigned?: readonly string[] | "any";
  /**
   * How images may be named. `any` takes tags that move, `latest` among them.
   * @default by digest, by a whole version (`1.4.2`) or by a commit (`develop-0123abc`)
   */
  readonly tags?: ImageTags;
  /**
   * Begin with `audit`, read the reports, then enforce.
   * @default enforce: pods are refused
   */
  readonly mode?: TrustMode;
  /**
   * Whether a pod gets the digest of what was verified in place of its tag, so that nothing else can be pulled.
   * @default true where `mode` is enforce; otherwise pods are never changed
   */
  readonly pinDigests?: boolean;
  /**
   * What happens while Kyverno, a registry or Sigstore gives no answer.
   * @default Fail where `mode` is enforce: pods wait. Ignore otherwise
   */
  readonly failurePolicy?: "Fail" | "Ignore";
  /** Time to verify one pod, 1 to 30. @default 15: signature and log entry are fetched from elsewhere */
  readonly webhookTimeoutSeconds?: number;
  /**
   * Names of secrets in Kyverno's namespace with credentials for registries. They replace what else Kyverno would
   * use, the role for ECR included.
   * @default none: registries that need none, and ECR by `pullFrom` of Kyverno
   */
  readonly pullSecrets?: readonly string[];
  /** Rekor, where signatures are logged. @default https://rekor.sigstore.dev, the public one */
  readonly transparencyLogUrl?: string;
  /** Name of the release that carries the policies. @default `name` */
  readonly releaseName?: string;
  /** What must exist before, beside Kyverno. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Which images may run in a set of namespaces: signed by their pipeline, from known registries, under names that do
 * not move. Init and debugging containers count.
 *
 *     new ImageTrust(this, "ImageTrust", {
 *       kyverno,
 *       name: "production",
 *       namespaces: ["shop", "billing"],
 *       signers: {
 *         acme: {
 *           images: ["ghcr.io/acme/*"],
 *           identities: [
 *             githubWorkflow({
 *               repository: "acme/workflows",
 *               workflow: ".github/workflows/container.yml",
 *               ref: "refs/tags/v*",
 *             }),
 *           ],
 *         },
 *       },
 *     });
 *
 * @throws ConfigError `invalid-name`, `unknown-mode`, `unknown-failure-policy`, `out-of-range`, `no-namespaces`,
 * `namespace-left-out`, `no-images`, `invalid-image`, `duplicate-image`, `no-identities`, `insecure-issuer`,
 * `subject-or-pattern`, `open-subject`, `invalid-pattern`, `unknown-tags`, `no-tags`, `insecure-log`,
 * `nothing-asked`, `nothing-trusted` and those of Manifests
 */
export class ImageTrust extends Construct implements ITerraformDependable {
  readonly manifests: Manifests;
  /** Address of the release: what must not run before it is checked passes the construct in `dependsOn`. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: ImageTrustProps) {
    super(scope, id);
    const config = resolveOrThrow(this, "ImageTrustProps", (problems) => resolveImageTrust(props, problems));
    this.manifests = new Manifests(this, "Manifests", {
      cluster: props.kyverno.cluster,
      releaseName: config.releaseName,
      namespace: props.kyverno.namespace,
      manifests: trustPolicies(config),
      dependsOn: [...props.kyverno.dependencies, ...(props.dependsOn ?? [])],
    });
    this.fqn = this.manifests.fqn;
  }
}
