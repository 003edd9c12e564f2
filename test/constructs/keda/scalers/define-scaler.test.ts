import { Fn, Token } from "cdktf";
import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import type { ITriggerAuthentication } from "../../../../constructs/keda/scaler-value";
import { defineScaler, type ScalerDraft } from "../../../../constructs/keda/scalers/define-scaler";
import { scalerTable } from "../../../../constructs/keda/scalers/scaler-table";
import { tableScaler } from "../../../../constructs/keda/scalers/table-scaler";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { ConfigError } from "../../../../lib/core/errors";
import { minimalSample, propsOf } from "../../../support/scaler-samples";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const HOST = SecretFrom.secret("rabbitmq", "uri");
const QUEUE = { queueName: "orders", mode: "QueueLength", value: 20 };
const SHARED: ITriggerAuthentication = {
  reference: { name: "broker", kind: "ClusterTriggerAuthentication" },
  identity: undefined,
};

function rabbit(parameters: object, draft: Partial<ScalerDraft> = {}) {
  return defineScaler("rabbitmq", () => ({
    type: "rabbitmq",
    settings: {},
    ...draft,
    parameters: { ...QUEUE, ...parameters },
  }));
}

function codesOf(...scaler: Parameters<typeof rabbit>): string[] {
  return codes(bindProblems(rabbit(...scaler)));
}

describe("defineScaler", () => {
  it("reads its props when it is bound, with the place it is bound to", () => {
    const seen: string[] = [];
    const scaler = defineScaler("cpu", ({ name, namespace }) => {
      seen.push(`${namespace}/${name}`);
      return { type: "cpu", settings: {}, parameters: { value: "70" } };
    });
    expect(seen).toEqual([]);
    bind(scaler, { name: "one" });
    bind(scaler, { namespace: "till" });
    expect(seen).toEqual(["shop/one", "till/orders"]);
  });

  it("puts values into metadata as text and references into an authentication", () => {
    expect(bind(rabbit({ host: HOST, vhostName: undefined }))).toEqual({
      trigger: {
        type: "rabbitmq",
        metadata: { queueName: "orders", mode: "QueueLength", value: "20" },
      },
      authentication: { secrets: { host: HOST } },
      statements: [],
      manifests: [],
    });
  });

  it("lets KEDA read an environment variable of the target without an authentication", () => {
    const { trigger, authentication } = bind(rabbit({ host: SecretFrom.env("RABBITMQ_URI") }));
    expect(trigger.metadata.hostFromEnv).toBe("RABBITMQ_URI");
    expect(authentication).toBeUndefined();
  });

  it("names the container of an environment variable through an authentication", () => {
    const host = SecretFrom.env("RABBITMQ_URI", "main");
    const { trigger, authentication } = bind(rabbit({ host }));
    expect(trigger.metadata.hostFromEnv).toBeUndefined();
    expect(authentication).toEqual({ secrets: { host } });
  });

  it("renders settings of the trigger beside its metadata", () => {
    const settings = { name: "queue", metricType: "Value", useCachedMetrics: true } as const;
    expect(bind(rabbit({ host: HOST }, { settings })).trigger).toMatchObject(settings);
    expect(Object.keys(bind(rabbit({ host: HOST })).trigger)).toEqual(["type", "metadata"]);
    const off = { useCachedMetrics: false };
    expect(bind(rabbit({ host: HOST }, { settings: off })).trigger.useCachedMetrics).toBe(false);
  });

  it("fails on a credential that metadata would carry past the props, and never shows it", () => {
    const scaler = tableScaler("solr", {
      host: "http://solr:8983",
      collection: "orders",
      query: "open:true",
      targetQueryValue: 10,
      username: "keda",
      password: SecretFrom.secret("solr", "password"),
      metadata: { password: "hunter2" },
    } as never);
    const problems = bindProblems(scaler);
    expect(problems.map(({ prop, code }) => `${prop} ${code}`)).toEqual(["metadata.password literal-secret"]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("lets metadata of the user's win over props", () => {
    const settings = { metadata: { value: "7", newKey: "new" } };
    expect(bind(rabbit({ host: HOST }, { settings })).trigger.metadata).toMatchObject(settings.metadata);
  });

  it("writes one key for each member of a map of queries", () => {
    const entry = scalerTable().get("sumologic");
    const queries = { A: "metric=a", B: "#A" };
    const metrics = {
      queryType: "metrics",
      queries,
      resultQueryRowId: "A",
      quantizationSeconds: 60,
      query: undefined,
    };
    const props = entry && { ...propsOf(entry, minimalSample(entry)), ...metrics };
    const { metadata } = bind(tableScaler("sumologic", props as never)).trigger;
    expect(metadata).toMatchObject({ "query.A": "metric=a", "query.B": "#A" });
  });

  it("takes metricType from the draft where the scaler demands one", () => {
    const scaler = defineScaler("cpu", () => ({
      type: "cpu",
      settings: {},
      metricType: "Utilization",
      parameters: { value: "70" },
    }));
    expect(bind(scaler).trigger.metricType).toBe("Utilization");
  });

  it("makes objects the trigger relies on", () => {
    const manifests = () => [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "queries" } }];
    expect(bind(rabbit({ host: HOST }, { manifests })).manifests).toEqual(manifests());
  });

  describe("with an identity", () => {
    const statements = [{ actions: ["sqs:GetQueueAttributes"], resources: ["arn:aws:sqs:eu:1:orders"] }];
    const host = HOST;
    const own = PodIdentity.aws();
    const assumed = PodIdentity.aws({ roleArn: "arn:aws:iam::111122223333:role/reader" });

    it.each([
      ["the default one", { defaultIdentity: own }, own, statements],
      ["the user's over the default one", { defaultIdentity: own, identity: assumed }, assumed, []],
      ["another cloud's", { identity: PodIdentity.gcp() }, PodIdentity.gcp(), []],
      ["none", {}, undefined, []],
    ])("asks for what the operator itself needs: %s", (_, draft, identity, expected) => {
      const bound = bind(rabbit({ host }, { ...draft, statements }));
      expect(bound.authentication).toEqual({ secrets: { host }, identity });
      expect(bound.statements).toEqual(expected);
    });

    it.each([
      ["the operator's", own, statements],
      ["of a role", assumed, []],
      ["of none", undefined, []],
    ])("takes that of a shared authentication over the default one: %s", (_, identity, expected) => {
      const settings = { authentication: { ...SHARED, identity } };
      const bound = bind(rabbit({}, { settings, defaultIdentity: own, statements }));
      expect(bound.authentication).toBeUndefined();
      expect(bound.trigger.authenticationRef).toEqual(SHARED.reference);
      expect(bound.statements).toEqual(expected);
    });
  });

  it("does not miss what a shared authentication may hold", () => {
    expect(codesOf({}, { settings: { authentication: SHARED } })).toEqual([]);
    expect(codesOf({})).not.toEqual([]);
  });

  it("fails on an authentication both inline and shared, by secrets and by identity", () => {
    const settings = { authentication: SHARED };
    const expected = ["authentication two-authentications"];
    expect(codesOf({ host: HOST }, { settings })).toEqual(expected);
    expect(codesOf({}, { settings, identity: PodIdentity.aws() })).toEqual(expected);
  });

  it("fails on what is required, unknown or of the wrong kind, under the user's own names", () => {
    const props = { queueName: "queue", value: "queueLength" };
    expect(codesOf({ host: HOST, queueName: undefined, value: "20", depth: 3 }, { props })).toEqual([
      "queueLength wrong-type",
      "depth unknown-parameter",
      "queue missing-required",
    ]);
  });

  it("fails on a value outside of an enum", () => {
    expect(codesOf({ host: HOST, protocol: "amqps" })).toEqual(["protocol unknown-value"]);
  });

  it.each([
    ["rabbitmq", { ...QUEUE, host: HOST }, "Utilization"],
    ["cpu", { value: "70" }, "Value"],
  ])("fails on a metric type that %s does not have", (type, props, metricType) => {
    const scaler = tableScaler(type, { ...props, metricType } as never);
    expect(codes(bindProblems(scaler))).toEqual(["metricType unknown-metric-type"]);
  });

  it("fails on a reference where KEDA takes a value only", () => {
    const vhostName = SecretFrom.secret("rabbitmq", "vhost");
    expect(codesOf({ host: HOST, queueName: vhostName })).toEqual(["queueName no-reference-here"]);
  });

  const PLACES = [...scalerTable().values()].flatMap((entry) =>
    entry.params
      .filter(({ in: places, deprecated }) => !places.includes("metadata") && deprecated === undefined)
      .map(({ prop, key }) => [`${entry.type} ${key}`, entry, prop] as const),
  );

  it.each(PLACES)("fails on a literal secret as %s, and does not say it", (_, entry, prop) => {
    const props = { ...propsOf(entry, minimalSample(entry)), [prop]: "hunter2" };
    const problems = bindProblems(tableScaler(entry.type, props as never));
    expect(problems).toContainEqual(expect.objectContaining({ prop, code: "literal-secret" }));
    expect(new ConfigError("", "", problems).message).not.toContain("hunter2");
  });

  it.each([
    "amqp://user:hunter2@rabbitmq:5672/",
    "amqp://:hunter2@rabbitmq",
    "Server=sql;Password=hunter2;Database=orders",
    "host=db user=me password=hunter2",
    "AccountName=me;AccountKey=hunter2==",
    "Endpoint=sb://orders;SharedAccessKey=hunter2",
    `amqp://user:hunter2${Token.asString(Fn.upper("x"))}@rabbitmq`,
  ])("fails on a password inside of %s, as a value, in a list and in metadata", (text) => {
    const nsq = { topic: "t", channel: "c" };
    const found = [
      ...bindProblems(rabbit({ host: text })),
      ...bindProblems(tableScaler("nsq", { ...nsq, nsqLookupdHttpAddresses: ["a", text] } as never)),
      ...bindProblems(rabbit({ host: HOST }, { settings: { metadata: { host: text } } })),
    ];
    expect(codes(found)).toEqual([
      "host literal-secret",
      "nsqLookupdHttpAddresses literal-secret",
      "metadata.host literal-secret",
    ]);
    expect(new ConfigError("", "", found).message).not.toContain("hunter2");
  });

  it("takes addresses without a password", () => {
    expect(codesOf({ host: "amqp://rabbitmq:5672/vhost" })).toEqual([]);
    expect(codesOf({ host: "http://user@rabbitmq:15672/a:b@c" })).toEqual([]);
  });

  it("knows the scalers of the table alone", () => {
    expect(() => bind(tableScaler("carrier-pigeon", {}))).toThrow("no scaler carrier-pigeon in the table");
  });
});
