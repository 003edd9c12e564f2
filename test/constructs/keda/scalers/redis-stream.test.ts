import { type RedisStreamScalerProps, redisStream } from "../../../../constructs/keda/scalers/redis-stream";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const PROPS: RedisStreamScalerProps = { addresses: ["redis.shop:6379"], stream: "orders" };
const CONNECTION = { addresses: "redis.shop:6379", stream: "orders" };
const ref = (key: string) => SecretFrom.secret("redis", key);
const metadataOf = (props: object) => bind(redisStream({ ...PROPS, ...props })).trigger.metadata;
const problemsOf = (props: object) => codes(bindProblems(redisStream({ ...PROPS, ...props })));

describe("redisStream", () => {
  it("measures the length of a stream without a group", () => {
    expect(bind(redisStream(PROPS))).toEqual({
      trigger: { type: "redis-streams", metadata: { ...CONNECTION, streamLength: "5" } },
      authentication: undefined,
      statements: [],
      manifests: [],
    });
    expect(metadataOf({ streamLength: 20 })).toEqual({ ...CONNECTION, streamLength: "20" });
  });

  it("measures pending entries of a group", () => {
    const group = { ...CONNECTION, consumerGroup: "billing" };
    expect(metadataOf({ consumerGroup: "billing" })).toEqual({ ...group, pendingEntriesCount: "5" });
    expect(metadataOf({ consumerGroup: "billing", pendingEntries: 20 })).toEqual({
      ...group,
      pendingEntriesCount: "20",
    });
  });

  it("measures the lag of a group, with every setting as text and credentials apart", () => {
    const bound = bind(
      redisStream({
        ...PROPS,
        consumerGroup: "billing",
        lag: 10,
        activationLag: 2,
        databaseIndex: 3,
        username: "keda",
        password: ref("password"),
        tls: true,
      }),
    );
    expect(bound.trigger.metadata).toEqual({
      ...CONNECTION,
      consumerGroup: "billing",
      lagCount: "10",
      activationLagCount: "2",
      databaseIndex: "3",
      username: "keda",
      enableTLS: "true",
    });
    expect(bound.authentication).toEqual({ secrets: { password: ref("password") }, identity: undefined });
  });

  it("fails on two measures", () => {
    expect(problemsOf({ consumerGroup: "billing", lag: 1, pendingEntries: 1 })).toEqual([
      "pendingEntries one-measure",
    ]);
  });

  it("fails on a measure that does not go with the group", () => {
    expect(problemsOf({ pendingEntries: 1 })).toEqual(["consumerGroup missing-dependent"]);
    expect(problemsOf({ lag: 1 })).toEqual(["consumerGroup missing-dependent"]);
    expect(problemsOf({ consumerGroup: "billing", streamLength: 1 })).toEqual([
      "streamLength not-applicable",
    ]);
  });

  it("fails on a lag of 0, and on an activation lag without lag", () => {
    expect(problemsOf({ consumerGroup: "billing", lag: 0 })).toEqual(["lag out-of-range"]);
    expect(problemsOf({ consumerGroup: "billing", activationLag: 1 })).toEqual(["lag missing-dependent"]);
  });

  it("fails on values of another type under the name of the prop", () => {
    expect(problemsOf({ consumerGroup: "billing", pendingEntries: 0.5 })).toEqual([
      "pendingEntries wrong-type",
    ]);
    expect(problemsOf({ password: "hunter2" })).toEqual(["password literal-secret"]);
  });
});
