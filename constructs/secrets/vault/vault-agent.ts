import type { ITerraformDependable } from "cdktf";
import { ConfigError, type Problems } from "../../../lib/core/errors";
import type { NameRule } from "../../../lib/core/names";
import { checkName, DNS_SUBDOMAIN } from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import type { Labels, WorkloadExtension } from "../../workload/extension";
import { holdsSecret } from "../../workload/pod/literal-secrets";
import { checkSecretName, LITERAL_NAME } from "../secret-names";
import { SECRET_KEY } from "../secret-value";
import { checkVaultAddress } from "../stores/vault-store";

/** The Vault Agent injector as workloads see it: `VaultAgentInjector`, or one that was installed elsewhere. */
export interface IVaultAgentInjector {
  /** Address of Vault as pods reach it. */
  readonly vaultAddress: string;
  /** What workloads wait for, or they would start without their secrets; empty where another stack installed it. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** One secret of Vault as a file. */
export type VaultFile = {
  /** Path as Vault's API has it: `secret/data/users` for the second version of the key-value engine, `database/creds/users`. */
  readonly path: string;
  /** What the file is made of, in the template language of Vault Agent. @default every member on a line, `key: value` */
  readonly template?: string;
  /** Command after every change, in the agent's container. @default none */
  readonly command?: string;
};

export interface VaultAgentProps {
  readonly injector: IVaultAgentInjector;
  /** Role of the Kubernetes authentication: it trusts the workload's service account. */
  readonly role: string;
  /** Files below `/vault/secrets`, by their name; a text is a path. */
  readonly secrets: Readonly<Record<string, string | VaultFile>>;
  /**
   * Whether an agent keeps running beside the workload and renews what it read: `sidecar`, or `once` for what runs to its
   * end.
   * @default sidecar
   */
  readonly renewal?: "sidecar" | "once";
  /** Path of the authentication: `auth/kubernetes-staging`. @default the injector's */
  readonly authPath?: string;
  /** Vault Enterprise namespace. @default the root namespace */
  readonly vaultNamespace?: string;
  /**
   * Certificate of the authority behind Vault's own, in a Secret of the workload's namespace: `Secret.existing("vault-ca")
   * .key("ca.crt")`. The agent gets all of that Secret, the program none of it. For `https://` alone.
   * @default the authorities of the agent's image
   */
  readonly certificateAuthority?: { readonly name: string; readonly key: string };
}

/** Secrets of Vault that an agent puts into the pod as files. They are in no Secret of the cluster. */
export interface VaultAgentValue extends WorkloadExtension {
  /**
   * Path of a file in the pod: `/vault/secrets/database`.
   *
   * @throws ConfigError `unknown-secret-key` with the known ones
   */
  file(name: string): string;
}

/** What comes behind `agent-inject-template-` has to leave room in the 63 characters of an annotation. */
const FILE_NAME: NameRule = {
  pattern: /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/,
  maxLength: 40,
  must: "be lowercase letters, digits, dashes and dots, at most 40 characters",
};

const FOLDER = "/vault/secrets";

/** Where the injector mounts the Secret of `tls-secret`. Source: Vault documentation, "Agent injector annotations". */
const TLS_FOLDER = "/vault/tls";
const TOKEN_VOLUME = "vault-token";

/**
 * Vault Agent, injected by annotations of the pod. The agent logs in with a token of the workload's service account from a
 * volume of its own: the main container carries none.
 *
 * Codes when bound: `invalid-name`, `no-secret-data`, `literal-secret`, `invalid-secret-name`, `missing-required`,
 * `unknown-renewal`, `invalid-url`, `authority-without-tls`.
 */
export function vaultAgent(props: VaultAgentProps): VaultAgentValue {
  const names = Object.keys(props.secrets);
  return {
    file: (name) => {
      if (!isToken(name) && !names.includes(name)) {
        throw new ConfigError("Secret.vaultAgent", "VaultAgentValue", [
          {
            prop: "name",
            code: "unknown-secret-key",
            rule: "the agent writes no such file",
            value: name,
            fix: `use one of ${names.join(", ")}`,
          },
        ]);
      }
      return `${FOLDER}/${name}`;
    },
    bind: ({ problems }) => {
      checkVaultAgent(props, problems);
      return {
        podAnnotations: annotations(props),
        volumes: [TOKEN],
        egress: [vaultEgress(props.injector.vaultAddress)],
        dependsOn: props.injector.dependencies,
      };
    },
  };
}

/** Renewed by the kubelet in time; Vault asks the API server whose token it is. */
const TOKEN: JsonObject = {
  name: TOKEN_VOLUME,
  projected: { sources: [{ serviceAccountToken: { path: "token", expirationSeconds: 3600 } }] },
};

type Annotation = readonly [string, string];

const optional = (name: string, value: string | undefined): readonly Annotation[] =>
  value === undefined ? [] : [[name, value]];

function annotations(props: VaultAgentProps): Labels {
  const { role, secrets, renewal, authPath, vaultNamespace, certificateAuthority: authority } = props;
  const files = Object.entries(secrets).flatMap(([name, secret]): readonly Annotation[] => {
    const { path, template, command } = typeof secret === "string" ? { path: secret } : secret;
    return [
      [`agent-inject-secret-${name}`, path],
      ...optional(`agent-inject-template-${name}`, template),
      ...optional(`agent-inject-command-${name}`, command),
    ];
  });
  const all: readonly Annotation[] = [
    ["agent-inject", "true"],
    ["role", role],
    ["agent-service-account-token-volume-name", TOKEN_VOLUME],
    // Other init containers, such as migrations, find the files.
    ["agent-init-first", "true"],
    ...optional("agent-pre-populate-only", renewal === "once" ? "true" : undefined),
    ...optional("auth-path", authPath),
    ...optional("namespace", vaultNamespace),
    ...optional("tls-secret", authority?.name),
    ...optional("ca-cert", authority && `${TLS_FOLDER}/${authority.key}`),
    ...files,
  ];
  return Object.fromEntries(all.map(([name, value]) => [`vault.hashicorp.com/${name}`, value]));
}

/** Vault in the cluster is reached by its namespace, any other by its port: a NetworkPolicy knows no host names. */
function vaultEgress(address: string): JsonObject {
  const url = !isToken(address) && URL.canParse(address) ? new URL(address) : undefined;
  const port = Number(url?.port || (url?.protocol === "http:" ? 80 : 443));
  const namespace = /^[a-z0-9-]+\.([a-z0-9-]+)(\.svc(\.[a-z0-9.-]+)?)?$/.exec(url?.hostname ?? "");
  const inside = namespace !== null && (namespace[2] !== undefined || url?.hostname.split(".").length === 2);
  return {
    ...(url !== undefined && { ports: [{ protocol: "TCP", port }] }),
    ...(inside && {
      to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": namespace[1] ?? "" } } }],
    }),
  };
}

function checkVaultAgent(props: VaultAgentProps, problems: Problems): void {
  const { injector, role, secrets, renewal } = props;
  checkVaultAddress(problems, "injector.vaultAddress", injector.vaultAddress, "allowed");
  checkAuthority(props, problems.at("certificateAuthority"));
  problems.addIf(role === "", {
    prop: "role",
    code: "missing-required",
    rule: "Vault asks for a role",
    value: role,
    fix: "write the role of the Kubernetes authentication that trusts the workload's service account",
  });
  problems.addIf(renewal !== undefined && renewal !== "sidecar" && renewal !== "once", {
    prop: "renewal",
    code: "unknown-renewal",
    rule: "renewal is not known",
    value: renewal,
    fix: "use one of sidecar, once",
  });
  problems.addIf(Object.keys(secrets).length === 0, {
    prop: "secrets",
    code: "no-secret-data",
    rule: "the agent has something to fetch",
    value: {},
    fix: "name a file and the path of its secret",
  });
  for (const [name, secret] of Object.entries(secrets)) {
    const at = problems.at("secrets").at(name);
    checkName(at, "", name, FILE_NAME);
    const file: VaultFile = typeof secret === "string" ? { path: secret } : secret;
    checkSecretName(at, typeof secret === "string" ? "" : "path", file.path);
    for (const part of ["template", "command"] as const) {
      at.addIf(file[part] !== undefined && holdsSecret("", file[part]), { prop: part, ...LITERAL_NAME });
    }
  }
}

function checkAuthority({ injector, certificateAuthority }: VaultAgentProps, problems: Problems): void {
  if (certificateAuthority === undefined) {
    return;
  }
  checkName(problems, "name", certificateAuthority.name, DNS_SUBDOMAIN);
  checkName(problems, "key", certificateAuthority.key, SECRET_KEY);
  ifKnown(injector.vaultAddress, (address) => {
    problems.addIf(address.startsWith("http://"), {
      prop: "",
      code: "authority-without-tls",
      rule: "nobody asks for a certificate where Vault is reached by plain HTTP",
      fix: "reach Vault by https://, or leave certificateAuthority out",
    });
  });
}
