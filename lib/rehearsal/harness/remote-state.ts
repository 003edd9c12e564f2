import * as fs from "node:fs";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { ConfigError } from "../../core/errors";
import {
  blocks,
  type Config,
  list,
  readStackFolder,
  record,
  STACK_FILE,
  type StackFolder,
} from "./stack-folder";
import type { StateHome } from "./state-home";

const REMOTE_STATE = "terraform_remote_state";

/** A state a stack reads. */
export type RemoteState = {
  /** Name of the `terraform_remote_state` data source. */
  readonly name: string;
  /** Folder of the stack that writes the state. */
  readonly directory: string;
};

/**
 * Stacks whose outputs a stack reads, found beside it by the backend they write to. States of stacks that are not there
 * are left out: `withRemoteStates` refuses them.
 */
export function readStates(stack: StackFolder): readonly RemoteState[] {
  const states = blocks(stack.config.data).filter(({ type }) => type === REMOTE_STATE);
  if (states.length === 0) {
    return [];
  }
  const parent = path.dirname(stack.directory);
  const siblings = fs
    .readdirSync(parent)
    .map((name) => path.join(parent, name))
    .filter((directory) => directory !== stack.directory && fs.existsSync(path.join(directory, STACK_FILE)))
    .map(readStackFolder);
  return states.flatMap(({ name, body }) => {
    const writer = siblings.find(({ config }) =>
      writes(config, String(body.backend), record(list(body.config)[0])),
    );
    return writer === undefined ? [] : [{ name, directory: writer.directory }];
  });
}

/**
 * A configuration that reads other states from where the rehearsal keeps them.
 *
 * @throws ConfigError `remote-state-unknown` for each state that is not there
 */
export function withRemoteStates(config: Config, homes: ReadonlyMap<string, StateHome>): Config {
  const states = blocks(config.data).filter(({ type }) => type === REMOTE_STATE);
  if (states.length === 0) {
    return config;
  }
  const missing = states.filter(({ name }) => !homes.has(name));
  if (missing.length > 0) {
    throw new ConfigError(
      "rehearsal",
      "RehearseOptions",
      missing.map(({ name, body }) => ({
        prop: `data.${REMOTE_STATE}.${name}`,
        code: "remote-state-unknown",
        rule: "reads a state that no stack beside this one writes, and a rehearsal asks no real backend",
        value: body.config,
        fix: "synthesize the stack that writes it to the same output folder",
      })),
    );
  }
  return {
    ...config,
    data: {
      ...record(config.data),
      [REMOTE_STATE]: Object.fromEntries(
        states.map(({ name, body }) => [
          name,
          {
            ...body,
            backend: homes.get(name)?.backend,
            config: homes.get(name)?.settings,
            workspace: undefined,
          },
        ]),
      ),
    },
  };
}

/** Whether a stack's backend is the one that is read. The stack that writes may say more: locks, a key to encrypt with. */
function writes(config: Config, backend: string, read: Config): boolean {
  const written = list(record(list(record(list(config.terraform)[0]).backend)[0])[backend])[0];
  const settings = Object.entries(read).filter(([, value]) => value !== undefined && value !== null);
  return (
    written !== undefined &&
    settings.length > 0 &&
    settings.every(([key, value]) => isDeepStrictEqual(record(written)[key], value))
  );
}
