import { ifKnown } from "../../../lib/core/tokens";
import type { StoreProviderValue } from "./store-provider-value";
import { type StoreServiceAccount, serviceAccountRef } from "./store-service-account";

export interface AzureKeyVaultProps {
  /** `https://shop-production.vault.azure.net` */
  readonly vaultUrl: string;
  /** Tenant of the vault. @default the one the service account is annotated with */
  readonly tenantId?: string;
  /** Service account with Microsoft Entra Workload ID. @default the operator's own */
  readonly serviceAccount?: StoreServiceAccount;
}

export function azureKeyVault({
  vaultUrl,
  tenantId,
  serviceAccount,
}: AzureKeyVaultProps): StoreProviderValue {
  return {
    type: "azure-key-vault",
    bind: (context) => {
      ifKnown(vaultUrl, (known) => {
        context.problems.addIf(!/^https:\/\/[a-z0-9][a-z0-9.-]+\/?$/i.test(known), {
          prop: "vaultUrl",
          code: "invalid-url",
          rule: "a key vault is named by its address, which begins with https://",
          value: known,
          fix: "write it like https://shop-production.vault.azure.net",
        });
      });
      return {
        spec: {
          azurekv: {
            authType: "WorkloadIdentity",
            vaultUrl,
            ...(tenantId !== undefined && { tenantId }),
            ...(serviceAccount !== undefined && {
              serviceAccountRef: serviceAccountRef(serviceAccount, "serviceAccount", context),
            }),
          },
        },
        readable: undefined,
        statements: [],
      };
    },
  };
}
