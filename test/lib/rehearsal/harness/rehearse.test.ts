import * as fs from "node:fs";
import * as path from "node:path";
import { App, TerraformOutput } from "cdktf";
import { expectRehearsal } from "../../../../lib/rehearsal/harness/assertions";
import type { Progress } from "../../../../lib/rehearsal/harness/rehearsal";
import { rehearse } from "../../../../lib/rehearsal/harness/rehearse";
import { codeOf, removeTemporaryFolders, synthesized, temporaryFolder } from "../../../support/rehearsals";
import { addressOf, SmallStack } from "../../../support/small-stack";
import { describeWithTerraform } from "../../../support/terraform";

afterEach(removeTemporaryFolders);

function names(rehearsal: { readonly steps: readonly { readonly name: string }[] }): string[] {
  return rehearsal.steps.map(({ name }) => name);
}

/** A rehearsal that is interrupted at the first change it makes. */
function rehearseUntil(stack: SmallStack, interrupt: AbortController): () => Promise<unknown> {
  return () =>
    rehearse(stack, {
      signal: interrupt.signal,
      onProgress: (progress) => progress.kind === "change" && progress.step === "apply" && interrupt.abort(),
    });
}

/** Runs with a folder for temporary files of its own; returns what is left in it. */
async function leftBy(act: () => Promise<unknown>): Promise<string[]> {
  const before = process.env.TMPDIR;
  const folder = temporaryFolder();
  process.env.TMPDIR = folder;
  try {
    await act();
    return fs.readdirSync(folder);
  } finally {
    if (before === undefined) {
      delete process.env.TMPDIR;
    } else {
      process.env.TMPDIR = before;
    }
  }
}

describe("options of a rehearsal", () => {
  it("fail when they make no sense", async () => {
    for (const failAt of [0, -1, 1.5, Number.NaN]) {
      expect(await codeOf(() => rehearse("nowhere", { failAt }))).toBe("failAt fail-at-invalid");
    }
    expect(await codeOf(() => rehearse("nowhere", { real: ["aws"], failAt: 1 }))).toBe(
      "real real-plans-only",
    );
    expect(await codeOf(() => rehearse("nowhere"))).toBe("target stack-folder-missing");
  });
});

describeWithTerraform("rehearsal", () => {
  it("takes a stack through its life, and leaves nothing behind", async () => {
    const stack = new SmallStack();
    const rehearsal = await rehearse(stack);
    expectRehearsal(rehearsal)
      .toSucceed()
      .toHaveCreated(stack.vpc)
      .toHaveCreated("aws_subnet", 2)
      .toHaveCreated("small/Bucket")
      .toBeIdempotent()
      .toCreateInOrder(stack.vpc, "aws_subnet")
      .toDestroyInOrder("aws_subnet", stack.vpc)
      .toBeDestroyedClean();
    expect(names(rehearsal)).toEqual([
      "init",
      "validate",
      "plan",
      "apply",
      "second plan",
      "destroy",
      "empty world",
    ]);
    expect(rehearsal.plan).toMatchObject({ resource_changes: expect.any(Array) });
    expect(rehearsal.longestChain).toHaveLength(2);
    expect(rehearsal.state).toHaveLength(4);
    expect(rehearsal.world.isEmpty()).toBe(true);
  });

  it("leaves no file behind, whether it is over, refused or interrupted", async () => {
    const stack = new SmallStack();
    const interrupt = new AbortController();
    expect(await leftBy(() => rehearse(stack))).toEqual([]);
    expect(await leftBy(() => codeOf(() => rehearse(stack, { drift: "aws_vpc.Typo" })))).toEqual([]);
    const interrupted = rehearseUntil(stack, interrupt);
    expect(await leftBy(() => codeOf(interrupted))).toEqual([]);
  });

  it("survives a refused create: the next apply makes what is missing", async () => {
    const rehearsal = await rehearse(new SmallStack(), { failAt: 2 });
    expectRehearsal(rehearsal).toSucceed().toHaveCreated("aws_subnet", 2);
    expect(names(rehearsal).slice(3, 6)).toEqual(["apply", "apply again", "second plan"]);
    expect(rehearsal.steps[3]?.diagnostics).toMatchObject([
      { severity: "warning", summary: expect.stringContaining("refused by the rehearsal") },
    ]);
  });

  it("survives a refused delete: the next destroy removes what is left", async () => {
    const rehearsal = await rehearse(new SmallStack(), { failAt: 6 });
    expectRehearsal(rehearsal).toSucceed();
    expect(names(rehearsal).slice(-3)).toEqual(["destroy", "destroy again", "empty world"]);
  });

  it("fails when there is no such call to refuse", async () => {
    expect(await codeOf(() => rehearse(new SmallStack(), { failAt: 99 }))).toBe("failAt fail-at-beyond-end");
  });

  it("notices and mends what was removed or changed behind its back", async () => {
    const stack = new SmallStack();
    const bucket = addressOf(stack.bucket);
    const removed = await rehearse(stack, { drift: bucket });
    expectRehearsal(removed).toSucceed();
    expect(removed.steps.find(({ name }) => name === "mend drift")?.changes).toMatchObject([
      { address: bucket, action: "create" },
    ]);
    const vpc = addressOf(stack.vpc);
    const changed = await rehearse(stack, { drift: { address: vpc, change: { cidr_block: "10.9.0.0/16" } } });
    expect(
      changed.steps.find(({ name }) => name === "mend drift")?.changes.map(({ address }) => address),
    ).toContain(vpc);
  });

  it("fails to drift at an address that is not there, naming those that are", async () => {
    expect(await codeOf(() => rehearse(new SmallStack(), { drift: "aws_vpc.Typo" }))).toBe(
      "drift drift-unknown-address",
    );
  });

  it("fails a wrong stack at the step that sees it, with the address", async () => {
    const stack = new SmallStack();
    stack.vpc.addOverride("cidr_blok", "10.0.0.0/16");
    const rehearsal = await rehearse(stack);
    expectRehearsal(rehearsal).toFailIn("validate", addressOf(stack.vpc)).toFailIn("validate", "cidr_blok");
    expect(rehearsal.ok).toBe(false);
    expect(names(rehearsal)).toEqual(["init", "validate"]);
  });

  it("brings up the stacks whose outputs it reads, and reads what they really came to", async () => {
    const app = new App({ outdir: temporaryFolder() });
    const network = new SmallStack(app, "network");
    const reader = new SmallStack(app, "reader");
    reader.bucket.bucket = "elsewhere";
    reader.vpc.addOverride("tags", { Peer: network.vpc.id });
    new TerraformOutput(reader, "peer", { value: network.vpc.id });
    const rehearsal = await rehearse(app, { stack: "reader" });
    expectRehearsal(rehearsal).toSucceed();
    expect(names(rehearsal)[0]).toBe("dependencies");
    const vpc = rehearsal.state.find(({ type }) => type === "aws_vpc");
    expect(vpc?.values.tags).toEqual({ Peer: expect.stringMatching(/^vpc-/) });
  });

  it("keeps plan, state, world and summary where it is told to", async () => {
    const keep = path.join(temporaryFolder(), "kept");
    await rehearse(new SmallStack(), { keep });
    expect(fs.readdirSync(keep).sort()).toEqual([
      "plan.json",
      "rehearsal.json",
      "terraform.tfstate",
      "world.json",
    ]);
    expect(JSON.parse(fs.readFileSync(path.join(keep, "rehearsal.json"), "utf8"))).toMatchObject({
      ok: true,
      objects: 4,
    });
    expect(JSON.parse(fs.readFileSync(path.join(keep, "terraform.tfstate"), "utf8")).resources).toHaveLength(
      4,
    );
  });

  it("tells how far it is", async () => {
    const seen: Progress[] = [];
    await rehearse(new SmallStack(), { onProgress: (progress) => seen.push(progress) });
    const made = seen.filter(
      (progress) =>
        progress.kind === "change" && progress.step === "apply" && progress.event.kind === "finished",
    );
    expect(
      made.map((progress) => (progress.kind === "change" ? `${progress.done}/${progress.total}` : "")),
    ).toEqual(["1/4", "2/4", "3/4", "4/4"]);
  });

  it("ends early when it is interrupted, at the next step", async () => {
    const interrupted = rehearseUntil(new SmallStack(), new AbortController());
    expect(await codeOf(interrupted)).toBe("signal rehearsal-interrupted");
  });

  it("only plans where a provider is real", async () => {
    const folder = synthesized({ odd: { resource: { terraform_data: { Gate: { input: "open" } } } } });
    const rehearsal = await rehearse(folder, { real: ["aws"] });
    expectRehearsal(rehearsal).toSucceed();
    expect(names(rehearsal)).toEqual(["init", "validate", "plan"]);
    expect(rehearsal.plan).toBeDefined();
  });
});
