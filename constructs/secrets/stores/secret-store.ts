import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { Manifests } from "../../helm/manifests";
import type { IWorkloadNamespace } from "../../workload/workload-platform";
import type { IExternalSecrets } from "../external-secrets-interface";
import type { ISecretStore } from "../secret-store-interface";
import { resolveSecretStore } from "./secret-store-config";
import type { StoreProviderValue } from "./store-provider-value";
import { awsFactsOf, storeRelease } from "./store-release";

export interface SecretStoreProps {
  /** The operator that reads. */
  readonly operator: IExternalSecrets;
  readonly name: string;
  /** Namespace the store is in and serves: its name, or the boundary that makes it. */
  readonly namespace: string | IWorkloadNamespace;
  /** Where the values are, and who reads them. */
  readonly provider: StoreProviderValue;
  /** @default the name, with "-store" */
  readonly releaseName?: string;
  /** @default the operator's release */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A place secrets of one namespace come from.
 *
 *     const store = new SecretStore(this, "Store", {
 *       operator,
 *       name: "shop",
 *       namespace: "shop",
 *       provider: StoreProvider.awsSecretsManager({ region: "eu-central-1", secrets: ["prod/shop/*"] }),
 *     });
 *     const users = Secret.fromManager({ store, name: "users", from: "prod/shop/users" });
 *
 * Stores of AWS act as the operator, whose permissions are those of all stores together: keep teams apart by `roleArn`.
 *
 * @throws ConfigError `invalid-name`, `not-watched`, those of the provider, of `IExternalSecrets.grant` and of Manifests
 */
export class SecretStore extends Construct implements ISecretStore {
  /** A store that something else makes; its secrets are not held against what it may read. */
  static existing(name: string, namespace: string): ISecretStore {
    return { kind: "SecretStore", name, namespaces: [namespace], readable: undefined, dependencies: [] };
  }

  readonly kind = "SecretStore";
  readonly name: string;
  readonly namespaces: readonly string[];
  readonly readable: readonly string[] | undefined;
  readonly dependencies: readonly ITerraformDependable[];
  /** The release, for overrides that no prop covers. */
  readonly manifests: Manifests;

  constructor(scope: Construct, id: string, props: SecretStoreProps) {
    super(scope, id);
    const config = resolveOrThrow(this, "SecretStoreProps", (problems) =>
      resolveSecretStore(props, awsFactsOf(this), problems),
    );
    const { operator, name } = props;
    const { namespace } = config;
    const dependsOn = [...config.dependencies, ...(props.dependsOn ?? [])];
    this.name = name;
    this.namespaces = [namespace];
    this.readable = config.readable;
    this.manifests = storeRelease(this, operator, { ...config, namespace, dependsOn });
    this.dependencies = [this.manifests];
  }
}
