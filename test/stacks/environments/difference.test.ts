import * as fs from "node:fs";
import * as path from "node:path";
import { ENVIRONMENTS } from "../../../stacks/environments";
import { differences, differenceTable } from "../../../stacks/environments/difference";
import { staging } from "../../../stacks/environments/staging";
import type { Environment } from "../../../stacks/environments/types";
import { changed } from "../../support/environments";
import { ROOT } from "../../support/project";

describe("differences", () => {
  it("finds none between an environment and itself", () => {
    expect(differences([staging, staging])).toEqual([]);
  });

  it("names a changed setting by its path, with both values", () => {
    const other = changed(staging, ({ metrics }) => Object.assign(metrics, { retentionDays: 3 }));
    expect(differences([staging, other])).toEqual([{ path: "metrics.retentionDays", values: [15, 3] }]);
  });

  it("shows what only one of them sets, and lists as a whole", () => {
    const other = changed(staging, ({ platform }) => {
      Object.assign((platform as { network: object }).network, { interfaceEndpoints: ["sts", "ec2"] });
    });
    expect(differences([staging, other])).toEqual([
      { path: "platform.network.interfaceEndpoints", values: [undefined, ["sts", "ec2"]] },
    ]);
  });
});

describe("differenceTable", () => {
  it("has a row for each difference and a column for each environment", () => {
    const other: Environment = { ...staging, name: "other" };
    expect(differenceTable([staging, other])).toBe(
      "| setting | staging | other |\n| --- | --- | --- |\n| `name` | staging | other |",
    );
  });

  it("is what docs/environments.md shows", () => {
    const page = fs.readFileSync(path.join(ROOT, "docs", "environments.md"), "utf8");
    expect(page.slice(page.indexOf("| setting |"))).toBe(`${differenceTable(ENVIRONMENTS)}\n`);
  });
});
