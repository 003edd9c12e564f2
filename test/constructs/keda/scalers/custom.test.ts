import { Token } from "cdktf";
import { bindTriggers } from "../../../../constructs/keda/bound-triggers";
import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { type CustomScalerProps, custom } from "../../../../constructs/keda/scalers/custom";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { Problems } from "../../../../lib/core/errors";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const ref = (key: string) => SecretFrom.secret("clickhouse", key);
const SHARED = { reference: { name: "shared", kind: "TriggerAuthentication" as const }, identity: undefined };
const problemsOf = (props: object) =>
  codes(bindProblems(custom({ type: "clickhouse", ...props } as CustomScalerProps)));

describe("custom", () => {
  it("makes a trigger of a type alone", () => {
    expect(bind(custom({ type: "clickhouse" }))).toEqual({
      trigger: { type: "clickhouse", metadata: {} },
      authentication: undefined,
      statements: [],
      manifests: [],
    });
  });

  it("renders metadata as text and keeps secrets apart", () => {
    const bound = bind(
      custom({
        type: "clickhouse",
        name: "rows",
        metricType: "Value",
        useCachedMetrics: true,
        metadata: { host: "clickhouse.shop", targetQueryValue: 1e21, port: 9000, secure: true },
        secrets: { password: ref("password") },
        identity: PodIdentity.gcp(),
      }),
    );
    expect(bound.trigger).toEqual({
      type: "clickhouse",
      name: "rows",
      metricType: "Value",
      useCachedMetrics: true,
      metadata: {
        host: "clickhouse.shop",
        targetQueryValue: "1000000000000000000000",
        port: "9000",
        secure: "true",
      },
    });
    expect(bound.authentication).toEqual({
      secrets: { password: ref("password") },
      identity: { provider: "gcp" },
    });
  });

  it("refers to a shared authentication", () => {
    const bound = bind(custom({ type: "clickhouse", authentication: SHARED }));
    expect(bound.trigger.authenticationRef).toEqual(SHARED.reference);
    expect(bound.authentication).toBeUndefined();
  });

  it("passes what names a credential without being one", () => {
    const metadata = {
      passwordFromEnv: "PASSWORD",
      tokenUrl: "https://id.example.com/token",
      partitionKey: "orders",
      useToken: true,
      count: Token.asNumber({ resolve: () => 5 }),
    };
    expect(problemsOf({ metadata })).toEqual([]);
  });

  it("fails on credentials in metadata, and keeps them out of the message", () => {
    const problems = bindProblems(
      custom({
        type: "clickhouse",
        metadata: {
          password: "hunter2",
          apiKey: Token.asString({ resolve: () => "hunter2" }),
          pinToken: 1234,
          address: "tcp://user:hunter2@clickhouse:9000",
        },
      }),
    );
    expect(codes(problems)).toEqual([
      "metadata.password literal-secret",
      "metadata.apiKey literal-secret",
      "metadata.pinToken literal-secret",
      "metadata.address literal-secret",
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/hunter2|1234/);
  });

  it("fails on plain text among the secrets", () => {
    const problems = bindProblems(custom({ type: "clickhouse", secrets: { password: "hunter2" as never } }));
    expect(codes(problems)).toEqual(["secrets.password literal-secret"]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("fails on metadata that is no text", () => {
    expect(problemsOf({ metadata: { host: "", port: Number.NaN, hosts: ["one"] } })).toEqual([
      "metadata.host wrong-type",
      "metadata.port wrong-type",
      "metadata.hosts wrong-type",
    ]);
  });

  it("fails without a type, with secrets as well", () => {
    expect(problemsOf({ type: undefined })).toEqual(["type missing-required"]);
    const problems = new Problems();
    const scaler = custom({ type: undefined as never, secrets: { password: ref("password") } });
    bindTriggers([scaler], { name: "orders", namespace: "shop" }, problems);
    expect(codes(problems.all)).toEqual(["triggers[0].type missing-required"]);
  });

  it("fails on another metric type and on two authentications", () => {
    expect(problemsOf({ metricType: "Utilization" })).toEqual(["metricType unknown-metric-type"]);
    expect(problemsOf({ authentication: SHARED, identity: PodIdentity.gcp() })).toEqual([
      "authentication two-authentications",
    ]);
    expect(problemsOf({ authentication: SHARED, secrets: { password: ref("password") } })).toEqual([
      "authentication two-authentications",
    ]);
  });
});
