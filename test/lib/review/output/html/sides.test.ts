import {
  about,
  checks,
  deferred,
  drift,
  invocations,
  outputs,
} from "../../../../../lib/review/output/html/sides";
import { reviewOf } from "../../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../../support/sample-reviews";

describe("the sides of a review", () => {
  it("are not there where there is nothing to tell", () => {
    const empty = reviewOf([]);
    expect([checks, deferred, drift, invocations, outputs].map((side) => side(empty).html)).toEqual(
      Array(5).fill(""),
    );
  });

  it("tell drift apart from what is planned", () => {
    expect(drift(DANGEROUS_REVIEW).html).toMatch(/As deployed.*As found.*managed.*by hand/s);
  });

  it("show outputs before and after", () => {
    expect(outputs(CALM_REVIEW).html).toMatch(
      /orders_url.*absent.*https:&#?\w*;?\/\/orders|https:\/\/orders/s,
    );
  });

  it("show checks that failed and count those that passed", () => {
    const review = reviewOf([], {
      checks: [
        { address: "check.backup", kind: "check", status: "fail", messages: ["backups <must> be on"] },
        { address: "check.other", kind: "check", status: "pass", messages: [] },
      ],
    });
    expect(checks(review).html).toMatch(/fail.*check\.backup.*backups &#60;must&#62; be on.*1 check passed/s);
    expect(checks(review).html).not.toContain("check.other");
  });

  it("show actions that run and what is put off", () => {
    const review = reviewOf([], {
      invocations: [{ address: "action.aws_lambda_invoke.warm", trigger: "after_create" }],
      deferred: [{ address: "aws_vpc.later", reason: "provider_config_unknown" }],
    });
    expect(invocations(review).html).toMatch(/action\.aws_lambda_invoke\.warm.*after_create/s);
    expect(deferred(review).html).toMatch(/aws_vpc\.later.*provider_config_unknown/s);
  });

  it("say what was masked and hidden", () => {
    expect(about(DANGEROUS_REVIEW).html).toContain("<dd>2 values</dd>");
    expect(about(CALM_REVIEW).html).toContain("helm-metadata 1");
  });
});
