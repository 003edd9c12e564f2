import { runLifecycle } from "../../../../lib/rehearsal/harness/lifecycle";
import { Session } from "../../../../lib/rehearsal/harness/session";
import { World } from "../../../../lib/rehearsal/world/world";
import { removeTemporaryFolders } from "../../../support/rehearsals";
import { SmallStack, smallStackFolder } from "../../../support/small-stack";
import { describeWithTerraform } from "../../../support/terraform";

const sessions: Session[] = [];

async function open(world: World): Promise<Session> {
  const session = await Session.open(smallStackFolder(), { world });
  sessions.push(session);
  return session;
}

function verdicts(outcome: Awaited<ReturnType<typeof runLifecycle>>): string[] {
  return outcome.steps.map(({ name, ok }) => `${name} ${ok ? "ok" : "failed"}`);
}

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  removeTemporaryFolders();
});

describeWithTerraform("life of a stack", () => {
  it("goes on to destroy what was made when the apply failed for a reason of its own", async () => {
    const world = new World();
    world.fail({ actions: ["create"], type: "aws_subnet", times: 2, summary: "SubnetLimitExceeded" });
    const outcome = await runLifecycle(await open(world), {});
    expect(verdicts(outcome).slice(3)).toEqual(["apply failed", "destroy ok", "empty world ok"]);
    expect(outcome.steps[3]?.diagnostics.map(({ summary }) => summary)).toEqual([
      "SubnetLimitExceeded",
      "SubnetLimitExceeded",
    ]);
    expect(outcome.state.map(({ type }) => type)).toEqual(["aws_s3_bucket", "aws_vpc"]);
  });

  it("excuses the refusal that was planned, but no other one", async () => {
    const world = new World();
    world.fail({ actions: ["create"], type: "aws_s3_bucket", summary: "TooManyBuckets" });
    const outcome = await runLifecycle(await open(world), { failAt: 3 });
    expect(verdicts(outcome)).toContain("apply failed");
    expect(verdicts(outcome)).not.toContain("apply again ok");
  });

  it("fails when something was made that terraform never heard of, and tells that it is left behind", async () => {
    const world = new World();
    world.fail({ actions: ["create"], type: "aws_vpc", when: "after" });
    const outcome = await runLifecycle(await open(world), {});
    expect(verdicts(outcome).slice(3)).toEqual(["apply failed", "destroy failed"]);
    expect(outcome.steps[3]?.diagnostics.map(({ summary }) => summary)).toContain("Lost by terraform");
  });

  it("names the object whose removal failed, which terraform does not", async () => {
    const world = new World();
    const session = await open(world);
    world.fail({ actions: ["delete"], type: "aws_vpc", summary: "DependencyViolation" });
    const outcome = await runLifecycle(session, {});
    expect(outcome.steps.at(-1)).toMatchObject({
      name: "destroy",
      ok: false,
      diagnostics: [{ summary: "DependencyViolation", address: expect.stringMatching(/^aws_vpc\./) }],
    });
  });

  it("leaves alone what was in the world before", async () => {
    const world = new World();
    const first = await open(world);
    await first.init();
    await first.apply();
    const neighbours = first.objects().length;
    const stack = new SmallStack(undefined, "second");
    stack.bucket.bucket = "elsewhere";
    const second = await Session.open(smallStackFolder(stack), { world });
    sessions.push(second);
    expect(verdicts(await runLifecycle(second, {}))).toContain("empty world ok");
    expect(first.objects()).toHaveLength(neighbours);
  });
});
