import {
  checkFlaggerProps,
  deployment,
  releaseSpec,
  withoutController,
} from "../../../constructs/delivery/release-settings";
import { Problems } from "../../../lib/core/errors";
import { releaseContext } from "../../support/releases";
import { codes } from "../../support/synth";

function specOf(props: Parameters<typeof releaseSpec>[0]) {
  const problems = new Problems();
  return { spec: releaseSpec(props, problems), problems: codes(problems.all) };
}

describe("releaseSpec", () => {
  it("gives up after ten minutes without progress", () => {
    expect(specOf({}).spec).toEqual({ progressDeadlineSeconds: 600, progressDeadlineAbort: true });
  });

  it("does as it is told", () => {
    const props = { progressDeadlineSeconds: 60, abortOnDeadline: false, rollbackWindowRevisions: 3 };
    expect(specOf(props).spec).toEqual({
      progressDeadlineSeconds: 60,
      progressDeadlineAbort: false,
      rollbackWindow: { revisions: 3 },
    });
  });

  it("reports numbers out of range", () => {
    const props = { progressDeadlineSeconds: 0, rollbackWindowRevisions: 0, abortScaleDownDelaySeconds: -1 };
    expect(specOf(props).problems).toEqual([
      "progressDeadlineSeconds out-of-range",
      "rollbackWindowRevisions out-of-range",
      "abortScaleDownDelaySeconds out-of-range",
    ]);
  });
});

describe("checkFlaggerProps", () => {
  it("reports what is given and nothing else", () => {
    const problems = new Problems();
    checkFlaggerProps(problems, { first: undefined, second: 0, third: "x" });
    expect(codes(problems.all)).toEqual(["second needs-argo-rollouts", "third needs-argo-rollouts"]);
  });
});

describe("withoutController", () => {
  it("reports the missing controller and goes on with a plain Deployment", () => {
    const context = releaseContext({ delivery: undefined });
    expect(withoutController("a canary release", context)).toEqual(deployment({ services: ["users"] }));
    expect(codes(context.problems.all)).toEqual([" no-progressive-delivery"]);
    expect(withoutController("a canary release", releaseContext({ port: undefined })).services).toEqual([]);
  });
});
