import type { ICluster } from "cdktf-slipway/cluster";
import { SealedSecrets, Secret, VaultAgentInjector } from "cdktf-slipway/secrets";
import type { NamespaceBoundary } from "cdktf-slipway/workload";
import type { Construct } from "constructs";
import type { DevopsEnvironment } from "./environment";
import type { ShopSecrets } from "./shop";
import { sopsSecret } from "./sops";

/** The three ways of the document: files by Vault's agent, a sealed Secret, a Secret encrypted by SOPS. */
export function makeSecrets(
  scope: Construct,
  cluster: ICluster,
  environment: DevopsEnvironment,
  boundary: NamespaceBoundary,
): ShopSecrets {
  const { name, replicas, sealed } = environment;
  const injector = new VaultAgentInjector(scope, "Vault", {
    cluster,
    vaultAddress: "https://vault.example.com:8200",
    authPath: `auth/kubernetes-${name}`,
    replicas: replicas.operators,
  });
  const controller = new SealedSecrets(scope, "SealedSecrets", { cluster });
  return {
    auth: {
      secrets: [
        Secret.vaultAgent({
          injector,
          role: "auth",
          secrets: {
            // Vault makes this user for the pod, and takes it away after its time: nothing to rotate.
            database: {
              path: "database/creds/auth",
              template:
                '{{ with secret "database/creds/auth" }}{{ .Data.username }}:{{ .Data.password }}{{ end }}',
            },
            "signing-key": `secret/data/${name}/auth`,
          },
        }),
      ],
    },
    notifications: Secret.sealed({ controller, name: "notifications", encryptedData: sealed }),
    frontend: sopsSecret(scope, cluster, environment, boundary),
  };
}
