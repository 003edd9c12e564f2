import type { Value, Values } from "./backend";
import { elementsOf, isRecord, textAt, valueAt } from "./values";

/**
 * The policy that `aws_iam_policy_document` renders from its configuration, source and override documents included:
 * a statement of a later document replaces an earlier one of the same Sid.
 */
export function policyDocument(config: Values): Values {
  const own = elementsOf(config.statement).map(statementOf);
  const statements = [
    ...documents(config.source_policy_documents),
    ...own,
    ...documents(config.override_policy_documents),
  ];
  const id = textAt(config, "policy_id");
  return {
    Version: textAt(config, "version") ?? "2012-10-17",
    ...(id === undefined ? {} : { Id: id }),
    Statement: lastOfEachSid(statements),
  };
}

function statementOf(block: Value): Values {
  const sid = textAt(block, "sid");
  return defined({
    Sid: sid,
    Effect: textAt(block, "effect") ?? "Allow",
    Action: oneOrMany(valueAt(block, "actions")),
    NotAction: oneOrMany(valueAt(block, "not_actions")),
    Resource: oneOrMany(valueAt(block, "resources")),
    NotResource: oneOrMany(valueAt(block, "not_resources")),
    Principal: principals(valueAt(block, "principals")),
    NotPrincipal: principals(valueAt(block, "not_principals")),
    Condition: conditions(valueAt(block, "condition")),
  });
}

function principals(blocks: Value | undefined): Value | undefined {
  const byType = new Map<string, Value[]>();
  for (const block of elementsOf(blocks)) {
    const type = textAt(block, "type") ?? "AWS";
    byType.set(type, [...(byType.get(type) ?? []), ...elementsOf(valueAt(block, "identifiers"))]);
  }
  if (oneOrMany(byType.get("*")) === "*") {
    return "*";
  }
  const entries = [...byType].map(([type, identifiers]) => [type, oneOrMany(identifiers) ?? []] as const);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

function conditions(blocks: Value | undefined): Value | undefined {
  const byTest: Record<string, Record<string, Value>> = {};
  for (const block of elementsOf(blocks)) {
    const test = textAt(block, "test") ?? "";
    const variable = textAt(block, "variable") ?? "";
    const variables = byTest[test] ?? {};
    variables[variable] = oneOrMany(valueAt(block, "values")) ?? [];
    byTest[test] = variables;
  }
  return Object.keys(byTest).length === 0 ? undefined : byTest;
}

function documents(texts: Value | undefined): Values[] {
  return elementsOf(texts)
    .flatMap((text) => statementsOf(typeof text === "string" ? text : ""))
    .filter((statement) => isRecord(statement));
}

function statementsOf(text: string): readonly Value[] {
  try {
    const parsed: Value = JSON.parse(text);
    return elementsOf(valueAt(parsed, "Statement"));
  } catch {
    // An empty or broken source document adds nothing; the argument itself is checked by the provider.
    return [];
  }
}

function lastOfEachSid(statements: readonly Values[]): readonly Values[] {
  return statements.filter((statement, index) => {
    const sid = textAt(statement, "Sid");
    return sid === undefined || !statements.slice(index + 1).some((later) => textAt(later, "Sid") === sid);
  });
}

function oneOrMany(values: Value | undefined): Value | undefined {
  const all = elementsOf(values);
  return all.length === 0 ? undefined : all.length === 1 ? all[0] : all;
}

function defined(record: { readonly [key: string]: Value | undefined }): Values {
  const entries = Object.entries(record).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return Object.fromEntries(entries);
}
