import { Token } from "cdktf";
import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { type PrometheusScalerProps, prometheus } from "../../../../constructs/keda/scalers/prometheus";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const QUERY = { query: "sum(rate(http_requests_total[2m]))", threshold: 100.5 };
const PROPS: PrometheusScalerProps = { serverAddress: "http://prometheus.monitoring:9090", ...QUERY };
const ARN = "arn:aws:aps:eu-central-1:111122223333:workspace/ws-1a2b";
const MANAGED: PrometheusScalerProps = { workspaceArn: ARN, ...QUERY };
const ref = (key: string) => SecretFrom.secret("prometheus", key);

const problemsOf = (props: object) => codes(bindProblems(prometheus({ ...PROPS, ...props })));

describe("prometheus", () => {
  it("asks a server without a login", () => {
    expect(bind(prometheus(PROPS))).toEqual({
      trigger: {
        type: "prometheus",
        metadata: {
          serverAddress: "http://prometheus.monitoring:9090",
          query: "sum(rate(http_requests_total[2m]))",
          threshold: "100.5",
        },
      },
      authentication: undefined,
      statements: [],
      manifests: [],
    });
  });

  it("renders every setting as text", () => {
    const { trigger } = bind(
      prometheus({
        ...PROPS,
        name: "requests",
        metricType: "Value",
        activationThreshold: 5.5,
        ignoreNullValues: false,
        namespace: "shop",
        queryParameters: { dedup: "true", partial_response: "false" },
        customHeaders: { "X-Scope-OrgID": "shop" },
        timeoutMilliseconds: 1000,
        unsafeSsl: true,
        authenticate: { username: ref("user"), password: ref("password") },
      }),
    );
    expect(trigger).toEqual({
      type: "prometheus",
      name: "requests",
      metricType: "Value",
      metadata: {
        serverAddress: "http://prometheus.monitoring:9090",
        query: "sum(rate(http_requests_total[2m]))",
        threshold: "100.5",
        activationThreshold: "5.5",
        ignoreNullValues: "false",
        namespace: "shop",
        queryParameters: "dedup=true,partial_response=false",
        customHeaders: "X-Scope-OrgID=shop",
        timeout: "1000",
        unsafeSsl: "true",
        authModes: "basic",
      },
    });
  });

  it("signs in with references only", () => {
    const bound = bind(
      prometheus({
        ...PROPS,
        authenticate: { bearerToken: ref("token"), cert: ref("cert"), key: ref("key"), ca: ref("ca") },
      }),
    );
    expect(bound.trigger.metadata).toMatchObject({ authModes: "tls,bearer" });
    expect(Object.keys(bound.trigger.metadata)).not.toContain("bearerToken");
    expect(bound.authentication).toEqual({
      secrets: { bearerToken: ref("token"), cert: ref("cert"), key: ref("key"), ca: ref("ca") },
      identity: undefined,
    });
  });

  it("makes use of a shared authentication by its modes", () => {
    const authentication = {
      reference: { name: "shared", kind: "TriggerAuthentication" as const },
      identity: undefined,
    };
    const bound = bind(prometheus({ ...PROPS, authentication, authModes: ["bearer"] }));
    expect(bound.trigger).toMatchObject({
      metadata: { authModes: "bearer" },
      authenticationRef: authentication.reference,
    });
    expect(bound.authentication).toBeUndefined();
  });

  it("follows address, region and permission from a managed workspace", () => {
    const bound = bind(prometheus(MANAGED));
    expect(bound.trigger.metadata).toEqual({
      serverAddress: "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1a2b",
      awsRegion: "eu-central-1",
      query: QUERY.query,
      threshold: "100.5",
    });
    expect(bound.authentication).toEqual({ secrets: {}, identity: { provider: "aws" } });
    expect(bound.statements).toEqual([{ actions: ["aps:QueryMetrics"], resources: [ARN] }]);
  });

  it("grants the operator nothing where it takes on another role", () => {
    const identity = PodIdentity.aws({ roleArn: "arn:aws:iam::444455556666:role/metrics" });
    const bound = bind(prometheus({ ...MANAGED, identity }));
    expect(bound.authentication).toEqual({ secrets: {}, identity });
    expect(bound.statements).toEqual([]);
  });

  it("takes a workspace that is known after apply", () => {
    const arn = Token.asString({ resolve: () => "later" });
    const bound = bind(prometheus({ ...MANAGED, workspaceArn: arn }));
    expect(bound.statements).toEqual([{ actions: ["aps:QueryMetrics"], resources: [arn] }]);
  });

  it("signs requests to another address of AWS", () => {
    const bound = bind(prometheus({ ...PROPS, awsRegion: "eu-central-1" }));
    expect(bound.trigger.metadata).toMatchObject({
      serverAddress: "http://prometheus.monitoring:9090",
      awsRegion: "eu-central-1",
    });
    expect(bound).toMatchObject({ authentication: { identity: { provider: "aws" } }, statements: [] });
  });

  it("works as an identity of another cloud", () => {
    const bound = bind(prometheus({ ...PROPS, identity: PodIdentity.gcp() }));
    expect(bound.authentication).toEqual({ secrets: {}, identity: { provider: "gcp" } });
  });

  it("fails without a server, and with two", () => {
    expect(codes(bindProblems(prometheus(QUERY)))).toEqual(["serverAddress missing-required"]);
    expect(problemsOf({ workspaceArn: ARN })).toEqual(["workspaceArn exclusive"]);
  });

  it("fails on what is no workspace", () => {
    const problems = bindProblems(prometheus({ ...MANAGED, workspaceArn: "ws-1a2b" }));
    expect(codes(problems)).toContain("workspaceArn invalid-arn");
  });

  it("fails on a login beside an identity", () => {
    const authenticate = { bearerToken: ref("token") };
    expect(problemsOf({ identity: PodIdentity.gcp(), authenticate })).toEqual(["authenticate exclusive"]);
    expect(codes(bindProblems(prometheus({ ...MANAGED, authenticate })))).toEqual(["authenticate exclusive"]);
  });

  it("fails on credentials among headers and parameters, and keeps them out of the message", () => {
    const problems = bindProblems(
      prometheus({
        ...PROPS,
        customHeaders: { Authorization: "Bearer hunter2" },
        queryParameters: { token: "hunter2" },
      }),
    );
    expect(codes(problems)).toEqual([
      "customHeaders.Authorization literal-secret",
      "queryParameters.token literal-secret",
    ]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("fails on a login of plain text, under the path of the prop", () => {
    expect(problemsOf({ authenticate: { bearerToken: "hunter2" } })).toEqual([
      "authenticate.bearerToken literal-secret",
    ]);
    expect(problemsOf({ authenticate: { password: ref("password") } })).toEqual([
      "authenticate.username missing-dependent",
    ]);
  });

  it("fails on a wait that is no whole number, under the name of the prop", () => {
    expect(problemsOf({ timeoutMilliseconds: 0.5 })).toEqual(["timeoutMilliseconds wrong-type"]);
  });
});
