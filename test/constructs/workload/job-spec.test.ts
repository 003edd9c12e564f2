import { type JobProps, jobPod, jobSpec } from "../../../constructs/workload/job-spec";
import { numberToken } from "../../support/fake-keda";
import { reported } from "../../support/workloads";

const DEFAULTS = { activeDeadlineSeconds: 600, ttlSecondsAfterFinished: 86_400 };

function spec(props: JobProps) {
  const { result, codes } = reported((problems) => jobSpec(props, DEFAULTS, problems));
  return { spec: result({ spec: {} }), codes };
}

describe("jobSpec", () => {
  it("tries three times more, within a deadline", () => {
    expect(spec({})).toEqual({
      spec: {
        backoffLimit: 3,
        parallelism: 1,
        completions: 1,
        activeDeadlineSeconds: 600,
        ttlSecondsAfterFinished: 86_400,
        template: { spec: {} },
      },
      codes: [],
    });
    expect(spec({ activeDeadlineSeconds: undefined }).spec).toMatchObject({ activeDeadlineSeconds: 600 });
  });

  it("has switches for both times", () => {
    expect(spec({ activeDeadlineSeconds: "none", ttlSecondsAfterFinished: "none" }).spec).toEqual({
      backoffLimit: 3,
      parallelism: 1,
      completions: 1,
      template: { spec: {} },
    });
  });

  it("takes every number that makes sense, and those known only later", () => {
    const props = { backoffLimit: 0, parallelism: 4, completions: 8, ttlSecondsAfterFinished: 0 };
    expect(spec(props)).toMatchObject({ spec: props, codes: [] });
    expect(spec({ backoffLimit: numberToken(), activeDeadlineSeconds: numberToken() }).codes).toEqual([]);
  });

  it("fails on numbers out of range and on a policy for what never ends", () => {
    const props: JobProps = {
      backoffLimit: -1,
      parallelism: 0,
      completions: 0.5,
      activeDeadlineSeconds: 0,
      ttlSecondsAfterFinished: -1,
      restartPolicy: "Always" as never,
    };
    expect(spec(props).codes).toEqual([
      "restartPolicy unknown-restart-policy",
      "backoffLimit out-of-range",
      "parallelism out-of-range",
      "completions out-of-range",
      "activeDeadlineSeconds out-of-range",
      "ttlSecondsAfterFinished out-of-range",
    ]);
  });
});

describe("jobPod", () => {
  it("keeps the pod of every try unless it is told otherwise", () => {
    expect([jobPod({}), jobPod({ restartPolicy: "OnFailure" })]).toEqual([
      { restartPolicy: "Never" },
      { restartPolicy: "OnFailure" },
    ]);
  });
});
