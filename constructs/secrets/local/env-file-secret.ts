import type { SecretV1, SecretV1Config } from "@cdktf/provider-kubernetes/lib/secret-v1";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { WorkloadContext, WorkloadContribution } from "../../workload/extension";
import type { WorkloadPlatform } from "../../workload/workload-platform";
import {
  checkSameNamespace,
  type SecretKeyReference,
  type SecretValue,
  secretReferences,
} from "../secret-value";
import { envFileExpression, envFileRevision } from "./env-file";
import { resolveEnvFileSecret } from "./env-file-config";

export interface EnvFileSecretProps {
  /** Where the Secret goes. The namespace must exist before: pass the boundary that makes it. */
  readonly platform: Pick<WorkloadPlatform, "cluster" | "namespace">;
  /** Name of the Secret. */
  readonly name: string;
  /** File with `NAME=value` lines, which git ignores: `.env`. Relative to the directory synthesis runs in. */
  readonly file: string;
  /**
   * Variables to take. With them the file need not be there before Terraform plans.
   * @default every one; the file is asked for their names
   */
  readonly keys?: readonly string[];
  /** Contexts of the kubeconfig that are clusters on this machine, beside those of kind, k3d, minikube and their like. @default none */
  readonly localContexts?: readonly string[];
}

/**
 * A Secret out of an env file, for a cluster on the machine that has the file. Made by `Secret.fromEnvFile`.
 *
 * Terraform reads the file itself and sends it as a write-only argument (Terraform 1.11): no value is in the code, the
 * synthesized stack, the plan or the state. They are in the cluster, and in Terraform's own log where TF_LOG asks for it.
 *
 * @throws ConfigError `env-file-outside-local`, `env-file-not-ignored`, `env-file-missing`, `unreadable-line`,
 * `duplicate-key`, `no-secret-data`, `unknown-secret-key`, `invalid-name`
 */
export class EnvFileSecret extends Construct implements SecretValue {
  readonly name: string;
  readonly namespace: string;
  readonly keys: readonly string[];
  /** The kubernetes_secret_v1, for overrides that no prop covers. */
  readonly resource: SecretV1;
  private readonly references: Pick<SecretValue, "key" | "wholeSecret">;

  constructor(scope: Construct, id: string, props: EnvFileSecretProps) {
    super(scope, id);
    const config = resolveOrThrow(this, "EnvFileSecretProps", (problems) =>
      resolveEnvFileSecret(props, problems),
    );
    this.name = config.name;
    this.namespace = config.namespace;
    this.keys = config.keys;
    this.references = secretReferences(config.name, config.keys);
    const { cluster, namespace } = props.platform;
    this.resource = secretV1(this, "Resource", {
      provider: cluster.kubernetesProvider,
      metadata: {
        name: config.name,
        namespace: config.namespace,
        labels: { "app.kubernetes.io/managed-by": "slipway" },
      },
      dependsOn: [...cluster.ready, ...(typeof namespace === "string" ? [] : namespace.dependencies)],
    });
    this.resource.addOverride("data_wo", envFileExpression(config.file, config.keys));
    this.resource.addOverride("data_wo_revision", envFileRevision(config.file));
  }

  key(key: string): SecretKeyReference {
    return this.references.key(key);
  }

  wholeSecret(): ReturnType<SecretValue["wholeSecret"]> {
    return this.references.wholeSecret();
  }

  /** Codes: `secret-elsewhere`. */
  bind({ namespace, problems }: WorkloadContext): WorkloadContribution {
    checkSameNamespace(problems, this, namespace);
    return { dependsOn: [this.resource] };
  }
}

/** Loaded where it is used: only a cluster on one machine makes such Secrets. */
function secretV1(scope: Construct, id: string, config: SecretV1Config): SecretV1 {
  const {
    SecretV1,
  }: typeof import("@cdktf/provider-kubernetes/lib/secret-v1") = require("@cdktf/provider-kubernetes/lib/secret-v1");
  return new SecretV1(scope, id, config);
}
