import type { TerraformStack } from "cdktf";
import { CronTask, type CronTaskProps, resolveCronTask } from "../../../constructs/workload/cron-task";
import { coreProblems } from "../../support/core-kinds";
import { codes, problemsOf, synth } from "../../support/synth";
import { baseOf, objectsOf, platformIn, reported } from "../../support/workloads";

function make(stack: TerraformStack, options: Partial<CronTaskProps> = {}): CronTask {
  return new CronTask(stack, "Report", {
    platform: platformIn(stack),
    name: "report",
    image: "registry.example.com/report:1.0.0",
    schedule: "30 2 * * *",
    ...options,
  });
}

describe("CronTask", () => {
  it("runs by the clock, one at a time, and ends", () => {
    const objects = objectsOf(
      synth((stack) => make(stack, { timeZone: "Europe/Berlin" })),
      "Report_Manifests_Release",
    );
    expect(Object.keys(objects).sort()).toEqual([
      "CronJob/report",
      "NetworkPolicy/report",
      "ServiceAccount/report",
    ]);
    expect(objects["CronJob/report"]?.spec).toMatchObject({
      schedule: "30 2 * * *",
      timeZone: "Europe/Berlin",
      concurrencyPolicy: "Forbid",
      startingDeadlineSeconds: 300,
      successfulJobsHistoryLimit: 3,
      failedJobsHistoryLimit: 3,
      suspend: false,
      jobTemplate: {
        spec: {
          backoffLimit: 3,
          activeDeadlineSeconds: 3600,
          template: { spec: { restartPolicy: "Never", serviceAccountName: "report" } },
        },
      },
    });
    expect(JSON.stringify(objects["CronJob/report"])).not.toContain("ttlSecondsAfterFinished");
    expect(coreProblems(Object.values(objects))).toEqual([]);
  });

  it("fails on a schedule nobody reads, with everything else that is wrong", () => {
    const problems = problemsOf((stack) =>
      make(stack, {
        schedule: "0 25 * * *",
        timeZone: "Mars/Olympus",
        concurrencyPolicy: "Queue" as never,
        startingDeadlineSeconds: 5,
        successfulJobsHistoryLimit: -1,
        failedJobsHistoryLimit: 0.5,
        backoffLimit: -1,
      }),
    );
    expect(codes(problems)).toEqual([
      "schedule invalid-cron",
      "timeZone unknown-time-zone",
      "concurrencyPolicy unknown-concurrency-policy",
      "startingDeadlineSeconds out-of-range",
      "successfulJobsHistoryLimit out-of-range",
      "failedJobsHistoryLimit out-of-range",
      "backoffLimit out-of-range",
    ]);
  });
});

describe("resolveCronTask", () => {
  it("reads the schedule in UTC unless it is told another zone", () => {
    const props = { schedule: "@daily" } as CronTaskProps;
    const { result, codes: found } = reported((problems) => resolveCronTask(props, baseOf(), problems));
    expect(found).toEqual([]);
    expect(result.controller({}).spec).toMatchObject({ schedule: "@daily", timeZone: "Etc/UTC" });
  });
});
