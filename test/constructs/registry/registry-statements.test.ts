import {
  pullStatements,
  pullThroughStatements,
  pushStatements,
} from "../../../constructs/registry/registry-statements";
import { Problems } from "../../../lib/core/errors";
import { checkStatements, type PolicyStatement } from "../../../lib/core/policy";

const ARN = "arn:aws:ecr:eu-central-1:111122223333:repository/api";

function actionsOn(statements: readonly PolicyStatement[], resource: string): string[] {
  return statements
    .filter((statement) => statement.resources?.includes(resource))
    .flatMap((statement) => [...statement.actions])
    .sort();
}

describe("statements of a registry", () => {
  it.each([
    ["pull", pullStatements],
    ["push", pushStatements],
    ["pull through", pullThroughStatements],
  ])("%s is a valid identity policy whose only wide resource is the login", (_, build) => {
    const problems = new Problems();
    checkStatements(problems, "statements", build([ARN]));
    expect(problems.all).toEqual([]);
    expect(actionsOn(build([ARN]), "*")).toEqual(["ecr:GetAuthorizationToken"]);
  });

  it("pulling only reads", () => {
    expect(actionsOn(pullStatements([ARN]), ARN)).toEqual([
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetDownloadUrlForLayer",
    ]);
  });

  it("pushing reads and writes images, and deletes nothing", () => {
    const actions = actionsOn(pushStatements([ARN]), ARN);
    expect(actions).toContain("ecr:PutImage");
    expect(actions.filter((action) => /Delete|Policy|Tag/.test(action))).toEqual([]);
  });

  it("pulling through the cache imports images and makes their repositories", () => {
    const actions = actionsOn(pullThroughStatements([ARN]), ARN);
    expect(actions).toEqual(expect.arrayContaining(["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"]));
    expect(actions).not.toContain("ecr:PutImage");
  });
});
