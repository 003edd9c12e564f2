import type { ITerraformDependable } from "cdktf";
import { checkKnown } from "../../../lib/core/errors";
import type { KubernetesManifest } from "../../helm/manifests";
import type { WorkloadContext } from "../../workload/extension";
import { checkSecret, type SecretValue, secretReferences } from "../secret-value";
import { checkSealed } from "./sealed-data";

/** The Sealed Secrets controller as secrets see it: `SealedSecrets`, or one that was installed elsewhere. */
export interface ISealedSecrets {
  /** What SealedSecrets wait for; empty where another stack installed the controller. */
  readonly dependencies: readonly ITerraformDependable[];
}

export interface SealedSecretProps {
  /** @default a controller that was installed elsewhere */
  readonly controller?: ISealedSecrets;
  /** Name of the Secret. */
  readonly name: string;
  /** Values as `kubeseal --raw` prints them, by key of the Secret. Only the controller of one cluster can open them. */
  readonly encryptedData: Readonly<Record<string, string>>;
  /**
   * Where the values open, as they were sealed: under this name in this namespace, under any name in this namespace, or
   * anywhere in the cluster.
   * @default strict
   */
  readonly scope?: "strict" | "namespace-wide" | "cluster-wide";
  /** Type of the Secret: `kubernetes.io/dockerconfigjson`. @default Opaque */
  readonly type?: string;
}

/**
 * A Secret whose encrypted values stand in code; the Sealed Secrets controller opens them in the cluster.
 *
 * Codes when bound: `invalid-name`, `no-secret-data`, `not-sealed`, `unknown-scope`.
 */
export function sealedSecret(props: SealedSecretProps): SecretValue {
  const { name, encryptedData, controller, scope } = props;
  const keys = Object.keys(encryptedData);
  return {
    ...secretReferences(name, keys),
    bind: (context) => {
      const { problems } = context;
      checkSecret(problems, name, keys);
      checkSealed(problems, encryptedData);
      checkKnown(problems, "scope", "unknown-scope", "scope", scope, [
        "strict",
        "namespace-wide",
        "cluster-wide",
      ]);
      problems.addIf(keys.length === 0, {
        prop: "encryptedData",
        code: "no-secret-data",
        rule: "a Secret has at least one value",
        value: {},
        fix: "add what `kubeseal --raw` prints",
      });
      return { manifests: [manifest(props, context)], dependsOn: controller?.dependencies ?? [] };
    },
  };
}

function manifest(
  { name, encryptedData, scope = "strict", type }: SealedSecretProps,
  { namespace, labels }: WorkloadContext,
): KubernetesManifest {
  const annotations = scope === "strict" ? undefined : { [`sealedsecrets.bitnami.com/${scope}`]: "true" };
  return {
    apiVersion: "bitnami.com/v1alpha1",
    kind: "SealedSecret",
    metadata: { name, namespace, labels, ...(annotations && { annotations }) },
    spec: {
      encryptedData,
      template: {
        ...(type !== undefined && { type }),
        // The controller looks here for the scope, people look above.
        metadata: { name, namespace, labels, ...(annotations && { annotations }) },
      },
    },
  };
}
