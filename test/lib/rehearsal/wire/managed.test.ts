import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ConfigError } from "../../../../lib/core/errors";
import { SimulatedProvider } from "../../../../lib/rehearsal/provider/provider";
import { runPlugin, serveManaged } from "../../../../lib/rehearsal/wire/managed";
import { layOutMirror, worldFile } from "../../../../lib/rehearsal/wire/mirror";
import { compileInto } from "../../../support/compile";
import { MemoryBackend } from "../../../support/memory-backend";
import { providerSchema, resource, run } from "../../../support/simulated";
import { describeWithTerraform, TERRAFORM, terraformEnv } from "../../../support/terraform";

const COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";
const SCHEMA = providerSchema({
  resources: {
    test_thing: resource({
      id: { type: "string", computed: true },
      name: { type: "string", required: true },
    }),
  },
});

const codesOf = async (work: Promise<unknown>): Promise<readonly string[]> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof ConfigError ? error.problems.map(({ code }) => code) : [String(error)];
};

describe("serveManaged", () => {
  const started = async (env: NodeJS.ProcessEnv): Promise<string[]> => {
    const lines: string[] = [];
    const listening = await serveManaged(new SimulatedProvider(SCHEMA, new MemoryBackend()), {
      env,
      print: (line) => lines.push(line),
      onShutdown: () => undefined,
    });
    await listening.close();
    return lines;
  };

  it("announces its socket in one line", async () => {
    const lines = await started({ TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: "5,6" });
    expect(lines).toEqual([expect.stringMatching(/^1\|6\|unix\|\/.+\|grpc\|$/)]);
  });

  it("fails when it was not started by terraform", async () => {
    expect(await codesOf(started({}))).toEqual(["not-started-by-terraform"]);
  });

  it("fails when terraform does not speak protocol 6", async () => {
    const env = { TF_PLUGIN_MAGIC_COOKIE: COOKIE, PLUGIN_PROTOCOL_VERSIONS: "4,5" };
    expect(await codesOf(started(env))).toEqual(["protocol-not-offered"]);
  });
});

describe("runPlugin", () => {
  it("fails without the folder of a mirror", async () => {
    expect(await codesOf(runPlugin("registry.terraform.io/slipway/test", () => new MemoryBackend()))).toEqual(
      ["mirror-folder-unknown"],
    );
  });
});

describeWithTerraform("a mirror of managed providers", () => {
  let directory: string;
  let env: NodeJS.ProcessEnv;

  const stack = (name: string, version: string): string => {
    const cwd = path.join(directory, name);
    fs.mkdirSync(cwd);
    const source = "slipway/test";
    fs.writeFileSync(
      path.join(cwd, "main.tf.json"),
      JSON.stringify({
        terraform: { required_providers: { test: { source, version } } },
        resource: { test_thing: { a: { name: "a" }, b: { name: "${test_thing.a.id}" } } },
      }),
    );
    return cwd;
  };
  const terraform = (cwd: string, ...args: readonly string[]) =>
    run(TERRAFORM ?? "terraform", [...args, "-no-color"], cwd, env);

  beforeAll(() => {
    directory = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-mirror-"));
    compileInto(path.join(directory, "compiled"), ["lib/core", "lib/rehearsal"]);
    const plugin = path.join(directory, "compiled", "lib", "rehearsal", "wire", "plugin.js");
    env = { ...terraformEnv(), ...layOutMirror(path.join(directory, "rehearsal"), [SCHEMA], { plugin }) };
  });

  afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

  it("fails at init when no version meets the constraint", async () => {
    const { code, output } = await terraform(stack("wrong", "~> 2.0"), "init");
    expect(code).toBe(1);
    expect(output).toContain("no available releases match the given constraints ~> 2.0");
  });

  it("installs, locks, and goes through a whole life with processes that share a world", async () => {
    const cwd = stack("right", "~> 1.2");
    expect((await terraform(cwd, "init")).output).toContain("Installed slipway/test v1.2.3");
    expect(fs.readFileSync(path.join(cwd, ".terraform.lock.hcl"), "utf8")).toContain('version     = "1.2.3"');
    expect((await terraform(cwd, "validate")).output).toContain("The configuration is valid");
    expect((await terraform(cwd, "apply", "-auto-approve")).output).toContain("2 added");
    expect((await terraform(cwd, "plan", "-detailed-exitcode")).code).toBe(0);
    const { objects } = JSON.parse(fs.readFileSync(worldFile(path.join(directory, "rehearsal")), "utf8"));
    expect(objects).toHaveLength(2);
    expect((await terraform(cwd, "destroy", "-auto-approve")).output).toContain("2 destroyed");
  });

  it("works without TLS where terraform was told so", async () => {
    const cwd = stack("plain", "1.2.3");
    await terraform(cwd, "init");
    env = { ...env, TF_DISABLE_PLUGIN_TLS: "1" };
    expect((await terraform(cwd, "validate")).output).toContain("The configuration is valid");
  });
});
