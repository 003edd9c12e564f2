import * as path from "node:path";
import { Upstream } from "../../../../lib/rehearsal/harness/upstream";
import { World } from "../../../../lib/rehearsal/world/world";
import { codeOf, removeTemporaryFolders, synthesized } from "../../../support/rehearsals";
import { describeWithTerraform } from "../../../support/terraform";

const opened: Upstream[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((upstream) => upstream.close()));
  removeTemporaryFolders();
});

/** A stack that writes its state under its own name, reads those of others and hands on what it read. */
function stack(name: string, reads: readonly string[], resource: object = {}): object {
  const states = reads.map((read) => [read, { backend: "s3", config: { bucket: "state", key: read } }]);
  const values = reads.map((read) => `\${data.terraform_remote_state.${read}.outputs.value}`);
  return {
    terraform: { backend: { s3: { bucket: "state", key: name, region: "eu-central-1" } } },
    ...(reads.length === 0 ? {} : { data: { terraform_remote_state: Object.fromEntries(states) } }),
    resource: { terraform_data: { Own: { input: [name, ...values].join(" ") } }, ...resource },
    output: { value: { value: "${terraform_data.Own.output}" } },
  };
}

async function open(stacks: Readonly<Record<string, object>>, name: string): Promise<Upstream> {
  const directory = path.join(synthesized(stacks), "stacks", name);
  const upstream = await Upstream.open(directory, { world: new World() });
  opened.push(upstream);
  return upstream;
}

describeWithTerraform("stacks a stack reads from", () => {
  it("come up first, each once, and what they read themselves before them", async () => {
    const upstream = await open(
      {
        app: stack("app", ["left", "right"]),
        left: stack("left", ["base"]),
        right: stack("right", ["base"]),
        base: stack("base", []),
        other: stack("other", []),
      },
      "app",
    );
    expect(upstream.ok).toBe(true);
    expect(upstream.steps.map(({ name }) => name)).toEqual(["dependencies"]);
    expect([...upstream.states.keys()]).toEqual(["left", "right"]);
    expect(upstream.stacks).toEqual(["base", "left", "right"]);
  });

  it("are none, and no step, for a stack that reads no other", async () => {
    const upstream = await open({ app: stack("app", []), base: stack("base", []) }, "app");
    expect(upstream).toMatchObject({ ok: true, steps: [] });
    expect(upstream.states.size).toBe(0);
  });

  it("fail with the words of the one that is wrong", async () => {
    const wrong = { terraform_data: { Own: { imput: "x" } } };
    const upstream = await open({ app: stack("app", ["base"]), base: stack("base", [], wrong) }, "app");
    expect(upstream.ok).toBe(false);
    expect(upstream.steps).toMatchObject([
      {
        name: "dependencies",
        ok: false,
        diagnostics: [{ address: "terraform_data.Own" }, { detail: "base" }],
      },
    ]);
  });

  it("fail when one of them reads a state nobody writes", async () => {
    const stacks = { app: stack("app", ["base"]), base: stack("base", ["gone"]) };
    expect(await codeOf(() => open(stacks, "app"))).toBe(
      "data.terraform_remote_state.gone remote-state-unknown",
    );
  });

  it("fail when they read each other, which no order can bring up", async () => {
    const stacks = { app: stack("app", ["base"]), base: stack("base", ["app"]) };
    expect(await codeOf(() => open(stacks, "app"))).toBe("target dependency-cycle");
  });
});
