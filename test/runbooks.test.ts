import * as fs from "node:fs";
import * as path from "node:path";
import { scalingAlerts } from "../constructs/keda/scaling-alerts";
import { ROOT } from "./support/project";
import { alertsOf } from "./support/promtool";
import { sourceFiles } from "./support/sources";

/** Every set of alerts there is, by the file that defines it. */
const ALERTS = { "constructs/keda/scaling-alerts.ts": scalingAlerts() };

const FOLDER = path.join(ROOT, "docs", "runbooks");
const PAGES = fs.readdirSync(FOLDER).sort();
const RUNBOOKS = [...new Set(alertsOf(Object.values(ALERTS).flat()).map(({ runbook }) => runbook))].sort();

describe("runbooks", () => {
  it("are asked of every file that defines alerts", () => {
    const defining = sourceFiles(ROOT, ["constructs"]).filter((file) =>
      /^export function \w+\([^)]*\): readonly RuleGroup\[\]/m.test(
        fs.readFileSync(path.join(ROOT, file), "utf8"),
      ),
    );
    expect(defining).toEqual(Object.keys(ALERTS));
  });

  it("are one for every alert, and each belongs to one", () => {
    expect(PAGES).toEqual(RUNBOOKS.map((runbook) => `${runbook}.md`));
  });

  it.each(RUNBOOKS)("%s says what it means, what to look at and what to do", (runbook) => {
    const page = fs.readFileSync(path.join(FOLDER, `${runbook}.md`), "utf8");
    expect(page.match(/^#{1,2} .*/gm)).toEqual([
      `# ${runbook}`,
      "## What it means",
      "## What to look at",
      "## What to do",
    ]);
    const [, , look] = page.split(/^## .*$/m);
    expect(look).toMatch(/```sh\nkubectl /);
  });
});
