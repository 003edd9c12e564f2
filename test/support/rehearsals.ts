import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ConfigError } from "../../lib/core/errors";
import type { Rehearsal, Step, StepName } from "../../lib/rehearsal/harness/rehearsal";
import type { StateObject } from "../../lib/rehearsal/harness/state";
import type { World } from "../../lib/rehearsal/world/world";

/** Folders made by `temporaryFolder`, removed by `removeTemporaryFolders`. */
const folders: string[] = [];

/** An empty folder, until `removeTemporaryFolders` is called. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-test-"));
  folders.push(folder);
  return folder;
}

/** For `afterEach`. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes stacks as cdktf would, and returns the output folder. */
export function synthesized(stacks: Readonly<Record<string, object>>): string {
  const appOut = temporaryFolder();
  for (const [name, config] of Object.entries(stacks)) {
    const folder = path.join(appOut, "stacks", name);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(config));
  }
  return appOut;
}

/** Prop and code of each problem of the ConfigError that is thrown; fails on anything else. */
export async function codeOf(act: () => Promise<unknown>): Promise<string> {
  try {
    await act();
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems.map(({ prop, code }) => `${prop} ${code}`).join(", ");
    }
    throw error;
  }
  throw new Error("expected a ConfigError");
}

/** A step that came out well, with changes. */
export function step(name: StepName, parts: Partial<Step> = {}): Step {
  return { name, ok: true, seconds: 1, diagnostics: [], changes: [], planned: [], ...parts };
}

/** A rehearsal of the given steps; the world is never looked at. */
export function rehearsalOf(steps: readonly Step[], parts: Partial<Rehearsal> = {}): Rehearsal {
  return {
    stack: "staging",
    ok: steps.every(({ ok }) => ok),
    steps,
    seconds: 2,
    program: "terraform 1.11.4",
    state: [],
    longestChain: [],
    addresses: new Map(),
    world: {} as World,
    events: [],
    ...parts,
  };
}

/** An object of the state. */
export function stateObject(address: string, parts: Partial<StateObject> = {}): StateObject {
  return {
    address,
    type: address.split(".").at(-2) ?? "",
    builtIn: false,
    values: {},
    dependencies: [],
    tainted: false,
    ...parts,
  };
}
