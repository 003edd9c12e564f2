import { TerraformOutput, TerraformVariable } from "cdktf";
import { namedArn } from "../../../../constructs/keda/scalers/named-arn";
import { Problems } from "../../../../lib/core/errors";
import { codes, synth } from "../../../support/synth";
import { applyOutputs, describeWithTerraform } from "../../../support/terraform";

const TABLE = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders";

function read(arn: string) {
  const problems = new Problems();
  return { resource: namedArn(problems, "tableArn", arn, "dynamodb", "table"), codes: codes(problems.all) };
}

describe("namedArn", () => {
  it("reads name and region", () => {
    expect(read(TABLE)).toEqual({ resource: { name: "orders", region: "eu-central-1" }, codes: [] });
  });

  it.each([
    `${TABLE}/stream/2026-01-01T00:00:00.000`,
    `${TABLE}/index/by-status`,
    "arn:aws:dynamodb:eu-central-1:111122223333:global-table/orders",
    "orders",
  ])("fails for %s", (arn) => {
    expect(read(arn).codes).toEqual(["tableArn invalid-arn"]);
  });
});

describeWithTerraform("namedArn through real terraform", () => {
  it("reads name and region of an ARN that is known later", () => {
    const { json } = synth((stack) => {
      const arn = new TerraformVariable(stack, "arn", { type: "string", default: TABLE }).stringValue;
      const { resource, codes: found } = read(arn);
      expect(found).toEqual([]);
      new TerraformOutput(stack, "name", { value: resource.name, staticId: true });
      new TerraformOutput(stack, "region", { value: resource.region, staticId: true });
    });
    expect(applyOutputs({ variable: json.variable, output: json.output })).toEqual({
      name: "orders",
      region: "eu-central-1",
    });
  });
});
