import * as fs from "node:fs";
import * as path from "node:path";
import { stepOutputs } from "../lib/cli/review-outputs";
import { parseDriftIgnores } from "../lib/review/drift/ignore";
import { REVIEW_LABELS } from "../lib/review/output/labels";
import { RULES, ruleAnchor } from "../lib/review/risk/rules";
import { parseWaivers } from "../lib/review/risk/waivers";
import { ROOT } from "./support/project";
import { CALM_REVIEW } from "./support/sample-reviews";
import { slipway } from "./support/slipway";

const DOCUMENT = fs.readFileSync(path.join(ROOT, "docs", "review.md"), "utf8");
const FIXTURE = path.join(__dirname, "fixtures", "plans", "terraform-data.json");
const COMMANDS = ["review", "review-change", "review-verify", "drift", "review-comment"];
const BY_NUMBER = [...RULES].sort((one, other) => numberOf(one.id) - numberOf(other.id));

function numberOf(id: string): number {
  return Number(id.slice(1));
}

/** The anchor GitHub gives a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}

const ANCHORS = [...DOCUMENT.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading ?? ""));

function blocks(language: string): readonly string[] {
  return [...DOCUMENT.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map(
    ([, text]) => text ?? "",
  );
}

/** First cells of the rows of the table with this head. */
function firstCells(head: string): readonly string[] {
  const table =
    DOCUMENT.slice(DOCUMENT.indexOf(`\n${head}`))
      .trim()
      .split("\n\n")[0] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((row) => row.split("|")[1]?.trim() ?? "");
}

describe("docs/review.md", () => {
  it("explains each rule where a finding says it does, in the order of their numbers", () => {
    const explained = ANCHORS.filter((anchor) => /^r\d+-/.test(anchor)).map(
      (anchor) => `docs/review.md#${anchor}`,
    );
    expect(explained).toEqual(BY_NUMBER.map(ruleAnchor));
  });

  it("lists each rule with its level and summary", () => {
    expect(DOCUMENT).toContain(
      BY_NUMBER.map((rule) => {
        const anchor = ruleAnchor(rule).replace(/^.*#/, "");
        return `| [${rule.id}](#${anchor}) | ${rule.level} | ${rule.summary} |`;
      }).join("\n"),
    );
  });

  it("has every place it links to", () => {
    const targets = [...DOCUMENT.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor);
    expect(targets.length).toBeGreaterThan(RULES.length);
    expect(targets.filter((anchor) => !ANCHORS.includes(anchor ?? ""))).toEqual([]);
  });

  it("names every command and option, and none there is not", async () => {
    const helps = await Promise.all(COMMANDS.map(async (command) => (await slipway(command, "--help")).out));
    const options = new Set(helps.flatMap((help) => help.match(/(?<=^ +(?:-\w, )?)--[a-z-]+/gm) ?? []));
    options.delete("--help");
    const named = new Set(DOCUMENT.match(/(?<=[\s`])--[a-z-]+/g));
    expect([...named].sort()).toEqual([...options].sort());
    for (const command of COMMANDS) {
      expect(DOCUMENT).toMatch(new RegExp(`^\\| \`slipway ${command}(?: [<[]|\`)`, "m"));
    }
  });

  it("shows the first lines as a review has them", async () => {
    const { out } = await slipway("review", `shop=${FIXTURE}`, "--format", "markdown");
    const lines = out
      .split("\n")
      .slice(1, 4)
      .map((line) => line.replace(/[*`]|^(?:## |- )\P{L}*/gu, ""));
    expect(blocks("text")[0]?.trimEnd().split("\n")).toEqual(lines);
  });

  it("shows files of waivers and of drift to ignore that can be read", () => {
    const [waivers = "", ignores = "", ...others] = blocks("yaml");
    expect(others).toEqual([]);
    expect(parseWaivers(waivers, "docs").map(({ rule }) => rule)).toEqual(["R5", "R1"]);
    expect(parseDriftIgnores(ignores, "docs")).toHaveLength(1);
  });

  it("lists the outputs and the labels there are", () => {
    expect(firstCells("| output | value |")).toEqual(
      stepOutputs([CALM_REVIEW])
        .trim()
        .split("\n")
        .map((line) => `\`${line.split("=")[0]}\``),
    );
    const labels = DOCUMENT.match(/^Labels are [\s\S]*?\n\n/m)?.[0].match(/(?<=`)[\w:-]+(?=`)/g);
    expect(labels).toEqual(REVIEW_LABELS);
  });

  it("answers for each of the 33 wishes", () => {
    expect(firstCells("| | wanted | here |")).toEqual(
      Array.from({ length: 33 }, (_, row) => String(row + 1)),
    );
  });
});
