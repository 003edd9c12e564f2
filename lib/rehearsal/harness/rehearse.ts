import * as fs from "node:fs";
import * as path from "node:path";
import { resolveOrThrow } from "../../core/errors";
import { World } from "../world/world";
import { runLifecycle } from "./lifecycle";
import type { Rehearsal, RehearseOptions, Step } from "./rehearsal";
import { reportOf } from "./report";
import { Session } from "./session";
import { addressesByPath, readStackFolder } from "./stack-folder";
import { longestChain } from "./state";
import { type RehearsalTarget, synthesize } from "./synthesize";
import { Upstream } from "./upstream";

/**
 * Rehearses a stack: the real terraform deploys it to a simulated world, plans again, and destroys it, with no network,
 * no credentials and no cloud.
 *
 * What is wrong with the stack is in the result. What is thrown says that there was no rehearsal.
 *
 * @throws ConfigError with what is missing or wrong: `terraform-missing`, `terraform-too-old`, `stack-folder-missing`,
 * `stack-unknown`, `stack-ambiguous`, `provider-package-missing`, `remote-state-unknown`, `fail-at-invalid`,
 * `fail-at-beyond-end`, `drift-unknown-address`, `real-plans-only`, `rehearsal-interrupted`
 */
export async function rehearse(target: RehearsalTarget, options: RehearseOptions = {}): Promise<Rehearsal> {
  checkOptions(options);
  const synthesized = synthesize(target, options.stack);
  try {
    return await rehearseFolder(synthesized.directory, options);
  } finally {
    synthesized.remove();
  }
}

async function rehearseFolder(directory: string, options: RehearseOptions): Promise<Rehearsal> {
  const started = performance.now();
  const world = options.world ?? new World();
  const folder = readStackFolder(directory);
  const keep = options.keep === undefined ? undefined : keeper(options.keep);
  const upstream = await Upstream.open(directory, { ...options, world });
  try {
    const session = await Session.open(directory, { ...options, world, remoteStates: upstream.states });
    try {
      const outcome = upstream.ok
        ? await runLifecycle(session, {
            ...options,
            whileUp: () => keep?.whileUp(session),
          })
        : { steps: [], state: [] };
      const steps = [...upstream.steps, ...outcome.steps];
      const rehearsal: Rehearsal = {
        stack: folder.name,
        ok: steps.every(({ ok }) => ok),
        steps,
        seconds: (performance.now() - started) / 1000,
        program: `${session.program.kind} ${session.program.version}`,
        plan: outcome.plan,
        state: outcome.state,
        longestChain: longestChain(outcome.state),
        addresses: addressesByPath(folder.config),
        world,
        events: world.events(),
        peakMib: peakOf(steps),
      };
      keep?.atEnd(rehearsal);
      return rehearsal;
    } finally {
      await session.close();
    }
  } finally {
    await upstream.close();
  }
}

function keeper(directory: string) {
  fs.mkdirSync(directory, { recursive: true });
  const write = (name: string, content: unknown): void =>
    fs.writeFileSync(path.join(directory, name), `${JSON.stringify(content, undefined, 2)}\n`);
  return {
    whileUp: (session: Session): void => {
      fs.writeFileSync(path.join(directory, "terraform.tfstate"), session.stateHome.read() ?? "{}\n");
      write("world.json", session.world.toJSON());
    },
    atEnd: (rehearsal: Rehearsal): void => {
      write("plan.json", rehearsal.plan ?? {});
      write("rehearsal.json", reportOf(rehearsal));
    },
  };
}

function peakOf(steps: readonly Step[]): number | undefined {
  const peaks = steps.flatMap(({ peakMib }) => (peakMib === undefined ? [] : [peakMib]));
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}

function checkOptions({ failAt, drift, real = [] }: RehearseOptions): void {
  resolveOrThrow("rehearsal", "RehearseOptions", (problems) => {
    problems.addIf(failAt !== undefined && !(Number.isInteger(failAt) && failAt > 0), {
      prop: "failAt",
      code: "fail-at-invalid",
      rule: "must be a whole number from 1",
      value: failAt,
      fix: "name the number of the create or delete to refuse",
    });
    problems.addIf(real.length > 0 && (failAt !== undefined || drift !== undefined), {
      prop: "real",
      code: "real-plans-only",
      rule: "with a real provider nothing is applied, so that nothing can fail or drift",
      value: real,
      fix: "leave out failAt and drift, or simulate every provider",
    });
  });
}
