import * as fc from "fast-check";
import {
  ClusterLogs,
  type ControlPlaneLogsProps,
  clusterLogGroupName,
  resolveClusterLogs,
} from "../../../constructs/eks/cluster-logs";
import { Problems } from "../../../lib/core/errors";
import { LOG_RETENTION_DAYS } from "../../../lib/core/log-retention";
import { codes, synth } from "../../support/synth";

function resolve(props: ControlPlaneLogsProps | "none" | undefined) {
  const problems = new Problems();
  const logs = resolveClusterLogs(props, problems.at("controlPlaneLogs"));
  return { logs, codes: codes(problems.all) };
}

describe("ClusterLogs", () => {
  it("is the log group EKS writes to, encrypted and kept for so many days", () => {
    const made = synth((stack) => {
      new ClusterLogs(stack, "Logs", {
        clusterName: "shop",
        retentionDays: 365,
        kmsKeyArn: "arn:aws:kms:eu-central-1:111122223333:key/1",
        tags: undefined,
      });
    });
    expect(made.one("aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/eks/shop/cluster",
      retention_in_days: 365,
      kms_key_id: "arn:aws:kms:eu-central-1:111122223333:key/1",
    });
    expect(clusterLogGroupName("shop")).toBe("/aws/eks/shop/cluster");
  });
});

describe("resolveClusterLogs", () => {
  it("writes all five logs and keeps them a year", () => {
    expect(resolve(undefined)).toEqual({
      logs: {
        types: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
        retentionDays: 365,
      },
      codes: [],
    });
  });

  it("writes nothing when told", () => {
    expect(resolve("none")).toEqual({ logs: undefined, codes: [] });
  });

  it("takes fewer logs and another retention", () => {
    expect(resolve({ types: ["audit"], retentionDays: 90 }).logs).toEqual({
      types: ["audit"],
      retentionDays: 90,
    });
  });

  it("fails on an empty list of logs", () => {
    expect(resolve({ types: [] }).codes).toEqual(["controlPlaneLogs.types no-log-types"]);
  });

  it("fails on an unknown log", () => {
    expect(resolve({ types: ["api", "etcd" as "api"] }).codes).toEqual([
      "controlPlaneLogs.types[1] unknown-log-type",
    ]);
  });

  it("fails on a log that is named twice", () => {
    expect(resolve({ types: ["api", "api"] }).codes).toEqual([
      "controlPlaneLogs.types[1] duplicate-log-type",
    ]);
  });

  it("fails on every number of days CloudWatch does not know, and on no other", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: -1, max: 4000 }), fc.constantFrom(...LOG_RETENTION_DAYS)),
        (days) => {
          const known = LOG_RETENTION_DAYS.some((allowed) => allowed === days);
          expect(resolve({ retentionDays: days }).codes).toEqual(
            known ? [] : ["controlPlaneLogs.retentionDays retention-not-allowed"],
          );
        },
      ),
    );
  });
});
