import { policyDocument } from "../../../../lib/rehearsal/world/policy-document";

describe("policyDocument", () => {
  it("renders statements as the provider does: one value plain, several as a list, nothing left out as null", () => {
    const statement = [
      {
        sid: "Read",
        effect: null,
        actions: ["s3:GetObject"],
        resources: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
        principals: [{ type: "Service", identifiers: ["ec2.amazonaws.com"] }],
        condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["true"] }],
      },
    ];
    expect(policyDocument({ statement })).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Read",
          Effect: "Allow",
          Action: "s3:GetObject",
          Resource: ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
          Principal: { Service: "ec2.amazonaws.com" },
          Condition: { Bool: { "aws:SecureTransport": "true" } },
        },
      ],
    });
  });

  it("joins principals of one type and conditions of one test", () => {
    const statement = [
      {
        effect: "Deny",
        not_actions: ["iam:*"],
        not_resources: ["*"],
        not_principals: [
          { type: "AWS", identifiers: ["1"] },
          { type: "AWS", identifiers: ["2"] },
        ],
        condition: [
          { test: "StringEquals", variable: "a", values: ["1"] },
          { test: "StringEquals", variable: "b", values: ["2", "3"] },
        ],
      },
    ];
    expect(policyDocument({ statement, policy_id: "p", version: "2008-10-17" })).toEqual({
      Version: "2008-10-17",
      Id: "p",
      Statement: [
        {
          Effect: "Deny",
          NotAction: "iam:*",
          NotResource: "*",
          NotPrincipal: { AWS: ["1", "2"] },
          Condition: { StringEquals: { a: "1", b: ["2", "3"] } },
        },
      ],
    });
  });

  it("writes everybody as a star", () => {
    const statement = [{ principals: [{ type: "*", identifiers: ["*"] }] }];
    expect(policyDocument({ statement }).Statement).toEqual([{ Effect: "Allow", Principal: "*" }]);
  });

  it("puts source documents below and override documents above, by Sid, and skips what is not JSON", () => {
    const document = (sid: string, effect: string) =>
      JSON.stringify({ Statement: { Sid: sid, Effect: effect } });
    const { Statement } = policyDocument({
      source_policy_documents: [document("a", "Allow"), document("b", "Allow"), "not json"],
      statement: [{ sid: "b", effect: "Deny" }, { effect: "Deny" }],
      override_policy_documents: [document("c", "Allow")],
    });
    expect(Statement).toEqual([
      { Sid: "a", Effect: "Allow" },
      { Sid: "b", Effect: "Deny" },
      { Effect: "Deny" },
      { Sid: "c", Effect: "Allow" },
    ]);
  });
});
