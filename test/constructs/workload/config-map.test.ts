import { Token } from "cdktf";
import * as fc from "fast-check";
import {
  CONFIG_CHECKSUM,
  type WorkloadConfig,
  workloadConfig,
} from "../../../constructs/workload/config-map";
import { isToken } from "../../../lib/core/tokens";
import { coreProblems } from "../../support/core-kinds";
import { contextOf, reported } from "../../support/workloads";

function made(config: WorkloadConfig | undefined) {
  return reported((problems) => workloadConfig(contextOf(), config, problems.at("config")));
}

function checksum(config: WorkloadConfig): string {
  return made(config).result.podAnnotations?.[CONFIG_CHECKSUM] ?? "";
}

describe("workloadConfig", () => {
  it("is nothing where nothing is set", () => {
    expect(made(undefined)).toEqual({ result: { manifests: [] }, codes: [] });
    expect(made({ env: {}, files: {} }).result).toEqual({ manifests: [] });
  });

  it("puts variables and files into ConfigMaps and mounts each file at its path", () => {
    const { result, codes } = made({
      env: { LOG_LEVEL: "info" },
      files: { "/etc/users/settings.yaml": "a: 1\n" },
    });
    expect(codes).toEqual([]);
    expect(result).toMatchObject({
      manifests: [
        { kind: "ConfigMap", metadata: { name: "users-env" }, data: { LOG_LEVEL: "info" } },
        { metadata: { name: "users-files" }, data: { "etc_users_settings.yaml": "a: 1\n" } },
      ],
      envFrom: [{ configMapRef: { name: "users-env" } }],
      volumes: [{ name: "config-files", configMap: { name: "users-files" } }],
      volumeMounts: [
        {
          name: "config-files",
          mountPath: "/etc/users/settings.yaml",
          subPath: "etc_users_settings.yaml",
          readOnly: true,
        },
      ],
    });
    expect(coreProblems(result.manifests ?? [])).toEqual([]);
  });

  it("changes the pods with every setting, and not with the order they are written in", () => {
    const env = fc.dictionary(fc.constantFrom("A", "B", "C", "D"), fc.string(), { minKeys: 1 });
    fc.assert(
      fc.property(env, env, (one, other) => {
        const sorted = (map: object) => JSON.stringify(Object.entries(map).sort());
        expect(checksum({ env: one }) === checksum({ env: other })).toBe(sorted(one) === sorted(other));
        const reversed = Object.fromEntries(Object.entries(one).reverse());
        expect(checksum({ env: reversed })).toBe(checksum({ env: one }));
      }),
    );
  });

  it("tells variables from files that read the same", () => {
    expect(checksum({ env: { A: "x" }, files: { "/B": "y" } })).not.toBe(
      checksum({ env: { A: "x", B: "y" } }),
    );
  });

  it("leaves the checksum to Terraform where a setting is known only later", () => {
    const env = { HOST: Token.asString({ resolve: () => "later" }) };
    expect(isToken(checksum({ env }))).toBe(true);
    expect(made({ env }).codes).toEqual([]);
  });

  it.each<[string, WorkloadConfig, string[]]>([
    ["a variable with a dash", { env: { "LOG-LEVEL": "x" } }, ["config.env.LOG-LEVEL invalid-env-name"]],
    [
      "a secret in plain sight",
      { env: { DB_PASSWORD: "hunter2" } },
      ["config.env.DB_PASSWORD literal-secret"],
    ],
    ["a relative path", { files: { "etc/a": "" } }, ['config.files["etc/a"] invalid-config-path']],
    ["a folder", { files: { "/etc/a/": "" } }, ['config.files["/etc/a/"] invalid-config-path']],
    [
      "a path that goes up",
      { files: { "/etc/../a": "" } },
      ['config.files["/etc/../a"] invalid-config-path'],
    ],
    ["a space", { files: { "/etc/a b": "" } }, ['config.files["/etc/a b"] invalid-config-path']],
    [
      "two paths of one key",
      { files: { "/etc/a_b": "", "/etc/a/b": "" } },
      ['config.files["/etc/a/b"] duplicate-config-file'],
    ],
    [
      "more than a ConfigMap holds",
      { files: { "/a": "x".repeat(1_048_576) } },
      ["config.files config-too-large"],
    ],
  ])("refuses %s", (_, config, expected) => {
    expect(made(config).codes).toEqual(expected);
  });
});
