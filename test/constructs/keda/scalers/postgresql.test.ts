import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { type PostgresqlScalerProps, postgresql } from "../../../../constructs/keda/scalers/postgresql";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const ref = (key: string) => SecretFrom.secret("postgres", key);
const QUERY = { query: "SELECT count(*) FROM jobs", targetQueryValue: 5 };
const PROPS: PostgresqlScalerProps = { ...QUERY, connection: ref("url") };
const PARTS: PostgresqlScalerProps = {
  ...QUERY,
  host: "postgres.shop",
  userName: "keda",
  dbName: "shop",
  sslMode: "verify-full",
};
const problemsOf = (props: object) => codes(bindProblems(postgresql(props as PostgresqlScalerProps)));

describe("postgresql", () => {
  it("asks by a connection string it refers to", () => {
    expect(bind(postgresql(PROPS))).toEqual({
      trigger: {
        type: "postgresql",
        metadata: { query: "SELECT count(*) FROM jobs", targetQueryValue: "5" },
      },
      authentication: { secrets: { connection: ref("url") }, identity: undefined },
      statements: [],
      manifests: [],
    });
    const { trigger } = bind(postgresql({ ...QUERY, connection: SecretFrom.env("DATABASE_URL") }));
    expect(trigger.metadata).toMatchObject({ connectionFromEnv: "DATABASE_URL" });
  });

  it("asks by the parts of a connection, at the usual port", () => {
    expect(bind(postgresql(PARTS)).trigger.metadata).toEqual({
      query: "SELECT count(*) FROM jobs",
      targetQueryValue: "5",
      host: "postgres.shop",
      port: "5432",
      userName: "keda",
      dbName: "shop",
      sslmode: "verify-full",
    });
  });

  it("renders every setting as text and keeps the password apart", () => {
    const bound = bind(
      postgresql({ ...PARTS, port: 6432, activationTargetQueryValue: 0.5, password: ref("password") }),
    );
    expect(bound.trigger.metadata).toMatchObject({ port: "6432", activationTargetQueryValue: "0.5" });
    expect(bound.authentication).toEqual({ secrets: { password: ref("password") }, identity: undefined });
  });

  it("takes every part from where it lies", () => {
    const secrets = { host: ref("host"), port: ref("port"), userName: ref("user"), dbName: ref("db") };
    const bound = bind(postgresql({ ...QUERY, ...secrets, sslMode: ref("mode") }));
    expect(bound.trigger.metadata).toEqual({ query: QUERY.query, targetQueryValue: "5" });
    expect(bound.authentication?.secrets).toEqual({ ...secrets, sslmode: ref("mode") });
  });

  it("logs in as an identity of Azure", () => {
    const identity = PodIdentity.azureWorkload();
    expect(bind(postgresql({ ...PARTS, identity })).authentication).toEqual({ secrets: {}, identity });
  });

  it("fails without a connection, and without one of the parts", () => {
    expect(problemsOf(QUERY)).toEqual(["connection missing-either"]);
    expect(problemsOf({ ...PARTS, sslMode: undefined })).toEqual(["sslMode missing-either"]);
  });

  it("fails on parts beside a connection string", () => {
    expect(problemsOf({ ...PROPS, userName: "keda" })).toEqual(["userName exclusive"]);
  });

  it("fails on credentials in plain text", () => {
    expect(problemsOf({ ...QUERY, connection: "postgresql://u:hunter2@h/db" })).toEqual([
      "connection literal-secret",
    ]);
    expect(problemsOf({ ...PARTS, password: "hunter2" })).toEqual(["password literal-secret"]);
  });

  it("fails on an SSL mode PostgreSQL does not have", () => {
    expect(problemsOf({ ...PARTS, sslMode: "verify" })).toEqual(["sslMode unknown-value"]);
  });

  it("fails on an identity beside a credential, and on that of another cloud", () => {
    const identity = PodIdentity.azureWorkload();
    expect(problemsOf({ ...PARTS, identity, password: ref("password") })).toEqual(["password exclusive"]);
    expect(problemsOf({ ...PROPS, identity })).toEqual(["connection exclusive"]);
    expect(problemsOf({ ...PARTS, identity: PodIdentity.aws() })).toEqual(["identity unknown-value"]);
  });
});
