import { type RedisListScalerProps, redisList } from "../../../../constructs/keda/scalers/redis-list";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const PROPS: RedisListScalerProps = { addresses: ["redis.shop:6379"], listName: "orders" };
const ref = (key: string) => SecretFrom.secret("redis", key);
const problemsOf = (props: object) =>
  codes(bindProblems(redisList({ ...PROPS, ...props } as RedisListScalerProps)));

describe("redisList", () => {
  it("measures a list of a server without a login", () => {
    expect(bind(redisList(PROPS))).toEqual({
      trigger: { type: "redis", metadata: { addresses: "redis.shop:6379", listName: "orders" } },
      authentication: undefined,
      statements: [],
      manifests: [],
    });
  });

  it("renders every setting as text and keeps credentials apart", () => {
    const tls = {
      ca: ref("ca"),
      cert: ref("cert"),
      key: ref("key"),
      keyPassword: ref("pass"),
      unsafeSsl: true,
    };
    const bound = bind(
      redisList({
        ...PROPS,
        listLength: 10,
        activationListLength: 2,
        databaseIndex: 3,
        username: "keda",
        password: ref("password"),
        tls,
      }),
    );
    expect(bound.trigger.metadata).toEqual({
      addresses: "redis.shop:6379",
      listName: "orders",
      listLength: "10",
      activationListLength: "2",
      databaseIndex: "3",
      username: "keda",
      enableTLS: "true",
      unsafeSsl: "true",
    });
    expect(bound.authentication).toEqual({
      secrets: {
        password: ref("password"),
        ca: ref("ca"),
        cert: ref("cert"),
        key: ref("key"),
        keyPassword: ref("pass"),
      },
      identity: undefined,
    });
  });

  it("takes address, user and password from where they lie", () => {
    const bound = bind(
      redisList({ listName: "orders", addresses: SecretFrom.env("REDIS"), username: ref("user") }),
    );
    expect(bound.trigger.metadata).toEqual({ addressesFromEnv: "REDIS", listName: "orders" });
    expect(bound.authentication?.secrets).toEqual({ username: ref("user") });
    const apart = bind(redisList({ listName: "orders", hosts: ref("host"), ports: ref("port") }));
    expect(apart.authentication?.secrets).toEqual({ hosts: ref("host"), ports: ref("port") });
  });

  it("fails on bad input under the name of the prop", () => {
    expect(problemsOf({ password: "hunter2" })).toEqual(["password literal-secret"]);
    expect(problemsOf({ addresses: undefined })).toEqual(["addresses missing-either"]);
    expect(problemsOf({ tls: "enable" })).toEqual(["tls wrong-type"]);
    expect(problemsOf({ tls: { cert: ref("cert") } })).toEqual(["tls.key incomplete"]);
    expect(problemsOf({ addresses: ["redis.shop"] })).toEqual(["addresses[0] invalid-address"]);
  });
});
