import { DataResource, TerraformOutput } from "cdktf";
import { Problems } from "../../../lib/core/errors";
import {
  checkStatements,
  type PolicyStatement,
  policyDocument,
  serviceTrust,
} from "../../../lib/core/policy";
import { synth } from "../../support/synth";

describe("policyDocument", () => {
  it("writes single values without a list, as IAM returns them", () => {
    expect(
      JSON.parse(
        policyDocument([
          {
            sid: "Read",
            actions: ["s3:GetObject"],
            resources: ["arn:aws:s3:::b/*", "arn:aws:s3:::c/*"],
            conditions: { StringEquals: { "aws:SourceAccount": ["111122223333"] } },
          },
        ]),
      ),
    ).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: ["arn:aws:s3:::b/*", "arn:aws:s3:::c/*"],
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        },
      ],
    });
  });

  it("escapes policy variables and keeps references", () => {
    const json = synth((stack) => {
      const bucket = new DataResource(stack, "bucket", { input: { name: "b" } });
      const document = policyDocument([
        { actions: ["s3:GetObject"], resources: [`${bucket.id}/\${aws:username}/*`] },
      ]);
      new TerraformOutput(stack, "policy", { value: document, staticId: true });
    }).json;
    expect(json.output.policy.value).toContain(
      '"Resource":${jsonencode("${terraform_data.bucket.id}/$${aws:username}/*")}',
    );
  });
});

describe("serviceTrust", () => {
  it("lets the services assume the role and nobody else", () => {
    expect(JSON.parse(serviceTrust("ec2.amazonaws.com")).Statement).toEqual([
      { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" },
    ]);
  });
});

describe("checkStatements", () => {
  function found(statements: readonly PolicyStatement[]): string[] {
    const problems = new Problems();
    checkStatements(problems, "statements", statements);
    return problems.all.map(({ prop, code }) => `${prop} ${code}`);
  }

  it("accepts narrow statements, action wildcards behind a verb, and denials of everything", () => {
    expect(
      found([
        { sid: "A", actions: ["sqs:Get*"], resources: ["arn:aws:sqs:eu-central-1:111122223333:orders"] },
        { sid: "B", effect: "Deny", actions: ["*"], resources: ["*"] },
      ]),
    ).toEqual([]);
  });

  it.each<[string, readonly PolicyStatement[], string[]]>([
    ["no statement", [], ["statements no-statements"]],
    ["all actions", [{ actions: ["*"], resources: ["x"] }], ["statements[0].actions[0] wildcard-action"]],
    [
      "all actions of a service",
      [{ actions: ["s3:*"], resources: ["x"] }],
      ["statements[0].actions[0] wildcard-action"],
    ],
    [
      "a misspelt action",
      [{ actions: ["GetObject"], resources: ["x"] }],
      ["statements[0].actions[0] invalid-action"],
    ],
    ["no resource", [{ actions: ["s3:GetObject"] }], ["statements[0].resources no-resources"]],
    [
      "a repeated sid",
      [
        { sid: "A", actions: ["s3:GetObject"], resources: ["x"] },
        { sid: "A", actions: ["s3:PutObject"], resources: ["x"] },
      ],
      ["statements[1].sid duplicate-sid"],
    ],
  ])("fails on %s", (_, statements, expected) => {
    expect(found(statements)).toEqual(expected);
  });
});
