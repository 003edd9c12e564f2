import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME, physicalName } from "../../lib/core/names";
import { guardStack } from "../../lib/core/validation";
import type { ICluster } from "../cluster/cluster";
import { Manifests } from "../helm/manifests";
import type { WorkloadContext, WorkloadContribution } from "../workload/extension";
import type { IWorkloadNamespace } from "../workload/workload-platform";
import { externalSecret, type ManagerSecretProps, managedKeys } from "./manager-secret";
import {
  checkSameNamespace,
  type SecretKeyReference,
  type SecretValue,
  secretReferences,
} from "./secret-value";

export interface ExternalSecretProps extends ManagerSecretProps {
  readonly cluster: ICluster;
  /** Namespace of the Secret: its name, or the boundary that makes it. */
  readonly namespace: string | IWorkloadNamespace;
  /** @default the name, with "-secret" */
  readonly releaseName?: string;
  /** What must exist before, beside the store. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A Secret out of a secret manager that belongs to no workload: for charts, for Alertmanager, for several workloads that
 * share it. What only one workload reads is `Secret.fromManager`.
 *
 *     const key = new ExternalSecret(this, "PagerDuty", {
 *       cluster,
 *       store,
 *       namespace: prometheus.namespace,
 *       name: "pagerduty",
 *       data: { "routing-key": "prod/pagerduty" },
 *     });
 *
 * Makes a release of its own. It is there once the release is; the values follow as soon as the operator has read them,
 * and pods wait for the Secret meanwhile. In `secrets` of a workload of its namespace it makes that workload wait for
 * the release.
 *
 * @throws ConfigError `invalid-name`, those of `Secret.fromManager`, and those of Manifests
 */
export class ExternalSecret extends Construct implements SecretValue, ITerraformDependable {
  readonly name: string;
  readonly namespace: string;
  readonly keys: readonly string[] | undefined;
  /** The release, for overrides that no prop covers. */
  readonly manifests: Manifests;
  /** Address of the release: what waits for the Secret passes the construct in `dependsOn`. */
  readonly fqn: string;
  private readonly references: Pick<SecretValue, "key" | "wholeSecret">;

  constructor(scope: Construct, id: string, props: ExternalSecretProps) {
    super(scope, id);
    guardStack(this);
    const { releaseName, namespace, manifest, dependencies } = resolveOrThrow(
      this,
      "ExternalSecretProps",
      (problems) => resolveExternalSecret(props, problems),
    );
    this.name = props.name;
    this.namespace = namespace;
    this.keys = managedKeys(props);
    this.references = secretReferences(this.name, this.keys);
    this.manifests = new Manifests(this, "Manifests", {
      cluster: props.cluster,
      releaseName,
      namespace,
      manifests: [manifest],
      dependsOn: [...props.store.dependencies, ...dependencies, ...(props.dependsOn ?? [])],
    });
    this.fqn = this.manifests.fqn;
  }

  /** @throws ConfigError `unknown-secret-key` with the known ones, where the keys are known */
  key(key: string): SecretKeyReference {
    return this.references.key(key);
  }

  wholeSecret(): ReturnType<SecretValue["wholeSecret"]> {
    return this.references.wholeSecret();
  }

  /** Codes: `secret-elsewhere`. */
  bind({ namespace, problems }: WorkloadContext): WorkloadContribution {
    checkSameNamespace(problems, this, namespace);
    return { dependsOn: [this] };
  }
}

/** Fills defaults, reports every problem and renders the ExternalSecret. */
export function resolveExternalSecret(props: ExternalSecretProps, problems: Problems) {
  const { name: namespace, dependencies } =
    typeof props.namespace === "string" ? { name: props.namespace, dependencies: [] } : props.namespace;
  const releaseName = props.releaseName ?? physicalName([props.name, "secret"], 53);
  checkName(problems, "namespace", namespace, DNS_LABEL);
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  const labels = { "app.kubernetes.io/managed-by": "slipway" };
  return {
    releaseName,
    namespace,
    dependencies,
    manifest: externalSecret(props, { namespace, labels, problems }),
  };
}
