import * as fs from "node:fs";
import { ConfigError, resolveOrThrow } from "../core/errors";
import { PUBLISH_MODES, type PublishMode, publish } from "../review/github/publish";
import { PullRequest } from "../review/github/pull-request";
import { parseReviewFile } from "../review/output/json";
import { EXIT } from "./exit";
import type { CommandIo } from "./rehearse";

/** Options of `slipway review-comment` as they were typed. */
export type CommentFlags = {
  /** File `slipway review --json` wrote. */
  readonly reviewed: string;
  readonly repository: string;
  readonly pullRequest: string;
  readonly mode: string;
  readonly author: string;
  readonly key?: string;
  readonly reportUrl?: string;
  readonly labels: boolean;
};

/** What the command takes from its environment: never an argument, which others on the machine could read. */
export type CommentEnvironment = {
  readonly GITHUB_TOKEN?: string;
  readonly GITHUB_API_URL?: string;
};

/** Writes a review into its pull request, and returns the exit code. */
export async function commentCommand(
  flags: CommentFlags,
  environment: CommentEnvironment,
  io: CommandIo,
): Promise<number> {
  const { number, token } = resolveComment(flags, environment);
  const pullRequest = new PullRequest({
    apiUrl: environment.GITHUB_API_URL ?? "https://api.github.com",
    repository: flags.repository,
    number,
    token,
  });
  const published = await publish(pullRequest, readReviews(flags.reviewed), {
    mode: flags.mode as PublishMode,
    author: flags.author,
    key: flags.key,
    reportUrl: flags.reportUrl,
    labels: flags.labels,
  });
  io.out(`Comment of ${flags.repository}#${number}: ${published}`);
  return EXIT.fine;
}

function resolveComment(flags: CommentFlags, { GITHUB_TOKEN: token = "" }: CommentEnvironment) {
  return resolveOrThrow("slipway review-comment", "Arguments", (problems) => {
    const number = Number(flags.pullRequest);
    problems.addIf(!Number.isInteger(number) || number < 1, {
      prop: "--pull-request",
      code: "invalid-number",
      rule: "a pull request has a number",
      value: flags.pullRequest,
      fix: "pass the number of the pull request",
    });
    problems.addIf(!/^[\w.-]+\/[\w.-]+$/.test(flags.repository), {
      prop: "--repository",
      code: "invalid-repository",
      rule: "a repository is written owner/name",
      value: flags.repository,
      fix: "pass it like acme/platform",
    });
    problems.addIf(!(PUBLISH_MODES as readonly string[]).includes(flags.mode), {
      prop: "--mode",
      code: "unknown-mode",
      rule: "is not known",
      value: flags.mode,
      fix: `use one of ${PUBLISH_MODES.join(", ")}`,
    });
    problems.addIf(token === "", {
      prop: "GITHUB_TOKEN",
      code: "missing-token",
      rule: "GitHub asks who writes",
      fix: "set GITHUB_TOKEN in the environment of this step",
    });
    return { number, token };
  });
}

function readReviews(file: string) {
  let content: string;
  try {
    content = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError("slipway review-comment", "Arguments", [
      {
        prop: "--reviewed",
        code: "review-missing",
        rule: "the file cannot be read",
        value: error instanceof Error ? error.message : error,
        fix: "name the file slipway review --json wrote",
      },
    ]);
  }
  return parseReviewFile(content, file);
}
