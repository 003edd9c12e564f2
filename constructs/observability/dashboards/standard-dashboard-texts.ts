import * as fs from "node:fs";
import * as path from "node:path";

/** A dashboard as Grafana reads it. */
export interface DashboardText {
  readonly uid: string;
  readonly json: string;
}

let loaded: readonly DashboardText[] | undefined;

/**
 * What `standardDashboards()` makes without options, from the file `npm run generate` wrote: building and checking the
 * same dashboards in every program would cost it more than everything else there is to observe.
 */
export function standardDashboardTexts(): readonly DashboardText[] {
  loaded ??= JSON.parse(
    fs.readFileSync(path.join(__dirname, "dashboards.generated.json"), "utf8"),
  ) as readonly DashboardText[];
  return loaded;
}
