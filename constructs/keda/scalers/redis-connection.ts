import type { Problems } from "../../../lib/core/errors";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import type { SecretReference } from "../secret-reference";
import type { ScalerDraft } from "./define-scaler";
import { checkExclusive } from "./exclusive";

/** How Redis and KEDA recognize each other. */
export type RedisTls = {
  /** Certificate authority of the server, PEM. @default those the operator's image trusts */
  readonly ca?: SecretReference;
  /** Client certificate, PEM, with its `key`. @default none */
  readonly cert?: SecretReference;
  readonly key?: SecretReference;
  /** Password of `key`. @default none */
  readonly keyPassword?: SecretReference;
  /** Whether any certificate of the server will do. @default false */
  readonly unsafeSsl?: boolean;
};

/** How to reach one Redis server. Either `addresses` or both of `hosts` and `ports` are given. */
export interface RedisConnectionProps {
  /** The server as host:port, `["redis.shop:6379"]`. KEDA asks the first one; clusters have scalers of their own. */
  readonly addresses?: readonly string[] | SecretReference;
  /** Server name, where it lies apart from the port. */
  readonly hosts?: SecretReference;
  /** Port of the server in `hosts`. */
  readonly ports?: SecretReference;
  /** @default the default user */
  readonly username?: string | SecretReference;
  /** @default none */
  readonly password?: SecretReference;
  /** Encryption of the connection. @default false */
  readonly tls?: boolean | RedisTls;
  /** Number of the logical database. @default 0 */
  readonly databaseIndex?: number;
}

/** Reads the connection out of props; `rest` is what remains of them. Codes: `exclusive`, `invalid-address`. */
export function readRedisConnection<P extends RedisConnectionProps>(props: P, problems: Problems) {
  const { addresses, hosts, ports, username, password, tls, databaseIndex, ...rest } = props;
  checkExclusive(problems, "a server has one address", { addresses }, { hosts, ports });
  checkAddresses(problems, addresses);
  const parameters: ScalerDraft["parameters"] = {
    addresses,
    hosts,
    ports,
    username,
    password,
    databaseIndex,
    enableTLS: typeof tls === "object" ? true : tls,
    ...(typeof tls === "object" && tls),
  };
  return { parameters, props: PROPS, rest };
}

const PROPS = {
  enableTLS: "tls",
  ca: "tls.ca",
  cert: "tls.cert",
  key: "tls.key",
  keyPassword: "tls.keyPassword",
  unsafeSsl: "tls.unsafeSsl",
};

function checkAddresses(problems: Problems, addresses: RedisConnectionProps["addresses"]): void {
  if (!Array.isArray(addresses) || isToken(addresses)) {
    return;
  }
  addresses.forEach((address: unknown, index) => {
    ifKnown(address, (known) => {
      problems.at("addresses").addIf(!/^[^\s/@]+:\d+$/.test(String(known)), {
        prop: `[${index}]`,
        code: "invalid-address",
        rule: "an address is host:port, without a scheme",
        fix: "write it like redis.shop:6379",
      });
    });
  });
}
