import * as fs from "node:fs";
import * as path from "node:path";
import { readStackFolder } from "../../../../lib/rehearsal/harness/stack-folder";
import type { StateHome } from "../../../../lib/rehearsal/harness/state-home";
import {
  makeWorkspace,
  rehearsable,
  terraformEnvironment,
  withoutPreventDestroy,
} from "../../../../lib/rehearsal/harness/workspace";
import { removeTemporaryFolders, synthesized } from "../../../support/rehearsals";

afterEach(removeTemporaryFolders);

const STATE: StateHome = {
  backend: "http",
  settings: { address: "http://127.0.0.1:1/state" },
  read: () => undefined,
  close: async () => undefined,
};
const BACKEND = { http: STATE.settings };

describe("rehearsable configuration", () => {
  it("keeps its state where the rehearsal wants it, and all else as it was", () => {
    const config = {
      terraform: { required_version: ">= 1.10", backend: { s3: { bucket: "state" } }, cloud: {} },
      provider: { aws: [{ region: "eu-central-1" }] },
    };
    expect(rehearsable(config, { state: STATE })).toEqual({
      config: { ...config, terraform: { required_version: ">= 1.10", backend: BACKEND } },
      warnings: [],
    });
    expect(rehearsable({}, { state: STATE }).config).toEqual({ terraform: { backend: BACKEND } });
  });

  it("runs no program of the stack, and says so", () => {
    const hook = { triggers: { a: "b" }, provisioner: [{ "local-exec": {} }], connection: {} };
    const stack = { resource: { null_resource: { Hook: hook, Plain: {} } } };
    const { config, warnings } = rehearsable(stack, { state: STATE });
    expect(config.resource).toEqual({ null_resource: { Hook: { triggers: { a: "b" } }, Plain: {} } });
    expect(warnings).toMatchObject([{ severity: "warning", address: "null_resource.Hook" }]);
  });

  it("may be destroyed when prevent_destroy is lifted, the rest of the life cycle kept", () => {
    const guarded = { lifecycle: { prevent_destroy: true, ignore_changes: ["tags"] } };
    expect(
      withoutPreventDestroy({ resource: { aws_vpc: { A: guarded, B: [guarded], C: { tags: {} } } } })
        .resource,
    ).toEqual({
      aws_vpc: {
        A: { lifecycle: [{ ignore_changes: ["tags"] }] },
        B: [{ lifecycle: [{ ignore_changes: ["tags"] }] }],
        C: { tags: {} },
      },
    });
  });
});

describe("workspace", () => {
  const guarded = { resource: { aws_vpc: { Main: { lifecycle: { prevent_destroy: true } } } } };

  function stackWithLeftOvers() {
    const directory = path.join(synthesized({ staging: guarded }), "stacks", "staging");
    fs.mkdirSync(path.join(directory, "assets", "chart"), { recursive: true });
    fs.mkdirSync(path.join(directory, ".terraform"));
    fs.writeFileSync(path.join(directory, "assets", "chart", "Chart.yaml"), "name: chart");
    for (const name of ["terraform.tfstate", "terraform.tfstate.backup", ".terraform.lock.hcl", "plan"]) {
      fs.writeFileSync(path.join(directory, name), "left over");
    }
    return readStackFolder(directory);
  }

  it("is a copy with assets, without what terraform left in the original, and never touches the original", () => {
    const stack = stackWithLeftOvers();
    const before = fs.readdirSync(stack.directory, { recursive: true }).sort();
    const workspace = makeWorkspace(stack, { state: STATE });
    expect(fs.readdirSync(workspace.directory, { recursive: true }).sort()).toEqual([
      "assets",
      path.join("assets", "chart"),
      path.join("assets", "chart", "Chart.yaml"),
      "cdk.tf.json",
    ]);
    expect(fs.readFileSync(workspace.offlineConfigFile, "utf8")).toContain("filesystem_mirror");
    fs.writeFileSync(path.join(workspace.directory, "plan"), "new");
    workspace.allowDestroy();
    workspace.remove();
    expect(fs.existsSync(workspace.directory)).toBe(false);
    expect(fs.readdirSync(stack.directory, { recursive: true }).sort()).toEqual(before);
    expect(readStackFolder(stack.directory).config).toEqual(guarded);
  });

  it("lifts prevent_destroy when it is told to, not before", () => {
    const workspace = makeWorkspace(stackWithLeftOvers(), { state: STATE });
    const text = () => fs.readFileSync(workspace.configFile, "utf8");
    expect(text()).toContain("prevent_destroy");
    workspace.allowDestroy();
    expect(text()).not.toContain("prevent_destroy");
    workspace.remove();
  });

  it("keeps the lock file where terraform installs a provider itself", () => {
    const workspace = makeWorkspace(stackWithLeftOvers(), { state: STATE, keepLock: true });
    expect(fs.existsSync(path.join(workspace.directory, ".terraform.lock.hcl"))).toBe(true);
    workspace.remove();
  });
});

describe("environment of terraform", () => {
  it("holds variables as terraform reads them", () => {
    expect(
      terraformEnvironment({
        reattach: "{}",
        variables: { region: "eu-central-1", sizes: [1, 2], on: true },
      }),
    ).toMatchObject({
      TF_VAR_region: "eu-central-1",
      TF_VAR_sizes: "[1,2]",
      TF_VAR_on: "true",
      TF_INPUT: "0",
    });
  });

  it("takes nothing of the shell that would change what terraform does", () => {
    const saved = { ...process.env };
    Object.assign(process.env, {
      TF_CLI_ARGS_plan: "-refresh=false",
      TF_WORKSPACE: "other",
      TF_VAR_kept: "yes",
    });
    const env = terraformEnvironment({ reattach: "{}", cliConfigFile: "empty.rc" });
    process.env = saved;
    expect(env).toMatchObject({
      TF_VAR_kept: "yes",
      TF_CLI_CONFIG_FILE: "empty.rc",
      CHECKPOINT_DISABLE: "1",
    });
    expect(Object.keys(env)).not.toEqual(expect.arrayContaining(["TF_CLI_ARGS_plan"]));
    expect(env.TF_WORKSPACE).toBeUndefined();
  });
});
