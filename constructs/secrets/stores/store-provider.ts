import { awsParameterStore, awsSecretsManager } from "./aws-stores";
import { azureKeyVault } from "./azure-store";
import { gcpSecretManager } from "./google-store";
import { vaultStore } from "./vault-store";

/** Where the values of a store are. None takes a credential: all act by the identity of a service account. */
export const StoreProvider = {
  /**
   * AWS Secrets Manager. The operator is allowed to read what is named; with EKS Pod Identity or IRSA alike.
   * Codes: `invalid-region`, `no-store-secrets`, `literal-secret`, `invalid-secret-name`, `every-secret`, `invalid-arn`,
   * `invalid-key-arn`, `tags-without-role`.
   */
  awsSecretsManager,
  /** AWS Systems Manager Parameter Store. Codes as for `awsSecretsManager`. */
  awsParameterStore,
  /** Google Secret Manager. Codes: `invalid-project`, and those of a service account. */
  gcpSecretManager,
  /** Azure Key Vault. Codes: `invalid-url`, and those of a service account. */
  azureKeyVault,
  /**
   * HashiCorp Vault, by its Kubernetes authentication. Codes: `invalid-url`, `insecure-url`, `unknown-version`,
   * `missing-required`, `invalid-name`, `authority-without-namespace`, and those of a service account.
   */
  vault: vaultStore,
} as const;
