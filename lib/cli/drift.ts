import * as fs from "node:fs";
import * as path from "node:path";
import { ConfigError } from "../core/errors";
import { findDrift } from "../review/drift/drift";
import { driftTitle, renderDriftIssue } from "../review/drift/drift-issue";
import { readDriftIgnores } from "../review/drift/ignore";
import { maskPlan } from "../review/mask/mask-plan";
import { readSynthesized } from "../review/read/synthesized";
import { EXIT } from "./exit";
import { loadPlan, planSources } from "./plan-source";
import type { CommandIo } from "./rehearse";

/** Options of `slipway drift` as they were typed. */
export type DriftFlags = {
  /** Folder `cdktf synth` wrote of what was last deployed. */
  readonly appOut: string;
  readonly stack?: string;
  /** Plan of the configuration that was last deployed. */
  readonly plan?: string;
  readonly ignore?: string;
  /** File for the body of the issue. */
  readonly markdown?: string;
};

/**
 * Says what a refresh-only plan found changed; the exit code says whether somebody should look.
 *
 * @throws ConfigError `refresh-failed`, and those of reading plans and the ignore list
 */
export async function driftCommand(refreshOnly: string, flags: DriftFlags, io: CommandIo): Promise<number> {
  const [source] = planSources([refreshOnly], flags.stack);
  if (source === undefined) {
    return EXIT.cannotRun;
  }
  const input = () => fs.readFileSync(0, "utf8");
  const refresh = maskPlan(await loadPlan(source, input));
  if (refresh.errored) {
    throw failedRefresh(source.file);
  }
  const normal =
    flags.plan === undefined ? undefined : maskPlan(await loadPlan({ ...source, file: flags.plan }, input));
  const report = findDrift(refresh, normal, readSynthesized(flags.appOut, source.stack), {
    stack: source.stack,
    ignores: flags.ignore === undefined ? [] : readDriftIgnores(flags.ignore),
    now: io.now?.() ?? new Date(),
  });
  const body = renderDriftIssue(report);
  if (flags.markdown !== undefined) {
    fs.mkdirSync(path.dirname(path.resolve(flags.markdown)), { recursive: true });
    fs.writeFileSync(flags.markdown, body);
  }
  io.out(`${driftTitle(report)}\n\n${body.trimEnd()}`);
  return report.groups.length === 0 ? EXIT.fine : EXIT.wrong;
}

/** A refresh that failed found only a part: that nothing drifted would be a guess. */
function failedRefresh(file: string): ConfigError {
  return new ConfigError("slipway drift", "Arguments", [
    {
      prop: "refresh-only-plan",
      code: "refresh-failed",
      rule: "the plan ended in an error, so what drifted is not known",
      value: file,
      fix: "mend the error and make the plan again",
    },
  ]);
}
