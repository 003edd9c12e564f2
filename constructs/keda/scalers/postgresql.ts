import { checkKnown } from "../../../lib/core/errors";
import type { PodIdentity } from "../pod-identity";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { isSecretReference, type SecretReference } from "../secret-reference";
import { defineScaler } from "./define-scaler";
import { checkExclusive } from "./exclusive";
import { splitProps } from "./table-scaler";

/** How far the connection is encrypted and the server known. Source: PostgreSQL, "SSL Mode Descriptions". */
export type PostgresqlSslMode = "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full";

const SSL_MODES: readonly PostgresqlSslMode[] = [
  "disable",
  "allow",
  "prefer",
  "require",
  "verify-ca",
  "verify-full",
];

/** A query against PostgreSQL. Either `connection` is given, or the parts `host` to `sslMode`. */
export interface PostgresqlScalerProps extends TriggerProps {
  /** SQL whose result is one number: `SELECT count(*) FROM jobs WHERE state = 'open'`. */
  readonly query: string;
  /** Part of the result that one replica works off. */
  readonly targetQueryValue: number;
  /** Result above which the workload leaves zero. @default 0 */
  readonly activationTargetQueryValue?: number;
  /** Connection string: `postgresql://user:password@host:5432/shop?sslmode=verify-full`. It holds a password. */
  readonly connection?: SecretReference;
  /** Server name with its namespace: `postgres.shop.svc.cluster.local`. */
  readonly host?: string | SecretReference;
  /** @default 5432 */
  readonly port?: number | SecretReference;
  /** Role to log in as. */
  readonly userName?: string | SecretReference;
  /** Password of the role. @default none, for servers that ask for none */
  readonly password?: SecretReference;
  readonly dbName?: string | SecretReference;
  /** Encryption of the connection; the safe one is `verify-full`. */
  readonly sslMode?: PostgresqlSslMode | SecretReference;
  /** Azure workload identity in place of a password; the connection is given in parts. @default none */
  readonly identity?: PodIdentity;
}

/** Number that a PostgreSQL query results in. Codes beside the table's: `exclusive`, `unknown-value`. */
export function postgresql(props: PostgresqlScalerProps): ScalerValue {
  return defineScaler("postgresql", ({ problems }) => {
    const { settings, identity, rest } = splitProps(props);
    const { sslMode, ...others } = rest;
    const { connection, password, query, targetQueryValue, activationTargetQueryValue, ...parts } = others;
    checkExclusive(
      problems,
      "KEDA ignores the parts beside a connection string",
      { connection },
      { ...parts, sslMode, password },
    );
    checkExclusive(
      problems,
      "with an identity KEDA makes the connection of its parts and a token",
      { identity },
      { connection, password },
    );
    if (!isSecretReference(sslMode)) {
      checkKnown(problems, "sslMode", "unknown-value", "the SSL mode", sslMode, SSL_MODES);
    }
    checkKnown(problems, "identity", "unknown-value", "for this scaler the identity", identity?.provider, [
      "azure-workload",
    ]);
    return {
      type: "postgresql",
      settings,
      identity,
      parameters: {
        ...others,
        port: others.port ?? (others.host === undefined ? undefined : 5432),
        sslmode: sslMode,
      },
    };
  });
}
