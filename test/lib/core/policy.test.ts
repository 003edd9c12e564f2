import { DataResource, TerraformOutput } from "cdktf";
import fc from "fast-check";
import { Problems } from "../../../lib/core/errors";
import {
  checkStatements,
  mergeStatements,
  type PolicyStatement,
  policyDocument,
  policyLength,
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

describe("policyLength", () => {
  it("counts the document without white space, as AWS does", () => {
    const statements = [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::b/my file"] }];
    expect(policyLength(statements)).toBe(policyDocument(statements).length - 1);
  });
});

describe("mergeStatements", () => {
  const read = (...resources: string[]): PolicyStatement => ({
    actions: ["sqs:GetQueueAttributes"],
    resources,
  });

  it("makes one statement of those that differ in resources only, each resource once and where it was first", () => {
    const write = { actions: ["sqs:SendMessage"], resources: ["b"] };
    expect(
      mergeStatements([read("b", "a"), write, read("c", "a"), { ...read("d"), effect: "Allow" }]),
    ).toEqual([read("b", "a", "c", "d"), write]);
  });

  it("leaves apart what differs in effect, conditions or principals", () => {
    const apart: PolicyStatement[] = [
      read("a"),
      { ...read("a"), effect: "Deny" },
      { ...read("a"), conditions: { StringEquals: { "aws:SourceAccount": ["111122223333"] } } },
      { ...read("a"), principals: { AWS: ["arn:aws:iam::111122223333:root"] } },
    ];
    expect(mergeStatements(apart)).toEqual(apart);
  });

  it("leaves statements with a sid and statements without resources alone", () => {
    const alone: PolicyStatement[] = [
      { ...read("a", "a"), sid: "A" },
      { ...read("a"), sid: "B" },
      { actions: ["sts:AssumeRole"] },
      { actions: ["sts:AssumeRole"] },
    ];
    expect(mergeStatements(alone)).toEqual(alone);
  });

  it("takes two resources for one where they are told to be the same", () => {
    expect(mergeStatements([read("a1"), read("b"), read("a2")], (text) => text[0] ?? "")).toEqual([
      read("a1", "b"),
    ]);
  });

  const few = (...values: string[]) => fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
  const statements: fc.Arbitrary<PolicyStatement[]> = fc.array(
    fc.record(
      {
        sid: fc.constantFrom("A", "B"),
        effect: fc.constantFrom("Allow" as const, "Deny" as const),
        actions: few("s3:GetObject", "s3:PutObject"),
        resources: few("a", "b", "__proto__"),
        conditions: fc.constantFrom<PolicyStatement["conditions"][]>(
          { StringEquals: { k: ["v"] } },
          { StringLike: { k: ["v"] } },
        ),
      },
      { requiredKeys: ["actions", "resources"] },
    ),
  );

  it("allows and denies the same as before, whatever the statements", () => {
    const meaning = (list: readonly PolicyStatement[]): Set<string> =>
      new Set(
        list.flatMap(({ effect = "Allow", actions, resources = [], conditions }) =>
          actions.flatMap((action) =>
            resources.map((resource) => JSON.stringify([effect, action, resource, conditions])),
          ),
        ),
      );
    fc.assert(
      fc.property(statements, (list) => {
        expect(meaning(mergeStatements(list))).toEqual(meaning(list));
      }),
    );
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(statements, (list) => {
        const once = mergeStatements(list);
        expect(mergeStatements(once)).toEqual(once);
      }),
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
        { sid: "C", effect: "Deny", actions: ["kms:Decrypt"], notResources: ["x"] },
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
      "everything but a resource",
      [{ actions: ["s3:GetObject"], notResources: ["x"] }],
      ["statements[0].resources no-resources"],
    ],
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

  it("fails on a sid the policy has from before", () => {
    const problems = new Problems();
    checkStatements(
      problems,
      "statements",
      [{ sid: "A", actions: ["s3:GetObject"], resources: ["x"] }],
      new Set(["A"]),
    );
    expect(problems.all.map(({ prop, code }) => `${prop} ${code}`)).toEqual([
      "statements[0].sid duplicate-sid",
    ]);
  });
});

describe("notResources", () => {
  it("spares resources from a denial, and denials that spare are never merged", () => {
    const deny = (arn: string) =>
      ({ effect: "Deny", actions: ["kms:Decrypt"], notResources: [arn] }) satisfies PolicyStatement;
    const merged = mergeStatements([deny("a"), deny("b")]);
    expect(JSON.parse(policyDocument(merged)).Statement).toEqual([
      { Effect: "Deny", Action: "kms:Decrypt", NotResource: "a" },
      { Effect: "Deny", Action: "kms:Decrypt", NotResource: "b" },
    ]);
  });
});
