import { TerraformOutput, TerraformStack, TerraformVariable, Testing } from "cdktf";
import * as fc from "fast-check";
import {
  EnvFrom,
  type EnvFromSource,
  type EnvValue,
  resolveEnv,
  resolveEnvFrom,
} from "../../../../constructs/workload/pod/env";
import { ConfigError, Problems } from "../../../../lib/core/errors";
import { codes, synth } from "../../../support/synth";

function resolved(env: Record<string, EnvValue> | undefined) {
  const problems = new Problems();
  const list = JSON.parse(JSON.stringify(resolveEnv(env, problems)));
  return { list, problems: codes(problems.all), all: problems.all };
}

describe("resolveEnv", () => {
  it("is none by default", () => {
    expect(resolved(undefined)).toMatchObject({ list: [], problems: [] });
  });

  it("writes texts, numbers and booleans as text, in the order given", () => {
    expect(resolved({ LOG_LEVEL: "info", WORKERS: 4, TRACE: false }).list).toEqual([
      { name: "LOG_LEVEL", value: "info" },
      { name: "WORKERS", value: "4" },
      { name: "TRACE", value: "false" },
    ]);
  });

  it("puts what comes from elsewhere first, so that texts can quote it", () => {
    expect(
      resolved({
        DATABASE_URL: "postgres://app:$(DB_PASSWORD)@db/shop",
        DB_PASSWORD: EnvFrom.secret("db", "password"),
      }),
    ).toMatchObject({
      list: [
        { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "db", key: "password" } } },
        { name: "DATABASE_URL", value: "postgres://app:$(DB_PASSWORD)@db/shop" },
      ],
      problems: [],
    });
  });

  it("renders every source", () => {
    const { list, problems } = resolved({
      A: EnvFrom.secret("s", "k", { optional: true }),
      B: EnvFrom.configMap("c", "k"),
      C: EnvFrom.field("status.podIP"),
      D: EnvFrom.field("metadata.labels['team']"),
      E: EnvFrom.resource("limits.memory", "1Mi"),
      PUBLIC_KEY: EnvFrom.plain("ssh-ed25519 AAAA"),
    });
    expect(problems).toEqual([]);
    expect(list).toEqual([
      { name: "A", valueFrom: { secretKeyRef: { name: "s", key: "k", optional: true } } },
      { name: "B", valueFrom: { configMapKeyRef: { name: "c", key: "k" } } },
      { name: "C", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
      { name: "D", valueFrom: { fieldRef: { fieldPath: "metadata.labels['team']" } } },
      { name: "E", valueFrom: { resourceFieldRef: { resource: "limits.memory", divisor: "1Mi" } } },
      { name: "PUBLIC_KEY", value: "ssh-ed25519 AAAA" },
    ]);
  });

  it("passes on texts and numbers that are known after apply", () => {
    const { json } = synth((stack) => {
      const host = new TerraformVariable(stack, "host", { type: "string" }).stringValue;
      const port = new TerraformVariable(stack, "port", { type: "number" }).numberValue;
      const problems = new Problems();
      const env = resolveEnv({ HOST: host, PORT: port }, problems);
      expect(problems.all).toEqual([]);
      new TerraformOutput(stack, "env", { value: env });
    });
    expect(json.output.env.value).toEqual([
      { name: "HOST", value: "${var.host}" },
      { name: "PORT", value: "${var.port}" },
    ]);
  });

  it("refuses a secret in plain sight and never shows it", () => {
    const { all, problems } = resolved({ DB_PASSWORD: "hunter2", URL: "https://a:hunter2@b" });
    expect(problems).toEqual(["env.DB_PASSWORD literal-secret", "env.URL literal-secret"]);
    expect(new ConfigError("Users", "MicroserviceProps", all).message).not.toContain("hunter2");
  });

  it("refuses a secret that is known after apply, for it would stand in the state", () => {
    const stack = new TerraformStack(Testing.app(), "test");
    const value = new TerraformVariable(stack, "password", { type: "string" }).stringValue;
    expect(resolved({ DB_PASSWORD: value }).problems).toEqual(["env.DB_PASSWORD literal-secret"]);
  });

  it.each(["1A", "A B", "A=B", ""])("fails on the name %j", (name) => {
    const [problem, ...others] = resolved({ [name]: "x" }).problems;
    expect(problem).toMatch(/^env\S*.* invalid-env-name$/);
    expect(others).toEqual([]);
  });

  it("takes every name of letters, digits and underscores that starts with no digit, and no other", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), (name) => {
        const fits = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/.test(name);
        const value = EnvFrom.plain("x");
        expect(resolved(Object.fromEntries([[name, value]])).problems).toHaveLength(fits ? 0 : 1);
      }),
    );
  });

  it.each([
    [EnvFrom.secret("A", "k"), "env.X.name invalid-name"],
    [EnvFrom.secret("a", "k k"), "env.X.key invalid-name"],
    [EnvFrom.configMap("a", ""), "env.X.key invalid-name"],
    [EnvFrom.field("spec.hostname"), "env.X unknown-field"],
    [EnvFrom.resource("limits.gpu"), "env.X unknown-resource"],
    [EnvFrom.resource("limits.memory", "1 MB"), "env.X.divisor invalid-quantity"],
  ])("fails on %j", (source, problem) => {
    expect(resolved({ X: source }).problems).toEqual([problem]);
  });
});

describe("resolveEnvFrom", () => {
  function whole(sources: readonly EnvFromSource[] | undefined) {
    const problems = new Problems();
    const list = JSON.parse(JSON.stringify(resolveEnvFrom(sources, problems)));
    return { list, problems: codes(problems.all) };
  }

  it("renders whole Secrets and ConfigMaps", () => {
    expect(
      whole([
        EnvFrom.wholeSecret("db", { prefix: "DB_" }),
        EnvFrom.wholeConfigMap("settings", { optional: true }),
      ]),
    ).toEqual({
      list: [
        { prefix: "DB_", secretRef: { name: "db" } },
        { configMapRef: { name: "settings", optional: true } },
      ],
      problems: [],
    });
    expect(whole(undefined).list).toEqual([]);
  });

  it("fails on bad names and prefixes", () => {
    expect(
      whole([EnvFrom.wholeSecret("Db"), EnvFrom.wholeConfigMap("a", { prefix: "1_" })]).problems,
    ).toEqual(["envFrom[0].name invalid-name", "envFrom[1].prefix invalid-env-name"]);
  });
});
