import { Fn, Token } from "cdktf";
import type { Problems } from "../../../lib/core/errors";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { PodIdentity } from "../pod-identity";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";
import { namedArn } from "./named-arn";
import { splitProps } from "./table-scaler";

/** A value with its type as DynamoDB's API writes it, of the types KEDA reads. */
export type DynamoDbTypedValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly BOOL: boolean }
  | { readonly NULL: true }
  | { readonly L: readonly DynamoDbTypedValue[] }
  | { readonly M: { readonly [key: string]: DynamoDbTypedValue } };

/** A query of an Amazon DynamoDB table. */
export interface DynamoDbScalerProps extends TriggerProps {
  /** The table; its name and region follow from it, and KEDA's operator is allowed to query it. */
  readonly tableArn: string;
  /** Secondary index to query. @default the table itself */
  readonly indexName?: string;
  /** Which items: `#customer = :customer`. Every placeholder is explained below. */
  readonly keyConditionExpression: string;
  /** Which of these count: `#status = :open`. DynamoDB reads, and bills, the others all the same. @default all */
  readonly filterExpression?: string;
  /** Attributes by placeholder, at least one: `{ "#customer": "customer_id" }`. */
  readonly expressionAttributeNames: { readonly [placeholder: string]: string };
  /** Values by placeholder: `{ ":customer": "c-1", ":open": true, ":parts": { L: [{ S: "a" }] } }`. */
  readonly expressionAttributeValues: {
    readonly [placeholder: string]: string | number | boolean | DynamoDbTypedValue;
  };
  /** Items one replica works off. May be left out only where a formula of the scaled object has the target. */
  readonly targetItems?: number;
  /** Items above which the workload leaves zero. @default 0 */
  readonly activationItems?: number;
  /** Endpoint in place of AWS, for tests: `http://localstack:4566`. @default AWS */
  readonly endpoint?: string;
  /** @default the operator's own role, which is granted what is needed */
  readonly identity?: PodIdentity;
}

/**
 * Items an Amazon DynamoDB query finds, counted with a whole query at each poll. Codes beside the table's:
 * `invalid-arn`, `no-placeholders`, `unknown-placeholder`, `unused-placeholder`.
 */
export function dynamoDb(props: DynamoDbScalerProps): ScalerValue {
  return defineScaler("aws-dynamodb", ({ problems }) => {
    const { settings, identity, rest } = splitProps(props);
    const { tableArn, endpoint, targetItems, activationItems, ...query } = rest;
    const { name, region } = namedArn(problems, "tableArn", tableArn, "dynamodb", "table");
    checkPlaceholders(query, problems);
    const { indexName, expressionAttributeNames, expressionAttributeValues } = query;
    const index = indexName === undefined ? [] : [`${tableArn}/index/${indexName}`];
    return {
      type: "aws-dynamodb",
      settings,
      identity,
      defaultIdentity: PodIdentity.aws(),
      statements: [{ actions: ["dynamodb:Query"], resources: [tableArn, ...index] }],
      props: {
        tableName: "tableArn",
        awsRegion: "tableArn",
        awsEndpoint: "endpoint",
        targetValue: "targetItems",
        activationTargetValue: "activationItems",
      },
      parameters: {
        ...query,
        tableName: name,
        awsRegion: region,
        awsEndpoint: endpoint,
        targetValue: targetItems,
        activationTargetValue: activationItems,
        expressionAttributeNames: jsonText(expressionAttributeNames),
        expressionAttributeValues: jsonText(
          Object.fromEntries(
            Object.entries(expressionAttributeValues).map(([key, value]) => [key, typed(value)]),
          ),
        ),
      },
    };
  });
}

type Query = Pick<
  DynamoDbScalerProps,
  "keyConditionExpression" | "filterExpression" | "expressionAttributeNames" | "expressionAttributeValues"
>;

/** DynamoDB refuses a query with a placeholder nobody explains, or an explanation nobody needs. */
function checkPlaceholders(query: Query, problems: Problems): void {
  problems.addIf(Object.keys(query.expressionAttributeNames).length === 0, {
    prop: "expressionAttributeNames",
    code: "no-placeholders",
    rule: "KEDA takes no query without placeholders for attributes",
    value: {},
    fix: 'write #customer for the attribute in the expression and add { "#customer": "customer_id" }',
  });
  const { keyConditionExpression, filterExpression = "" } = query;
  ifKnown(`${keyConditionExpression} ${filterExpression}`, (text) => {
    for (const [prop, sign] of [
      ["expressionAttributeNames", "#"],
      ["expressionAttributeValues", ":"],
    ] as const) {
      const used = new Set(text.match(new RegExp(`${sign}\\w+`, "g")));
      const explained = Object.keys(query[prop]);
      const unknown = [...used].filter((placeholder) => !explained.includes(placeholder));
      problems.addIf(unknown.length > 0, {
        prop,
        code: "unknown-placeholder",
        rule: "every placeholder of the expressions is explained",
        value: unknown,
        fix: `add ${unknown.join(" and ")}`,
      });
      const unused = explained.filter((placeholder) => !isToken(placeholder) && !used.has(placeholder));
      problems.addIf(unused.length > 0, {
        prop,
        code: "unused-placeholder",
        rule: "DynamoDB refuses placeholders that stand in no expression",
        value: unused,
        fix: `leave out ${unused.join(" and ")}, or write ${sign}name in an expression`,
      });
    }
  });
}

function typed(value: string | number | boolean | DynamoDbTypedValue): DynamoDbTypedValue {
  switch (typeof value) {
    case "string":
      return { S: value };
    case "number":
      return { N: isToken(value) ? Token.asString(Fn.tostring(value)) : String(value) };
    case "boolean":
      return { BOOL: value };
    default:
      return value;
  }
}

/** JSON text. Terraform writes it where a value is known only later: the value may hold quotes. */
function jsonText(value: object): string {
  const text = JSON.stringify(value);
  return isToken(text) ? Fn.jsonencode(value) : text;
}
