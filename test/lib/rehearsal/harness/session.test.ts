import type { Step } from "../../../../lib/rehearsal/harness/rehearsal";
import { Session, type SessionOptions } from "../../../../lib/rehearsal/harness/session";
import { World } from "../../../../lib/rehearsal/world/world";
import { codeOf, removeTemporaryFolders, synthesized } from "../../../support/rehearsals";
import { smallStackFolder } from "../../../support/small-stack";
import { describeWithTerraform } from "../../../support/terraform";

const sessions: Session[] = [];

async function open(
  world = new World(),
  options: Pick<SessionOptions, "state" | "parallelism"> = {},
): Promise<Session> {
  const session = await Session.open(smallStackFolder(), { world, ...options });
  sessions.push(session);
  return session;
}

/** Kills terraform while subnets are being made, late enough for it to have saved what it made before. */
function killedAtSubnets(session: Session): Promise<Step> {
  session.world.delay({ actions: ["create"], type: "aws_subnet", milliseconds: 2_000 });
  return session.apply("apply", (event, kill) => {
    if (event.kind === "started" && event.type === "aws_subnet") {
      setTimeout(() => kill("SIGKILL"), 500);
    }
  });
}

afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
  removeTemporaryFolders();
});

describeWithTerraform("session", () => {
  it("plans, applies the plan, and finds nothing more to do", async () => {
    const session = await open();
    expect(await session.init()).toMatchObject({ name: "init", ok: true });
    expect(await session.validate()).toMatchObject({ name: "validate", ok: true, diagnostics: [] });
    const plan = await session.plan();
    expect(plan.planned.map(({ action }) => action)).toEqual(["create", "create", "create", "create"]);
    expect(await session.planJson()).toMatchObject({ resource_changes: expect.any(Array) });
    expect((await session.apply()).changes).toHaveLength(4);
    expect(session.state()).toHaveLength(4);
    expect(session.disagreement()).toEqual({ orphans: [], ghosts: [] });
    expect(await session.planNothing()).toMatchObject({ ok: true, planned: [] });
    expect(await session.destroy()).toMatchObject({ ok: true });
    expect(session.objects()).toEqual([]);
  });

  it("keeps what was made when terraform is interrupted, and makes the rest later", async () => {
    const world = new World();
    world.delay({ actions: ["create"], milliseconds: 200 });
    const session = await open(world);
    await session.init();
    const interrupted = await session.apply("apply", (event, kill) => {
      if (event.kind === "started" && event.type === "aws_vpc") {
        kill("SIGINT");
      }
    });
    expect(interrupted).toMatchObject({
      ok: false,
      diagnostics: expect.arrayContaining([
        { severity: "error", summary: expect.any(String), detail: expect.any(String) },
      ]),
    });
    expect(session.state().map(({ type }) => type)).toContain("aws_vpc");
    expect(session.disagreement()).toEqual({ orphans: [], ghosts: [] });
    expect(await session.apply()).toMatchObject({ ok: true });
    expect(await session.planNothing()).toMatchObject({ ok: true });
  });

  it("keeps what was made before terraform was killed, where the state is a file", async () => {
    const session = await open(new World(), { state: "file" });
    await session.init();
    expect(await killedAtSubnets(session)).toMatchObject({
      ok: false,
      diagnostics: [{ summary: "Terraform was killed" }],
    });
    expect(session.state().map(({ type }) => type)).toContain("aws_vpc");
    expect(session.disagreement().ghosts).toEqual([]);
  });

  it("tells what a killed terraform made and never saved, where the state is in memory", async () => {
    const session = await open();
    await session.init();
    await killedAtSubnets(session);
    expect(session.state()).toEqual([]);
    expect(session.disagreement().orphans).toContainEqual(expect.stringMatching(/^aws_vpc vpc-/));
  });

  it("tells what was made without an answer that terraform could remember", async () => {
    const world = new World();
    const session = await open(world);
    await session.init();
    world.fail({ actions: ["create"], type: "aws_vpc", when: "after" });
    expect(await session.apply()).toMatchObject({ ok: false });
    expect(session.disagreement()).toEqual({
      orphans: [expect.stringMatching(/^aws_vpc vpc-/)],
      ghosts: [],
    });
  });

  it("keeps what was made when a provider crashes, and makes the rest later", async () => {
    const world = new World();
    // One call at a time: the answers of others would be lost with the provider, and their objects forgotten.
    const session = await open(world, { parallelism: 1 });
    await session.init();
    world.fail({ actions: ["create"], type: "aws_subnet", crash: () => session.crashProviders() });
    const crashed = await session.apply();
    expect(crashed.ok).toBe(false);
    expect(JSON.stringify(crashed.diagnostics)).toMatch(/did not respond|connection|EOF|Unavailable/i);
    expect(session.state().map(({ type }) => type)).toContain("aws_vpc");
    expect(session.disagreement().ghosts).toEqual([]);
    world.calm();
    expect(await session.apply()).toMatchObject({ ok: true });
    expect(await session.planNothing()).toMatchObject({ ok: true });
    expect(await session.destroy()).toMatchObject({ ok: true });
    expect(session.objects()).toEqual([]);
  });

  it("tells what is planned again although nothing changed", async () => {
    const session = await open();
    await session.init();
    await session.apply();
    const vpc = session.objects().find(({ type }) => type === "aws_vpc");
    session.world.remove(vpc?.key ?? "");
    expect(session.disagreement().ghosts).toEqual([expect.stringMatching(/^aws_vpc\./)]);
    const second = await session.planNothing();
    expect(second.ok).toBe(false);
    expect(second.diagnostics).toContainEqual(
      expect.objectContaining({
        address: expect.stringMatching(/^aws_vpc\./),
        summary: "Planned again: create",
      }),
    );
  });

  it("fails to open without the bindings of a provider", async () => {
    const folder = synthesized({ odd: { resource: { fakewebservices_vpc: { Main: {} } } } });
    expect(await codeOf(() => Session.open(`${folder}/stacks/odd`))).toBe(
      "providers.fakewebservices provider-package-missing",
    );
  });

  it("installs nothing: a provider that is left to terraform and not there fails init", async () => {
    const folder = synthesized({ odd: { terraform: { required_providers: { aws: { source: "aws" } } } } });
    const session = await Session.open(`${folder}/stacks/odd`);
    sessions.push(session);
    expect(await session.init()).toMatchObject({ ok: true });
  });
});
