import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { CHARTS } from "../../lib/core/charts";
import { ConfigError, type Problems, resolveOrThrow } from "../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../lib/core/names";
import type { PolicyStatement } from "../../lib/core/policy";
import { guardStack } from "../../lib/core/validation";
import type { ICluster } from "../cluster/cluster";
import { EXTERNAL_SECRETS } from "./external-secrets-config";
import type { IExternalSecrets } from "./external-secrets-interface";

/** What must be known of an operator that was installed elsewhere. */
export interface ExternalSecretsAttributes {
  readonly cluster: ICluster;
  /** Namespace it runs in. @default external-secrets */
  readonly namespace?: string;
  /** Its service account. @default external-secrets */
  readonly serviceAccount?: string;
  /** The one namespace it acts in. @default every namespace */
  readonly watchNamespace?: string;
  /** Whether it may ask for tokens of any service account, as its chart allows. @default allowed */
  readonly serviceAccountTokens?: "refused" | "allowed";
  /**
   * What it may do in AWS: `granted-elsewhere` where whoever installed it allows all that stores need.
   * @default refused: stores of AWS fail, those with a role of their own among them, which the operator must be allowed
   * to assume
   */
  readonly permissions?: "refused" | "granted-elsewhere";
}

/**
 * An External Secrets operator that was installed elsewhere: by another stack, by hand. Made by
 * `ExternalSecrets.fromAttributes`.
 *
 * @throws ConfigError `invalid-name`, and of `grant` `no-operator-permissions`
 */
export class ImportedExternalSecrets extends Construct implements IExternalSecrets {
  readonly cluster: ICluster;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly watchNamespace: string | undefined;
  readonly serviceAccountTokens: "refused" | "allowed";
  readonly dependencies: readonly ITerraformDependable[] = [];
  private readonly permissions: "refused" | "granted-elsewhere";

  constructor(scope: Construct, id: string, attributes: ExternalSecretsAttributes) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "ExternalSecretsAttributes", (problems) =>
      resolveExternalSecretsAttributes(attributes, problems),
    );
    this.cluster = attributes.cluster;
    this.namespace = config.namespace;
    this.serviceAccount = config.serviceAccount;
    this.watchNamespace = config.watchNamespace;
    this.serviceAccountTokens = config.serviceAccountTokens;
    this.permissions = config.permissions;
  }

  /** @throws ConfigError `no-operator-permissions` */
  grant(statements: readonly PolicyStatement[]): void {
    if (statements.length > 0 && this.permissions === "refused") {
      throw new ConfigError(this.node.path, "ExternalSecretsAttributes", [
        {
          prop: "permissions",
          code: "no-operator-permissions",
          rule: "a store needs permissions in AWS, and this stack does not own the operator's role",
          value: statements.flatMap(({ actions }) => actions),
          fix: 'allow them where the operator is installed and say permissions: "granted-elsewhere"',
        },
      ]);
    }
  }
}

/** Fills defaults and reports every problem. */
export function resolveExternalSecretsAttributes(attributes: ExternalSecretsAttributes, problems: Problems) {
  const config = {
    namespace: attributes.namespace ?? CHARTS["external-secrets"].namespace,
    serviceAccount: attributes.serviceAccount ?? EXTERNAL_SECRETS,
    watchNamespace: attributes.watchNamespace,
    serviceAccountTokens: attributes.serviceAccountTokens ?? "allowed",
    permissions: attributes.permissions ?? "refused",
  };
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkName(problems, "serviceAccount", config.serviceAccount, DNS_LABEL);
  checkName(problems, "watchNamespace", config.watchNamespace, DNS_LABEL);
  return config;
}
