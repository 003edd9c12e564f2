import { kafka } from "../../../../constructs/keda/scalers/kafka";
import { type KafkaSasl, readSasl } from "../../../../constructs/keda/scalers/kafka-sasl";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { Problems } from "../../../../lib/core/errors";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const from = (key: string) => SecretFrom.secret("kafka", key);

function scalerOf(sasl: KafkaSasl) {
  return kafka({ bootstrapServers: ["kafka:9092"], group: "billing", sasl });
}

function loginOf(sasl: KafkaSasl) {
  const { trigger, authentication } = bind(scalerOf(sasl));
  const { bootstrapServers, consumerGroup, tls, ...metadata } = trigger.metadata;
  return { metadata, secrets: authentication?.secrets };
}

function problemsOf(sasl: KafkaSasl): string[] {
  return codes(bindProblems(scalerOf(sasl)));
}

describe("readSasl", () => {
  it("adds nothing without a login", () => {
    const problems = new Problems();
    expect(readSasl(undefined, { group: "billing" }, false, problems)).toEqual({ parameters: {} });
    expect(problems.all).toEqual([]);
  });

  it("says none where it is told to", () => {
    expect(loginOf({ mechanism: "none" })).toEqual({ metadata: { sasl: "none" }, secrets: undefined });
  });

  it.each([
    ["plaintext", "plaintext"],
    ["scramSha256", "scram_sha256"],
    ["scramSha512", "scram_sha512"],
  ] as const)("logs in with user and password by %s", (mechanism, sasl) => {
    expect(loginOf({ mechanism, username: from("user"), password: from("password") })).toEqual({
      metadata: { sasl },
      secrets: { username: from("user"), password: from("password") },
    });
  });

  it("logs in with a token of an OAuth 2.0 server", () => {
    const sasl: KafkaSasl = {
      mechanism: "oauthbearer",
      clientId: from("id"),
      clientSecret: from("secret"),
      tokenEndpointUri: from("uri"),
      scopes: SecretFrom.configMap("kafka", "scopes"),
      extensions: SecretFrom.configMap("kafka", "extensions"),
    };
    expect(loginOf(sasl)).toEqual({
      metadata: { sasl: "oauthbearer", saslTokenProvider: "bearer" },
      secrets: {
        username: from("id"),
        password: from("secret"),
        oauthTokenEndpointUri: from("uri"),
        scopes: SecretFrom.configMap("kafka", "scopes"),
        oauthExtensions: SecretFrom.configMap("kafka", "extensions"),
      },
    });
  });

  it("logs in with Kerberos, by keytab or password", () => {
    const kerberos = {
      mechanism: "gssapi",
      username: from("user"),
      realm: from("realm"),
      kerberosConfig: from("config"),
    } as const;
    expect(
      loginOf({
        ...kerberos,
        keytab: from("keytab"),
        serviceName: from("service"),
        disableFast: from("fast"),
      }),
    ).toEqual({
      metadata: { sasl: "gssapi" },
      secrets: {
        username: from("user"),
        keytab: from("keytab"),
        realm: from("realm"),
        kerberosConfig: from("config"),
        kerberosServiceName: from("service"),
        kerberosDisableFAST: from("fast"),
      },
    });
    expect(loginOf({ ...kerberos, password: from("password") }).secrets).toMatchObject({
      password: from("password"),
    });
  });

  it("leaves what is missing to a shared authentication", () => {
    const problems = new Problems();
    for (const mechanism of ["plaintext", "oauthbearer", "gssapi"] as const) {
      readSasl({ mechanism }, { group: "billing" }, true, problems);
    }
    expect(problems.all).toEqual([]);
  });

  it("fails on a mechanism that is not known", () => {
    expect(problemsOf({ mechanism: "scram" } as unknown as KafkaSasl)).toEqual([
      "sasl.mechanism unknown-value",
    ]);
  });

  it("fails without credentials", () => {
    expect(problemsOf({ mechanism: "plaintext", username: from("user") })).toEqual([
      "sasl.password missing-dependent",
    ]);
    expect(problemsOf({ mechanism: "oauthbearer" })).toEqual([
      "sasl.clientId missing-dependent",
      "sasl.clientSecret missing-dependent",
      "sasl.tokenEndpointUri missing-dependent",
    ]);
    expect(problemsOf({ mechanism: "gssapi" })).toEqual([
      "sasl.username missing-dependent",
      "sasl.keytab password-or-keytab",
      "sasl.realm missing-dependent",
    ]);
  });

  it("fails with both password and keytab", () => {
    expect(
      problemsOf({
        mechanism: "gssapi",
        username: from("user"),
        password: from("password"),
        keytab: from("keytab"),
        realm: from("realm"),
        kerberosConfig: from("config"),
      }),
    ).toEqual(["sasl.keytab password-or-keytab"]);
  });

  it("fails on a credential in the open", () => {
    const password = "hunter2" as unknown as ReturnType<typeof from>;
    const sasl: KafkaSasl = { mechanism: "plaintext", username: from("user"), password };
    expect(problemsOf(sasl)).toEqual(["sasl.password literal-secret"]);
    expect(JSON.stringify(bindProblems(scalerOf(sasl)))).not.toContain("hunter2");
  });
});
