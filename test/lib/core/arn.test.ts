import { TerraformOutput, type TerraformStack, TerraformVariable } from "cdktf";
import * as fc from "fast-check";
import { arnParts, checkArn, endpointDomain } from "../../../lib/core/arn";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";
import { applyOutputs, describeWithTerraform } from "../../support/terraform";

const QUEUE = "arn:aws:sqs:eu-central-1:111122223333:orders";

function variable(stack: TerraformStack, value: string): string {
  return new TerraformVariable(stack, "arn", { type: "string", default: value }).stringValue;
}

function check(arn: string, service: string, resource: string): readonly string[] {
  const problems = new Problems();
  checkArn(problems, "queueArn", arn, service, resource);
  return codes(problems.all);
}

describe("arnParts", () => {
  it("splits an ARN", () => {
    expect(arnParts(QUEUE)).toEqual({
      partition: "aws",
      service: "sqs",
      region: "eu-central-1",
      accountId: "111122223333",
      resource: "orders",
    });
  });

  it("leaves the resource whole, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.string(), (resource) => {
        expect(arnParts(`arn:aws-cn:logs:cn-north-1:111122223333:${resource}`)).toMatchObject({
          partition: "aws-cn",
          region: "cn-north-1",
          resource,
        });
      }),
    );
  });

  it("leaves empty what text without the parts does not have", () => {
    expect(arnParts("orders")).toEqual({
      partition: "",
      service: "",
      region: "",
      accountId: "",
      resource: "",
    });
  });

  it("cuts an ARN that is known later with expressions", () => {
    const { json } = synth((stack) => {
      const { region } = arnParts(variable(stack, QUEUE));
      new TerraformOutput(stack, "region", { value: region, staticId: true });
    });
    expect(json.output.region.value).toBe('${element(split(":", var.arn), 3)}');
  });
});

describeWithTerraform("arnParts through real terraform", () => {
  it("gives the same parts as for an ARN that is known", () => {
    const { json } = synth((stack) => {
      for (const [name, part] of Object.entries(arnParts(variable(stack, QUEUE)))) {
        new TerraformOutput(stack, name, { value: part, staticId: true });
      }
    });
    expect(applyOutputs({ variable: json.variable, output: json.output })).toEqual(arnParts(QUEUE));
  });
});

describe("checkArn", () => {
  it.each([
    [QUEUE, "sqs", ""],
    ["arn:aws-us-gov:kinesis:us-gov-west-1:111122223333:stream/orders", "kinesis", "stream/"],
    ["arn:aws-cn:secretsmanager:cn-north-1:111122223333:secret:db-AbCdEf", "secretsmanager", "secret:"],
  ])("takes %s", (arn, service, resource) => {
    expect(check(arn, service, resource)).toEqual([]);
  });

  it.each([
    ["orders", "sqs", ""],
    ["https://sqs.eu-central-1.amazonaws.com/111122223333/orders", "sqs", ""],
    ["arn:aws:sns:eu-central-1:111122223333:orders", "sqs", ""],
    ["arn:aws:sqs::111122223333:orders", "sqs", ""],
    ["arn:aws:sqs:eu-central-1:1111:orders", "sqs", ""],
    ["arn:aws:sqs:eu-central-1:111122223333:", "sqs", ""],
    ["arn:aws:sqs:eu-central-1:111122223333:orders-*", "sqs", ""],
    ["arn:aws:sqs:eu-central-1:111122223333:order?", "sqs", ""],
    ["arn:aws:kinesis:eu-central-1:111122223333:orders", "kinesis", "stream/"],
  ])("fails for %s", (arn, service, resource) => {
    expect(check(arn, service, resource)).toEqual(["queueArn invalid-arn"]);
  });

  it("shows an ARN of the kind", () => {
    const problems = new Problems();
    checkArn(problems, "streamArn", "orders", "kinesis", "stream/");
    expect(problems.all[0]).toMatchObject({
      value: "orders",
      fix: expect.stringContaining("arn:aws:kinesis:eu-central-1:111122223333:stream/orders"),
    });
  });

  it("lets an ARN that is known later pass", () => {
    synth((stack) => {
      expect(check(variable(stack, "no arn"), "sqs", "")).toEqual([]);
    });
  });
});

describe("endpointDomain", () => {
  it.each([
    ["aws", "amazonaws.com"],
    ["aws-us-gov", "amazonaws.com"],
    ["aws-cn", "amazonaws.com.cn"],
  ])("knows the domain of partition %s", (partition, domain) => {
    expect(endpointDomain(partition)).toBe(domain);
  });

  it("takes a partition that is known later for one outside China", () => {
    synth((stack) => {
      expect(endpointDomain(variable(stack, "aws"))).toBe("amazonaws.com");
    });
  });
});
