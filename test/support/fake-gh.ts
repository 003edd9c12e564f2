import * as fs from "node:fs";
import * as path from "node:path";

/** A request the fake got: how it was called and what came on standard input. */
export type GhCall = { readonly args: readonly string[]; readonly input: unknown };

const PROGRAM = `#!/usr/bin/env node
const fs = require("node:fs");
const folder = process.env.FAKE_GH;
const args = process.argv.slice(2);
const input = args.includes("--input") ? JSON.parse(fs.readFileSync(0, "utf8")) : null;
fs.appendFileSync(folder + "/calls", JSON.stringify({ args, input }) + "\\n");
const answers = JSON.parse(fs.readFileSync(folder + "/answers.json", "utf8"));
const answer = answers.find(([part]) => args.join(" ").includes(part));
if (answer === undefined) {
  console.error("no answer to " + args.join(" "));
  process.exit(1);
}
const [, body, file] = answer;
if (file !== undefined) {
  const into = args[args.indexOf("--dir") + 1];
  fs.mkdirSync(into, { recursive: true });
  fs.writeFileSync(into + "/" + file, JSON.stringify(body));
} else {
  console.log(JSON.stringify(body));
}
`;

/**
 * Puts a `gh` into `folder` that answers from a list: the first entry whose text is part of the call. With a file name,
 * the answer is downloaded. Calls no entry fits fail.
 */
export class FakeGh {
  constructor(
    private readonly folder: string,
    answers: readonly (readonly [part: string, body: unknown, file?: string])[],
  ) {
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, "gh"), PROGRAM, { mode: 0o755 });
    fs.writeFileSync(path.join(folder, "answers.json"), JSON.stringify(answers));
    fs.writeFileSync(path.join(folder, "calls"), "");
  }

  get env(): Readonly<Record<string, string>> {
    return {
      FAKE_GH: this.folder,
      PATH: `${this.folder}${path.delimiter}${process.env.PATH}`,
      GITHUB_REPOSITORY: "acme/shop",
      GH_TOKEN: "",
    };
  }

  /** What was asked that is no mere question. */
  get writes(): readonly GhCall[] {
    const lines = fs.readFileSync(path.join(this.folder, "calls"), "utf8").split("\n").filter(Boolean);
    return lines.map((line) => JSON.parse(line) as GhCall).filter(({ input }) => input !== null);
  }
}
