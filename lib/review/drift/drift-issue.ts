import { code, fenced, prose, table } from "../output/markdown/escape";
import { Page } from "../output/markdown/page";
import { number, plural } from "../output/words";
import type { DriftGroup, DriftReport } from "./drift";

/** GitHub takes issues of up to 65,536 characters; this leaves room for what a workflow adds. */
const LIMIT_BYTES = 60_000;
const MAX_OBJECTS = 20;
const MAX_LINES = 60;

const REMEDIES: Readonly<Record<DriftGroup["remedy"], string>> = {
  reverted: "The next apply puts it back.",
  "made again": "The next apply makes it again.",
  accepted: "The next apply leaves it: nothing in the configuration says otherwise.",
  unknown: "What the next apply does is not known: no plan of the configuration was given.",
};

/**
 * The title of an issue about drift: the same as long as the stack is, so that one issue is updated in place.
 */
export function driftTitle({ stack }: DriftReport): string {
  return `Drift in ${stack}`;
}

/**
 * The body of an issue about drift. No value becomes markup, a link or a mention; what has no room is counted.
 */
export function renderDriftIssue(report: DriftReport): string {
  const page = new Page(LIMIT_BYTES);
  const blocks = [verdict(report), ...report.groups.map((group) => groupBlock(group)), ...sideBlocks(report)];
  let left = 0;
  for (const block of blocks) {
    // Where one has no room, a shorter one behind it may.
    left += page.add(block) ? 0 : 1;
  }
  return left === 0 ? page.toString() : `${page}\n${plural(left, "section")} had no room here.\n`;
}

function verdict({ stack, groups }: DriftReport): string {
  const objects = groups.flatMap((group) => group.objects).length;
  const marker = `<!-- slipway-drift ${stack.replace(/[^\w.-]/g, "")} -->`;
  const gone = groups.filter(({ kind }) => kind === "deleted").flatMap((group) => group.objects).length;
  const sentence =
    objects === 0
      ? `Nothing drifted in ${code(stack)}.`
      : `**${plural(objects, "object")}** of ${code(stack)} changed outside of terraform` +
        (gone === 0 ? "." : `, **${number(gone)}** of them ${gone === 1 ? "is" : "are"} gone.`);
  return `${marker}\n${sentence}`;
}

function groupBlock({ kind, type, objects, attributes, documents, remedy }: DriftGroup): string {
  const more = objects.length - MAX_OBJECTS;
  const names = objects
    .slice(0, MAX_OBJECTS)
    .map(
      ({ address, constructPath }) => `- ${code(address)}${constructPath ? ` (${code(constructPath)})` : ""}`,
    );
  return [
    `### ${plural(objects.length, "object")} of ${code(type)} ${kind === "deleted" ? "gone" : "changed"}`,
    [...names, ...(more > 0 ? [`- and ${number(more)} more`] : [])].join("\n"),
    ...(attributes.length === 0
      ? []
      : [
          table(
            ["argument", "as applied", "as it is"],
            attributes.map(({ path, before, after }) => [code(path), sideOf(before), sideOf(after)]),
          ),
        ]),
    ...documents.map(({ path, lines }) =>
      [
        code(path),
        fenced(
          "diff",
          lines.slice(0, MAX_LINES).map(({ sign, text }) => `${sign}${text}`),
        ),
      ].join("\n\n"),
    ),
    REMEDIES[remedy],
  ].join("\n\n");
}

function sideOf(value: string | undefined): string {
  return value === undefined ? "(not set)" : code(value);
}

function sideBlocks({ ignored, expired }: DriftReport): readonly string[] {
  return [
    ...(expired.length === 0
      ? []
      : [
          [
            "### No longer ignored",
            expired
              .map(
                ({ address, reason, expires }) =>
                  `- ${code(address)} until ${code(expires)}: ${prose(reason)}`,
              )
              .join("\n"),
          ].join("\n\n"),
        ]),
    ...(ignored.length === 0
      ? []
      : [
          [
            `### Ignored: ${plural(ignored.length, "object")}`,
            ignored
              .slice(0, MAX_OBJECTS)
              .map(
                ({ address, reason, expires }) =>
                  `- ${code(address)} until ${code(expires)}: ${prose(reason)}`,
              )
              .join("\n"),
          ].join("\n\n"),
        ]),
  ];
}
