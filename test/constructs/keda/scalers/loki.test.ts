import { type LokiScalerProps, loki } from "../../../../constructs/keda/scalers/loki";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const PROPS: LokiScalerProps = {
  serverAddress: "http://loki.monitoring:3100",
  query: 'sum(rate({app="web"}[1m]))',
  threshold: 0.7,
};
const ref = (key: string) => SecretFrom.secret("loki", key);

describe("loki", () => {
  it("asks a server without a login", () => {
    expect(bind(loki(PROPS))).toEqual({
      trigger: {
        type: "loki",
        metadata: {
          serverAddress: "http://loki.monitoring:3100",
          query: 'sum(rate({app="web"}[1m]))',
          threshold: "0.7",
        },
      },
      authentication: undefined,
      statements: [],
      manifests: [],
    });
  });

  it("renders every setting as text", () => {
    const { trigger } = bind(
      loki({
        ...PROPS,
        activationThreshold: 0.1,
        tenantName: "shop",
        ignoreNullValues: false,
        unsafeSsl: true,
        authenticate: { username: ref("user") },
      }),
    );
    expect(trigger.metadata).toEqual({
      serverAddress: "http://loki.monitoring:3100",
      query: 'sum(rate({app="web"}[1m]))',
      threshold: "0.7",
      activationThreshold: "0.1",
      tenantName: "shop",
      ignoreNullValues: "false",
      unsafeSsl: "true",
      authModes: "basic",
    });
  });

  it("signs in with references only", () => {
    const bound = bind(
      loki({ ...PROPS, authenticate: { customHeader: { name: ref("name"), value: ref("value") } } }),
    );
    expect(bound.trigger.metadata).toMatchObject({ authModes: "custom" });
    expect(bound.authentication).toEqual({
      secrets: { customAuthHeader: ref("name"), customAuthValue: ref("value") },
      identity: undefined,
    });
  });

  it("makes use of a shared authentication by its modes", () => {
    const authentication = {
      reference: { name: "shared", kind: "ClusterTriggerAuthentication" as const },
      identity: undefined,
    };
    const { trigger } = bind(loki({ ...PROPS, authentication, authModes: ["bearer"] }));
    expect(trigger).toMatchObject({
      metadata: { authModes: "bearer" },
      authenticationRef: authentication.reference,
    });
  });

  it("fails on a login of plain text and on two logins", () => {
    const problemsOf = (authenticate: object) =>
      codes(bindProblems(loki({ ...PROPS, authenticate: authenticate as LokiScalerProps["authenticate"] })));
    expect(problemsOf({ bearerToken: "hunter2" })).toEqual(["authenticate.bearerToken literal-secret"]);
    expect(problemsOf({ bearerToken: ref("token"), username: ref("user") })).toEqual([
      "authenticate.username exclusive",
    ]);
  });

  it("fails on modes without an authentication", () => {
    expect(codes(bindProblems(loki({ ...PROPS, authModes: ["bearer"] })))).toEqual([
      "authentication missing-dependent",
    ]);
  });
});
