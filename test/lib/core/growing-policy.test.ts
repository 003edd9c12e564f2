import { DataResource, TerraformOutput, type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { GrowingPolicy } from "../../../lib/core/growing-policy";
import type { PolicyStatement } from "../../../lib/core/policy";
import { codes, problemsOf, synth } from "../../support/synth";

const read = (...resources: string[]): PolicyStatement => ({
  actions: ["sqs:GetQueueAttributes"],
  resources,
});

function documentOf(build: (policy: GrowingPolicy, stack: TerraformStack) => void): string {
  const made = synth((stack) => {
    const policy = new GrowingPolicy(new Construct(stack, "Role"), "operator");
    new TerraformOutput(stack, "Policy", { value: policy.document, staticId: true });
    build(policy, stack);
  });
  return made.json.output.Policy.value;
}

describe("GrowingPolicy", () => {
  it("holds everything that was added until synthesis, in one statement where that says the same", () => {
    const document = documentOf((policy) => {
      policy.add([read("a"), { actions: ["sqs:SendMessage"], resources: ["b"] }]);
      policy.add([read("b", "a")]);
    });
    expect(JSON.parse(document).Statement).toEqual([
      { Effect: "Allow", Action: "sqs:GetQueueAttributes", Resource: ["a", "b"] },
      { Effect: "Allow", Action: "sqs:SendMessage", Resource: "b" },
    ]);
  });

  it("keeps policy variables from Terraform", () => {
    const document = documentOf((policy) => policy.add([read("arn:aws:s3:::b/${aws:username}")]));
    expect(document).toContain('"Resource":"arn:aws:s3:::b/$${aws:username}"');
  });

  it("names an attribute once that was read twice", () => {
    const document = documentOf((policy, stack) => {
      const queue = new DataResource(stack, "queue");
      policy.add([read(queue.id)]);
      policy.add([read(queue.id, "b")]);
    });
    expect(document).toContain('"Resource":[${jsonencode(terraform_data.queue.id)},"b"]');
  });

  it("takes a thousand grants without writing the document for each", () => {
    const document = documentOf((policy) => {
      for (let index = 0; index < 1000; index++) {
        policy.add([read(`q${index % 500}`)]);
      }
    });
    const [statement, ...others] = JSON.parse(document).Statement;
    expect(others).toEqual([]);
    expect(statement.Resource).toHaveLength(500);
  });

  it("fails at once on statements that are not narrow, and on a sid from before", () => {
    const found = problemsOf((stack) => {
      const policy = new GrowingPolicy(stack, "operator", [{ ...read("a"), sid: "A" }]);
      policy.add([
        { actions: ["s3:*"], resources: ["*"] },
        { ...read("b"), sid: "A" },
      ]);
    });
    expect(codes(found)).toEqual([
      "statements[0].actions[0] wildcard-action",
      "statements[1].sid duplicate-sid",
    ]);
  });

  it("fails at synthesis where AWS would find it too long, naming length, role and way out", () => {
    const arn = (index: number) => `arn:aws:sqs:eu-central-1:111122223333:${"q".repeat(57)}${index}`;
    const build = (count: number) =>
      documentOf((policy) => policy.add([read(...Array.from({ length: count }, (_, index) => arn(index)))]));
    expect(JSON.parse(build(101)).Statement[0].Resource).toHaveLength(101);
    expect(() => build(110)).toThrow(
      /\[policy-too-long\]: the inline policy of role operator has 1\d{4} characters, AWS allows 10240; .*PodIdentity\.aws\(\{ roleArn \}\)/,
    );
  });
});
