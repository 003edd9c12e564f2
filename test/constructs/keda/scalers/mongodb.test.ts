import { Token } from "cdktf";
import { type MongodbScalerProps, mongodb } from "../../../../constructs/keda/scalers/mongodb";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const ref = (key: string) => SecretFrom.secret("mongodb", key);
const QUERY = { dbName: "shop", collection: "jobs", query: '{"state":"open"}', queryValue: 5 };
const TEXTS = { dbName: "shop", collection: "jobs", query: '{"state":"open"}', queryValue: "5" };
const PROPS: MongodbScalerProps = { ...QUERY, connectionString: ref("url") };
const PARTS: MongodbScalerProps = {
  ...QUERY,
  host: "mongodb.shop",
  username: "keda",
  password: ref("password"),
};
const problemsOf = (props: object) => codes(bindProblems(mongodb(props as MongodbScalerProps)));

describe("mongodb", () => {
  it("counts by a connection string it refers to", () => {
    expect(bind(mongodb(PROPS))).toEqual({
      trigger: { type: "mongodb", metadata: TEXTS },
      authentication: { secrets: { connectionString: ref("url") }, identity: undefined },
      statements: [],
      manifests: [],
    });
  });

  it("counts by the parts of a connection, at the usual port", () => {
    const bound = bind(mongodb({ ...PARTS, activationQueryValue: 1 }));
    expect(bound.trigger.metadata).toEqual({
      ...TEXTS,
      activationQueryValue: "1",
      host: "mongodb.shop",
      port: "27017",
      username: "keda",
    });
    expect(bound.authentication?.secrets).toEqual({ password: ref("password") });
    expect(bind(mongodb({ ...PARTS, scheme: "mongodb", port: 27018 })).trigger.metadata).toMatchObject({
      scheme: "mongodb",
      port: "27018",
    });
  });

  it("finds servers by DNS without a port", () => {
    const { trigger } = bind(mongodb({ ...PARTS, scheme: "mongodb+srv" }));
    expect(trigger.metadata).toEqual({
      ...TEXTS,
      scheme: "mongodb+srv",
      host: "mongodb.shop",
      username: "keda",
    });
  });

  it("takes every part from where it lies", () => {
    const secrets = { scheme: ref("scheme"), host: ref("host"), port: ref("port"), username: ref("user") };
    const bound = bind(mongodb({ ...QUERY, ...secrets, dbName: ref("db"), password: ref("password") }));
    expect(bound.authentication?.secrets).toEqual({
      ...secrets,
      dbName: ref("db"),
      password: ref("password"),
    });
  });

  it("connects with certificates, whose switch is a reference too", () => {
    const certificates = { ca: ref("ca"), cert: ref("cert"), key: ref("key"), keyPassword: ref("pass") };
    const enable = SecretFrom.configMap("mongodb", "tls");
    const bound = bind(mongodb({ ...PROPS, tls: { enable, ...certificates } }));
    expect(bound.trigger.metadata).toEqual(TEXTS);
    expect(bound.authentication?.secrets).toEqual({
      connectionString: ref("url"),
      tls: enable,
      ...certificates,
    });
  });

  it("fails without a connection, and without one of the parts", () => {
    expect(problemsOf(QUERY)).toEqual(["connectionString missing-either"]);
    expect(problemsOf({ ...PARTS, username: undefined })).toEqual(["username missing-either"]);
  });

  it("fails on parts beside a connection string", () => {
    expect(problemsOf({ ...PROPS, host: "mongodb.shop" })).toEqual(["host exclusive"]);
  });

  it("fails on a port beside mongodb+srv, and on another scheme", () => {
    expect(problemsOf({ ...PARTS, scheme: "mongodb+srv", port: 27017 })).toEqual(["port not-applicable"]);
    expect(problemsOf({ ...PARTS, scheme: "http" })).toContain("scheme unknown-value");
  });

  it("fails on credentials in plain text", () => {
    expect(problemsOf({ ...QUERY, connectionString: "mongodb://u:hunter2@h" })).toEqual([
      "connectionString literal-secret",
    ]);
    expect(problemsOf({ ...PARTS, password: "hunter2" })).toEqual(["password literal-secret"]);
  });

  it("fails on TLS without a certificate, and on half a client certificate", () => {
    expect(problemsOf({ ...PROPS, tls: { enable: ref("tls") } })).toEqual(["tls.ca missing-either"]);
    expect(problemsOf({ ...PROPS, tls: { enable: ref("tls"), cert: ref("cert") } })).toEqual([
      "tls.key incomplete",
    ]);
  });

  it.each(["state: open", "[1]", "{}", "null", '"open"', "{'state':'open'}"])(
    "fails on the filter %s",
    (query) => {
      expect(problemsOf({ ...PROPS, query })).toEqual(["query invalid-query"]);
    },
  );

  it("leaves a filter that is known after apply alone", () => {
    expect(problemsOf({ ...PROPS, query: Token.asString({ resolve: () => "later" }) })).toEqual([]);
  });
});
