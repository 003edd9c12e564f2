import * as fs from "node:fs";
import * as path from "node:path";
import { scalingAlerts } from "../constructs/keda/scaling-alerts";
import { backupAlerts } from "../constructs/observability/alerts/backup-alerts";
import { certificateAlerts } from "../constructs/observability/alerts/certificate-alerts";
import { gpuAlerts } from "../constructs/observability/alerts/gpu-alerts";
import { mongodbAlerts } from "../constructs/observability/alerts/mongodb-alerts";
import { monitoringAlerts } from "../constructs/observability/alerts/monitoring-alerts";
import { nodeAlerts } from "../constructs/observability/alerts/node-alerts";
import { platformAlerts } from "../constructs/observability/alerts/platform-alerts";
import { podAlerts } from "../constructs/observability/alerts/pod-alerts";
import { postgresAlerts } from "../constructs/observability/alerts/postgres-alerts";
import { queueAlerts } from "../constructs/observability/alerts/queue-alerts";
import { redisAlerts } from "../constructs/observability/alerts/redis-alerts";
import { serviceAlerts } from "../constructs/observability/alerts/service-alerts";
import { sloAlerts } from "../constructs/observability/alerts/slo";
import { volumeAlerts } from "../constructs/observability/alerts/volume-alerts";
import { workloadAlerts } from "../constructs/observability/alerts/workload-alerts";
import { objectiveRules } from "../constructs/workload/monitoring/objectives";
import { Problems } from "../lib/core/errors";
import { ROOT } from "./support/project";
import { alertsOf } from "./support/promtool";
import { sourceFiles } from "./support/sources";

/** Every set of alerts there is, by the file that defines it. */
const ALERTS = {
  "constructs/keda/scaling-alerts.ts": scalingAlerts(),
  "constructs/observability/alerts/backup-alerts.ts": backupAlerts({ backups: { nightly: {} } }),
  "constructs/observability/alerts/certificate-alerts.ts": certificateAlerts(),
  "constructs/observability/alerts/gpu-alerts.ts": gpuAlerts(),
  "constructs/observability/alerts/mongodb-alerts.ts": mongodbAlerts(),
  "constructs/observability/alerts/monitoring-alerts.ts": monitoringAlerts(),
  "constructs/observability/alerts/node-alerts.ts": nodeAlerts(),
  "constructs/observability/alerts/platform-alerts.ts": platformAlerts(),
  "constructs/observability/alerts/pod-alerts.ts": podAlerts(),
  "constructs/observability/alerts/postgres-alerts.ts": postgresAlerts(),
  "constructs/observability/alerts/queue-alerts.ts": queueAlerts(),
  "constructs/observability/alerts/redis-alerts.ts": redisAlerts(),
  "constructs/observability/alerts/service-alerts.ts": serviceAlerts(),
  "constructs/observability/alerts/slo.ts": sloAlerts([
    { name: "checkout", objectivePercent: 99.9, indicator: { httpErrors: { service: "checkout" } } },
  ]),
  "constructs/observability/alerts/volume-alerts.ts": volumeAlerts(),
  "constructs/observability/alerts/workload-alerts.ts": workloadAlerts(),
  "constructs/workload/monitoring/objectives.ts": objectiveRules(
    {},
    { name: "users", namespace: "shop", labels: {} },
    undefined,
    new Problems(),
  ),
};

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
