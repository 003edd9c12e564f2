import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { Manifests } from "../../helm/manifests";
import type { Labels } from "../../workload/extension";
import type { ISecretStore } from "../secret-store-interface";
import type { SecretStoreProps } from "./secret-store";
import { resolveClusterSecretStore } from "./secret-store-config";
import { awsFactsOf, storeRelease } from "./store-release";

export interface ClusterSecretStoreProps extends Omit<SecretStoreProps, "namespace"> {
  /**
   * Namespaces that may read: their names, labels they have, or `every-namespace`. Whoever may make an ExternalSecret in
   * one of them can read whatever the store reads.
   */
  readonly namespaces: readonly string[] | { readonly matchLabels: Labels } | "every-namespace";
}

/**
 * A place secrets of several namespaces come from.
 *
 *     const store = new ClusterSecretStore(this, "Store", {
 *       operator,
 *       name: "platform",
 *       namespaces: ["shop", "billing"],
 *       provider: StoreProvider.awsParameterStore({ region: "eu-central-1", parameters: ["/prod/*"] }),
 *     });
 *
 * @throws ConfigError `invalid-name`, `not-watched`, `no-namespaces`, those of the provider, of `IExternalSecrets.grant`
 * and of Manifests
 */
export class ClusterSecretStore extends Construct implements ISecretStore {
  /**
   * A store that something else makes.
   *
   * @param known what it reads and whom it serves, as far as that is known: secrets are held against it
   */
  static existing(
    name: string,
    known: Partial<Pick<ISecretStore, "namespaces" | "readable">> = {},
  ): ISecretStore {
    const { namespaces, readable } = known;
    return { kind: "ClusterSecretStore", name, namespaces, readable, dependencies: [] };
  }

  readonly kind = "ClusterSecretStore";
  readonly name: string;
  readonly namespaces: readonly string[] | undefined;
  readonly readable: readonly string[] | undefined;
  readonly dependencies: readonly ITerraformDependable[];
  /** The release, for overrides that no prop covers. */
  readonly manifests: Manifests;

  constructor(scope: Construct, id: string, props: ClusterSecretStoreProps) {
    super(scope, id);
    const config = resolveOrThrow(this, "ClusterSecretStoreProps", (problems) =>
      resolveClusterSecretStore(props, awsFactsOf(this), problems),
    );
    const { operator, name, dependsOn } = props;
    this.name = name;
    this.namespaces = config.namespaces;
    this.readable = config.readable;
    this.manifests = storeRelease(this, operator, { ...config, namespace: operator.namespace, dependsOn });
    this.dependencies = [this.manifests];
  }
}
