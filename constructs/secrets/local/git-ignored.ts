import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Whether git leaves a file alone: `ignored`, `tracked-or-free` where a commit could take it, `no-repository` where
 * nothing can be committed, `unknown` where there is a repository and no git to ask.
 *
 * A file that was added before it was ignored counts as one a commit takes, as git has it.
 *
 * @param git program to ask
 */
export function gitIgnores(
  file: string,
  git = "git",
): "ignored" | "tracked-or-free" | "no-repository" | "unknown" {
  const directory = nearestDirectory(path.dirname(file));
  const { status, error } = spawnSync(git, ["check-ignore", "--quiet", "--", file], {
    cwd: directory,
    stdio: "ignore",
  });
  if (status === 0 || status === 1) {
    return status === 0 ? "ignored" : "tracked-or-free";
  }
  // 128 is git's way to say that this is no repository, or that it will not look into somebody else's.
  return insideRepository(directory) || (error === undefined && status !== 128) ? "unknown" : "no-repository";
}

function nearestDirectory(directory: string): string {
  return fs.existsSync(directory) || path.dirname(directory) === directory
    ? directory
    : nearestDirectory(path.dirname(directory));
}

function insideRepository(directory: string): boolean {
  const parent = path.dirname(directory);
  return fs.existsSync(path.join(directory, ".git")) || (parent !== directory && insideRepository(parent));
}
