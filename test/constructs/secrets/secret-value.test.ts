import { Fn } from "cdktf";
import { SecretFrom } from "../../../constructs/keda/secret-reference";
import { checkSecretKey } from "../../../constructs/observability/secret-key";
import { checkSameNamespace, checkSecret, secretReferences } from "../../../constructs/secrets/secret-value";
import { resolveEnv, resolveEnvFrom } from "../../../constructs/workload/pod/env";
import { ConfigError, Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

describe("secretReferences", () => {
  const users = secretReferences("users", ["jwt", "db"]);

  it("is what variables, scalers and receivers read", () => {
    const problems = new Problems();
    const jwt = users.key("jwt");
    expect(resolveEnv({ JWT_SECRET: jwt }, problems)).toEqual([
      { name: "JWT_SECRET", valueFrom: { secretKeyRef: { name: "users", key: "jwt" } } },
    ]);
    expect(jwt).toMatchObject(SecretFrom.secret("users", "jwt"));
    expect(checkSecretKey(problems, "url", jwt)).toBe(true);
    expect(resolveEnvFrom([users.wholeSecret()], problems)).toEqual([{ secretRef: { name: "users" } }]);
    expect(problems.all).toEqual([]);
  });

  it("refuses a key that is not there and lists those that are", () => {
    expect(() => users.key("pasword")).toThrow(ConfigError);
    try {
      users.key("pasword");
    } catch (error) {
      const { problems } = error as ConfigError;
      expect(codes(problems)).toEqual(["key unknown-secret-key"]);
      expect(problems[0]?.fix).toBe("use one of jwt, db");
    }
  });

  it("takes every key where none is known", () => {
    expect(secretReferences("users", undefined).key("anything").key).toBe("anything");
  });
});

describe("checkSameNamespace", () => {
  it("refuses a reader in another namespace, and looks into no name that is known later", () => {
    const codesFor = (namespace: string) => {
      const problems = new Problems();
      checkSameNamespace(problems, { name: "users", namespace: "shop" }, namespace);
      return codes(problems.all);
    };
    expect(codesFor("billing")).toEqual([" secret-elsewhere"]);
    expect(codesFor("shop")).toEqual([]);
    expect(codesFor(Fn.lower("BILLING"))).toEqual([]);
  });
});

describe("checkSecret", () => {
  it("reports names and keys no Secret can have", () => {
    const problems = new Problems();
    checkSecret(problems, "Users", ["a", "b c", "a", ".."]);
    expect(codes(problems.all)).toEqual([
      "name invalid-name",
      "keys[1] invalid-name",
      "keys[2] duplicate-key",
      "keys[3] invalid-name",
    ]);
  });
});
