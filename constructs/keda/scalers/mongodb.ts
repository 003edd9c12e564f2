import type { Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import type { SecretReference } from "../secret-reference";
import { defineScaler } from "./define-scaler";
import { checkExclusive } from "./exclusive";
import { splitProps } from "./table-scaler";

/** Certificates, PEM: `ca`, a client certificate, or both. */
export type MongodbTls = {
  /** Place of the word `enable`: KEDA takes the switch from where the certificates come from, not from metadata. */
  readonly enable: SecretReference;
  /** Certificate authority of the server. @default those the operator's image trusts */
  readonly ca?: SecretReference;
  /** Client certificate, with its `key`. @default none */
  readonly cert?: SecretReference;
  readonly key?: SecretReference;
  /** Password of `key`. @default none */
  readonly keyPassword?: SecretReference;
};

/** A MongoDB collection. Either `connectionString` is given, or the parts `host` to `password`. */
export interface MongodbScalerProps extends TriggerProps {
  /** Database of the collection. */
  readonly dbName: string | SecretReference;
  readonly collection: string;
  /** Documents that count, as a filter in JSON with at least one condition: `{"state":"open"}`. */
  readonly query: string;
  /** Documents one replica works off. */
  readonly queryValue: number;
  /** Documents above which the workload leaves zero. @default 0 */
  readonly activationQueryValue?: number;
  /** `mongodb://user:password@mongodb.shop:27017/shop`. It holds a password, so it is a reference. */
  readonly connectionString?: SecretReference;
  /** `mongodb+srv` finds the servers by DNS, for MongoDB Atlas. @default mongodb */
  readonly scheme?: "mongodb" | "mongodb+srv" | SecretReference;
  readonly host?: string | SecretReference;
  /** @default 27017; none with `mongodb+srv` */
  readonly port?: number | SecretReference;
  readonly username?: string | SecretReference;
  readonly password?: SecretReference;
  /** Certificates of the connection. @default those of the connection string */
  readonly tls?: MongodbTls;
}

/**
 * Documents in a MongoDB collection that match a query. Codes beside the table's: `exclusive`, `not-applicable`,
 * `missing-either`, `unknown-value`, `invalid-query`.
 */
export function mongodb(props: MongodbScalerProps): ScalerValue {
  return defineScaler("mongodb", ({ problems }) => {
    const { settings, rest } = splitProps(props);
    const { tls, ...others } = rest;
    const { connectionString, scheme, host, port, username, password } = others;
    checkExclusive(
      problems,
      "KEDA ignores the parts beside a connection string",
      { connectionString },
      { scheme, host, port, username, password },
    );
    checkScheme(problems, scheme, port);
    ifKnown(others.query, (query) => checkQuery(problems, query));
    problems.addIf(tls !== undefined && tls.ca === undefined && tls.cert === undefined, {
      prop: "tls.ca",
      code: "missing-either",
      rule: "KEDA turns TLS on together with an authority or a client certificate only",
      fix: "add tls.ca, or tls.cert and tls.key",
    });
    const standard = host !== undefined && (scheme === undefined || scheme === "mongodb");
    return {
      type: "mongodb",
      settings,
      props: PROPS,
      parameters: {
        ...others,
        port: port ?? (standard ? 27017 : undefined),
        tls: tls?.enable,
        ca: tls?.ca,
        cert: tls?.cert,
        key: tls?.key,
        keyPassword: tls?.keyPassword,
      },
    };
  });
}

const PROPS = {
  tls: "tls.enable",
  ca: "tls.ca",
  cert: "tls.cert",
  key: "tls.key",
  keyPassword: "tls.keyPassword",
};

function checkScheme(
  problems: Problems,
  scheme: MongodbScalerProps["scheme"],
  port: MongodbScalerProps["port"],
): void {
  ifKnown(scheme, (known) => {
    problems.addIf(typeof known === "string" && !["mongodb", "mongodb+srv"].includes(known), {
      prop: "scheme",
      code: "unknown-value",
      rule: "MongoDB has two schemes",
      value: known,
      fix: "use mongodb or mongodb+srv",
    });
  });
  problems.addIf(scheme === "mongodb+srv" && port !== undefined, {
    prop: "port",
    code: "not-applicable",
    rule: "with mongodb+srv the ports come from DNS",
    fix: "leave out port",
  });
}

/** KEDA refuses text that is no JSON, and a filter without conditions. */
function checkQuery(problems: Problems, query: string): void {
  problems.addIf(!isFilter(query), {
    prop: "query",
    code: "invalid-query",
    rule: "the filter is a JSON object with at least one condition",
    value: query,
    fix: 'write it like {"state":"open"}',
  });
}

function isFilter(query: string): boolean {
  try {
    const filter: unknown = JSON.parse(query);
    return (
      typeof filter === "object" &&
      filter !== null &&
      !Array.isArray(filter) &&
      Object.keys(filter).length > 0
    );
  } catch {
    return false;
  }
}
