import {
  type RedisConnectionProps,
  readRedisConnection,
} from "../../../../constructs/keda/scalers/redis-connection";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const ref = (key: string) => SecretFrom.secret("redis", key);

function read(props: RedisConnectionProps & { readonly listName?: string }) {
  const problems = new Problems();
  const { parameters, rest } = readRedisConnection(props, problems);
  const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
  return { given, rest, problems: codes(problems.all) };
}

describe("readRedisConnection", () => {
  it("parts the connection from the other props", () => {
    expect(read({ addresses: ["redis.shop:6379"], databaseIndex: 3, listName: "orders" })).toEqual({
      given: { addresses: ["redis.shop:6379"], databaseIndex: 3 },
      rest: { listName: "orders" },
      problems: [],
    });
  });

  it("turns TLS on and off, and on with certificates", () => {
    expect(read({ tls: true }).given).toEqual({ enableTLS: true });
    expect(read({ tls: false }).given).toEqual({ enableTLS: false });
    expect(read({ tls: { ca: ref("ca"), unsafeSsl: true } }).given).toEqual({
      enableTLS: true,
      ca: ref("ca"),
      unsafeSsl: true,
    });
  });

  it("takes addresses from elsewhere as they are", () => {
    expect(read({ addresses: ref("addresses") }).problems).toEqual([]);
    expect(read({ hosts: ref("host"), ports: ref("port") }).problems).toEqual([]);
  });

  it.each(["redis.shop", "redis://redis.shop:6379", "user:hunter2@redis.shop:6379", "redis.shop:redis"])(
    "fails on the address %s",
    (address) => {
      expect(read({ addresses: ["redis.shop:6379", address] }).problems).toEqual([
        "addresses[1] invalid-address",
      ]);
    },
  );

  it("fails on a second address in other props", () => {
    expect(read({ addresses: ["redis.shop:6379"], hosts: ref("host"), ports: ref("port") }).problems).toEqual(
      ["hosts exclusive"],
    );
  });
});
