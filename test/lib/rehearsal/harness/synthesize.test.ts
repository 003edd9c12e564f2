import * as fs from "node:fs";
import * as path from "node:path";
import { App, DataTerraformRemoteStateLocal, TerraformOutput, TerraformStack } from "cdktf";
import { synthesize } from "../../../../lib/rehearsal/harness/synthesize";
import { codeOf, removeTemporaryFolders, synthesized, temporaryFolder } from "../../../support/rehearsals";

afterEach(removeTemporaryFolders);

function appWith(...names: readonly string[]) {
  const app = new App({ outdir: temporaryFolder() });
  const stacks = names.map((name) => {
    const stack = new TerraformStack(app, name);
    new TerraformOutput(stack, "name", { value: name });
    return stack;
  });
  return { app, stacks };
}

function outputsOf(directory: string) {
  return JSON.parse(fs.readFileSync(path.join(directory, "cdk.tf.json"), "utf8")).output;
}

describe("target of a rehearsal", () => {
  it("may be the folder of a stack, which stays", () => {
    const folder = path.join(synthesized({ staging: {} }), "stacks", "staging");
    const target = synthesize(folder);
    expect(target.directory).toBe(folder);
    target.remove();
    expect(fs.existsSync(folder)).toBe(true);
  });

  it("may be an output folder, with the name of a stack where there are several", () => {
    const several = synthesized({ staging: {}, local: {} });
    expect(synthesize(several, "local").directory).toBe(path.join(several, "stacks", "local"));
    const one = synthesized({ staging: {} });
    expect(synthesize(one).directory).toBe(path.join(one, "stacks", "staging"));
  });

  it("may be a stack of an app, synthesized to a folder of its own that goes again", () => {
    const { app, stacks } = appWith("staging", "local");
    const target = synthesize(stacks[0] ?? app);
    expect(outputsOf(target.directory)).toEqual({ name: { value: "staging" } });
    expect(fs.readdirSync(path.dirname(target.directory))).toEqual(["staging"]);
    target.remove();
    expect(fs.existsSync(target.directory)).toBe(false);
    expect(fs.readdirSync(path.join(app.outdir, "stacks"))).toEqual([]);
  });

  it("brings the stacks along whose outputs it reads", () => {
    const { app, stacks } = appWith("net", "app");
    const [net, reader] = stacks;
    reader?.addDependency(net ?? reader);
    new DataTerraformRemoteStateLocal(reader ?? app, "Net", { path: "x" });
    const target = synthesize(app, "app");
    expect(fs.readdirSync(path.dirname(target.directory)).sort()).toEqual(["app", "net"]);
    target.remove();
  });

  it("runs the validations of the stack", () => {
    const { app, stacks } = appWith("staging");
    stacks[0]?.node.addValidation({ validate: () => ["nothing is right"] });
    expect(() => synthesize(app)).toThrow(/nothing is right/);
  });

  it("fails where it could be several, where it is none, and where the name is wrong", async () => {
    const { app } = appWith("staging", "local");
    expect(await codeOf(async () => synthesize(app))).toBe("stack stack-ambiguous");
    expect(await codeOf(async () => synthesize(app, "prod"))).toBe("stack stack-unknown");
    expect(await codeOf(async () => synthesize(temporaryFolder()))).toBe("target stack-folder-missing");
    expect(await codeOf(async () => synthesize(synthesized({ a: {} }), "b"))).toBe("stack stack-unknown");
    expect(() => synthesize(app, "prod")).toThrow(/use one of staging, local/);
  });
});
