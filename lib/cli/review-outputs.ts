import * as fs from "node:fs";
import * as path from "node:path";
import { type Problems, resolveOrThrow } from "../core/errors";
import { headline } from "../review/output/headline";
import { renderHtml } from "../review/output/html/render-html";
import { renderReviewFile } from "../review/output/json";
import { FAIL_ON_LEVELS, type FailOn, failsOn, labelsFor } from "../review/output/labels";
import { renderMarkdown } from "../review/output/markdown/render-markdown";
import { renderSarif } from "../review/output/sarif";
import { renderTerminal, wantsColour } from "../review/output/terminal";
import { countWords, destroyedCount, totalCounts, worstRisk } from "../review/output/words";
import type { Review } from "../review/review";
import { RULES } from "../review/risk/rules";
import { EXIT } from "./exit";
import type { CommandIo } from "./rehearse";

/** Where a review goes, as it was typed. */
export type OutputFlags = {
  readonly format: string;
  /** @default true */
  readonly differences?: boolean;
  readonly markdown?: string;
  readonly html?: string;
  readonly json?: string;
  readonly sarif?: string;
  readonly outputs?: string;
  readonly reportUrl?: string;
  readonly failOn?: string;
};

/** What can be printed. */
const FORMATS = ["terminal", "summary", "markdown", "html", "json", "sarif"] as const;
type Format = (typeof FORMATS)[number];

/**
 * Refuses what was typed wrong, before any plan is read.
 *
 * @throws ConfigError `unknown-format`, `unknown-level`
 */
export function checkOutputs(flags: OutputFlags): void {
  resolveOrThrow("slipway review", "Arguments", (problems) => {
    checkOneOf(problems, "--format", "unknown-format", flags.format, FORMATS);
    checkOneOf(problems, "--fail-on", "unknown-level", flags.failOn, FAIL_ON_LEVELS);
  });
}

/** Prints reviews and writes the files that were asked for; returns the exit code. */
export function writeOutputs(reviews: readonly Review[], flags: OutputFlags, io: CommandIo): number {
  const { reportUrl } = flags;
  const render: Readonly<Record<Format, () => string>> = {
    terminal: () =>
      renderTerminal(reviews, {
        colour: wantsColour(process.env, io.err),
        columns: io.err.columns,
        differences: flags.differences,
      }),
    summary: () =>
      [headline(reviews), ...reviews.map(({ stack, counts }) => `${stack}: ${countWords(counts)}`)].join(
        "\n",
      ),
    markdown: () => renderMarkdown(reviews, { reportUrl }),
    html: () => renderHtml(reviews),
    json: () => renderReviewFile(reviews),
    sarif: () => renderSarif(reviews, { rules: RULES }),
  };
  for (const format of ["markdown", "html", "json", "sarif"] as const) {
    const file = flags[format];
    if (file !== undefined) {
      fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
      fs.writeFileSync(file, render[format]());
    }
  }
  if (flags.outputs !== undefined) {
    fs.appendFileSync(flags.outputs, stepOutputs(reviews));
  }
  io.out(render[flags.format as Format]().trimEnd());
  return failsOn(reviews, flags.failOn as FailOn | undefined) ? EXIT.wrong : EXIT.fine;
}

/** Lines of `name=value` as GitHub's workflows read them; no value in them comes from a plan. */
export function stepOutputs(reviews: readonly Review[]): string {
  const counts = Object.entries(totalCounts(reviews)).map(([kind, count]) => [kind, count]);
  const outputs = {
    risk: worstRisk(reviews.map(({ risk }) => risk)),
    destroyed: destroyedCount(reviews),
    labels: labelsFor(reviews).join(","),
    counts: JSON.stringify(Object.fromEntries(counts)),
    fingerprints: JSON.stringify(
      Object.fromEntries(reviews.map(({ stack, fingerprint }) => [stack, fingerprint])),
    ),
  };
  return Object.entries(outputs)
    .map(([name, value]) => `${name}=${value}\n`)
    .join("");
}

function checkOneOf(
  problems: Problems,
  prop: string,
  code: string,
  value: string | undefined,
  known: readonly string[],
): void {
  problems.addIf(value !== undefined && !known.includes(value), {
    prop,
    code,
    rule: "is not known",
    value,
    fix: `use one of ${known.join(", ")}`,
  });
}
