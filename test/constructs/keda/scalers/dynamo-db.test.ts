import { TerraformOutput, TerraformVariable } from "cdktf";
import { type DynamoDbScalerProps, dynamoDb } from "../../../../constructs/keda/scalers/dynamo-db";
import { bind, bindProblems } from "../../../support/scalers";
import { codes, synth } from "../../../support/synth";

const TABLE = "arn:aws:dynamodb:eu-central-1:111122223333:table/orders";

const PROPS: DynamoDbScalerProps = {
  tableArn: TABLE,
  keyConditionExpression: "#customer = :customer",
  expressionAttributeNames: { "#customer": "customer_id" },
  expressionAttributeValues: { ":customer": "c-1" },
  targetItems: 10,
};

function problemsWith(props: Partial<DynamoDbScalerProps>): string[] {
  return codes(bindProblems(dynamoDb({ ...PROPS, ...props })));
}

describe("dynamoDb", () => {
  it("queries the table, and is allowed to", () => {
    expect(bind(dynamoDb(PROPS))).toEqual({
      trigger: {
        type: "aws-dynamodb",
        metadata: {
          tableName: "orders",
          awsRegion: "eu-central-1",
          keyConditionExpression: "#customer = :customer",
          expressionAttributeNames: '{"#customer":"customer_id"}',
          expressionAttributeValues: '{":customer":{"S":"c-1"}}',
          targetValue: "10",
        },
      },
      authentication: { secrets: {}, identity: { provider: "aws" } },
      statements: [{ actions: ["dynamodb:Query"], resources: [TABLE] }],
      manifests: [],
    });
  });

  it("renders every prop, and is allowed to query the index", () => {
    const bound = bind(
      dynamoDb({
        tableArn: TABLE,
        indexName: "by-status",
        keyConditionExpression: "#status = :status AND #priority > :priority",
        filterExpression: "#urgent = :urgent AND #kind IN (:kinds)",
        expressionAttributeNames: {
          "#status": "status",
          "#priority": "priority",
          "#urgent": "urgent",
          "#kind": "kind",
        },
        expressionAttributeValues: {
          ":status": "open",
          ":priority": 3,
          ":urgent": true,
          ":kinds": { L: [{ S: "a" }, { N: "1" }] },
        },
        targetItems: 10,
        activationItems: 2,
        endpoint: "http://localstack:4566",
      }),
    );
    expect(bound.trigger.metadata).toEqual({
      tableName: "orders",
      awsRegion: "eu-central-1",
      awsEndpoint: "http://localstack:4566",
      indexName: "by-status",
      keyConditionExpression: "#status = :status AND #priority > :priority",
      filterExpression: "#urgent = :urgent AND #kind IN (:kinds)",
      expressionAttributeNames:
        '{"#status":"status","#priority":"priority","#urgent":"urgent","#kind":"kind"}',
      expressionAttributeValues:
        '{":status":{"S":"open"},":priority":{"N":"3"},":urgent":{"BOOL":true},":kinds":{"L":[{"S":"a"},{"N":"1"}]}}',
      targetValue: "10",
      activationTargetValue: "2",
    });
    expect(bound.statements).toEqual([
      { actions: ["dynamodb:Query"], resources: [TABLE, `${TABLE}/index/by-status`] },
    ]);
  });

  it("leaves the target to a formula of the scaled object", () => {
    const { metadata } = bind(dynamoDb({ ...PROPS, targetItems: undefined })).trigger;
    expect(metadata.targetValue).toBeUndefined();
  });

  it("lets Terraform write values that are known later, whatever they hold", () => {
    const { json } = synth((stack) => {
      const customer = new TerraformVariable(stack, "customer", { type: "string" }).stringValue;
      const count = new TerraformVariable(stack, "count", { type: "number" }).numberValue;
      const { metadata } = bind(
        dynamoDb({
          ...PROPS,
          keyConditionExpression: "#customer = :customer AND #n > :n",
          expressionAttributeNames: { "#customer": "customer_id", "#n": "n" },
          expressionAttributeValues: { ":customer": customer, ":n": count },
        }),
      ).trigger;
      new TerraformOutput(stack, "values", { value: metadata.expressionAttributeValues, staticId: true });
    });
    expect(json.output.values.value).toBe(
      '${jsonencode({":customer" = {"S" = var.customer}, ":n" = {"N" = tostring(var.count)}})}',
    );
  });

  it("fails on anything but the ARN of a table", () => {
    expect(problemsWith({ tableArn: `${TABLE}/index/by-status` })).toEqual(["tableArn invalid-arn"]);
  });

  it("fails on placeholders nobody explains", () => {
    expect(problemsWith({ filterExpression: "#status = :open" })).toEqual([
      "expressionAttributeNames unknown-placeholder",
      "expressionAttributeValues unknown-placeholder",
    ]);
  });

  it("fails on placeholders that stand in no expression", () => {
    expect(
      problemsWith({
        expressionAttributeNames: { "#customer": "customer_id", "#status": "status" },
        expressionAttributeValues: { ":customer": "c-1", ":open": true },
      }),
    ).toEqual([
      "expressionAttributeNames unused-placeholder",
      "expressionAttributeValues unused-placeholder",
    ]);
  });

  it("fails on a placeholder that only begins like one of the expression", () => {
    expect(problemsWith({ expressionAttributeNames: { "#cust": "customer_id" } })).toEqual([
      "expressionAttributeNames unknown-placeholder",
      "expressionAttributeNames unused-placeholder",
    ]);
  });

  it("fails without names, which KEDA insists on", () => {
    expect(
      problemsWith({ keyConditionExpression: "customer = :customer", expressionAttributeNames: {} }),
    ).toEqual(["expressionAttributeNames no-placeholders"]);
  });

  it("fails on a target of the wrong type", () => {
    expect(problemsWith({ targetItems: 0.5, activationItems: 0.5 })).toEqual([
      "targetItems wrong-type",
      "activationItems wrong-type",
    ]);
  });
});
