import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN } from "../../../lib/core/names";
import { ifKnown } from "../../../lib/core/tokens";
import { SECRET_KEY } from "../secret-value";
import type { StoreContext, StoreProviderValue } from "./store-provider-value";
import { type StoreServiceAccount, serviceAccountRef } from "./store-service-account";

export interface VaultStoreProps {
  /** Address of Vault: `https://vault.example.com:8200`. */
  readonly server: string;
  /** Mount of the key-value engine: `secret`. */
  readonly path: string;
  /** Version of the engine. @default v2 */
  readonly version?: "v1" | "v2";
  /** Role of the Kubernetes authentication. */
  readonly role: string;
  /** Path where the Kubernetes authentication is mounted. @default kubernetes */
  readonly mountPath?: string;
  /** Service account to log in as. @default the operator's own */
  readonly serviceAccount?: StoreServiceAccount;
  /** Vault Enterprise namespace. @default the root namespace */
  readonly vaultNamespace?: string;
  /** Certificate of the authority behind Vault's own. @default the authorities of the operator's image */
  readonly certificateAuthority?: {
    readonly type: "Secret" | "ConfigMap";
    readonly name: string;
    readonly key: string;
    /** @default that of the SecretStore; a ClusterSecretStore must name it */
    readonly namespace?: string;
  };
  /** Whether `http://` will do: values then cross the network readable. @default refused */
  readonly plainHttp?: "refused" | "allowed";
}

export function vaultStore(props: VaultStoreProps): StoreProviderValue {
  return {
    type: "vault",
    bind: (context) => {
      checkVault(props, context);
      const { server, path, role, serviceAccount, vaultNamespace, certificateAuthority } = props;
      return {
        spec: {
          vault: {
            server,
            path,
            version: props.version ?? "v2",
            ...(vaultNamespace !== undefined && { namespace: vaultNamespace }),
            ...(certificateAuthority !== undefined && { caProvider: { ...certificateAuthority } }),
            auth: {
              kubernetes: {
                mountPath: props.mountPath ?? "kubernetes",
                role,
                ...(serviceAccount !== undefined && {
                  serviceAccountRef: serviceAccountRef(serviceAccount, "serviceAccount", context),
                }),
              },
            },
          },
        },
        readable: undefined,
        statements: [],
      };
    },
  };
}

function checkVault(props: VaultStoreProps, { kind, problems }: StoreContext): void {
  checkVaultAddress(problems, "server", props.server, props.plainHttp ?? "refused");
  checkKnown(problems, "version", "unknown-version", "version of the engine", props.version, ["v1", "v2"]);
  for (const prop of ["path", "role"] as const) {
    problems.addIf(props[prop] === "", {
      prop,
      code: "missing-required",
      rule: "Vault asks for it",
      value: "",
      fix: prop === "path" ? "write the mount of the engine: secret" : "write the role of the authentication",
    });
  }
  const { certificateAuthority: authority } = props;
  if (authority !== undefined) {
    const at = problems.at("certificateAuthority");
    checkName(at, "name", authority.name, DNS_SUBDOMAIN);
    checkName(at, "key", authority.key, SECRET_KEY);
    checkName(at, "namespace", authority.namespace, DNS_LABEL);
    at.addIf(kind === "ClusterSecretStore" && authority.namespace === undefined, {
      prop: "namespace",
      code: "authority-without-namespace",
      rule: "a ClusterSecretStore has no namespace of its own to look in",
      fix: "name the namespace of the certificate",
    });
  }
}

/** Reports what is no address of Vault: `invalid-url`, `insecure-url`. */
export function checkVaultAddress(
  problems: Problems,
  prop: string,
  address: string,
  plainHttp: "refused" | "allowed",
): void {
  ifKnown(address, (known) => {
    const malformed = problems.addIf(!/^https?:\/\/[^\s/@:]+(:\d{1,5})?\/?$/.test(known), {
      prop,
      code: "invalid-url",
      rule: "Vault is named by its address: scheme, host and port",
      fix: "write it like https://vault.example.com:8200",
    });
    problems.addIf(!malformed && known.startsWith("http://") && plainHttp === "refused", {
      prop,
      code: "insecure-url",
      rule: "values and tokens would cross the network readable",
      value: known,
      fix: 'use https://, or say plainHttp: "allowed" where Vault runs in development mode',
    });
  });
}
