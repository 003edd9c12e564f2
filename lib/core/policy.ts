import type { Problems } from "./errors";
import { type Json, type JsonObject, renderJson } from "./render";
import { ifKnown } from "./tokens";

/** One statement of an IAM policy, in camel case; absent members are left out of the document. */
export type PolicyStatement = {
  /** Letters and digits, unique in the document. */
  readonly sid?: string;
  /** @default Allow */
  readonly effect?: "Allow" | "Deny";
  /** Who, in a trust or resource policy: type of principal to ids. */
  readonly principals?: { readonly [type in "AWS" | "Service" | "Federated"]?: readonly string[] };
  /** `service:Action`, wildcards allowed behind the service prefix. */
  readonly actions: readonly string[];
  /** ARNs. Left out in a trust policy. */
  readonly resources?: readonly string[];
  /** ARNs a `Deny` spares: it holds for everything else. Never beside `resources`. */
  readonly notResources?: readonly string[];
  /** Operator to condition key to values. */
  readonly conditions?: { readonly [operator: string]: { readonly [key: string]: readonly string[] } };
};

/**
 * Renders statements as an IAM policy document. Policy variables such as `${aws:username}` are escaped for
 * Terraform, attributes of resources may stand anywhere.
 */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return renderJson(documentOf(statements));
}

/**
 * Characters of the document as AWS counts them for its quotas: without white space. What is known only after
 * apply counts as long as its marker, which is shorter than most ARNs.
 */
export function policyLength(statements: readonly PolicyStatement[]): number {
  return JSON.stringify(documentOf(statements)).replace(/\s/g, "").length;
}

/**
 * Makes one statement of those that differ in their resources only; each resource stays where it was first seen.
 * Statements with a sid are somebody's own and are left alone.
 *
 * @param identify what tells two resources apart, where the text does not: two tokens of one attribute
 */
export function mergeStatements(
  statements: readonly PolicyStatement[],
  identify: (resource: string) => string = (resource) => resource,
): readonly PolicyStatement[] {
  const merged: { readonly statement: PolicyStatement; readonly resources: Map<string, string> }[] = [];
  const alike = new Map<string, Map<string, string>>();
  for (const statement of statements) {
    const key = mergeKey(statement);
    let resources = key === undefined ? undefined : alike.get(key);
    if (resources === undefined) {
      resources = new Map();
      merged.push({ statement, resources });
      if (key !== undefined) {
        alike.set(key, resources);
      }
    }
    for (const resource of statement.resources ?? []) {
      const identity = identify(resource);
      resources.set(identity, resources.get(identity) ?? resource);
    }
  }
  return merged.map(({ statement, resources }) =>
    mergeKey(statement) === undefined ? statement : { ...statement, resources: [...resources.values()] },
  );
}

/** Equal for statements that may become one; undefined where none may join. */
function mergeKey({ sid, resources, effect, ...rest }: PolicyStatement): string | undefined {
  return sid !== undefined || resources === undefined
    ? undefined
    : JSON.stringify([effect ?? "Allow", rest.principals, rest.actions, rest.conditions]);
}

function documentOf(statements: readonly PolicyStatement[]): JsonObject {
  return {
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({
      ...(statement.sid !== undefined && { Sid: statement.sid }),
      Effect: statement.effect ?? "Allow",
      ...(statement.principals !== undefined && { Principal: toJson(statement.principals) }),
      Action: oneOrMany(statement.actions),
      ...(statement.resources !== undefined && { Resource: oneOrMany(statement.resources) }),
      ...(statement.notResources !== undefined && { NotResource: oneOrMany(statement.notResources) }),
      ...(statement.conditions !== undefined && { Condition: toJson(statement.conditions) }),
    })),
  };
}

/** Trust policy that lets AWS services assume a role. */
export function serviceTrust(...services: readonly string[]): string {
  return policyDocument([{ actions: ["sts:AssumeRole"], principals: { Service: services } }]);
}

/**
 * Checks the statements of an identity policy: at least one action and one resource, every action of the form
 * `service:Action`, no statement that allows everything, sids unique.
 *
 * Codes: `no-statements`, `invalid-action`, `wildcard-action`, `no-resources`,
 * `duplicate-sid`.
 *
 * @param sids those the policy has already; the new ones are added
 */
export function checkStatements(
  problems: Problems,
  prop: string,
  statements: readonly PolicyStatement[],
  sids: Set<string> = new Set(),
): void {
  problems.addIf(statements.length === 0, {
    prop,
    code: "no-statements",
    rule: "a policy needs at least one statement",
    value: [],
    fix: "add a statement or leave the grant out",
  });
  statements.forEach((statement, index) => {
    const at = problems.at(prop).at(index);
    checkActions(at, statement);
    // An Allow of everything but a few resources would be no list of resources at all.
    const spared = statement.effect === "Deny" ? (statement.notResources ?? []) : [];
    at.addIf((statement.resources ?? spared).length === 0, {
      prop: "resources",
      code: "no-resources",
      rule: "an identity policy names the resources it is about",
      value: statement.resources ?? [],
      fix: "add ARNs",
    });
    if (statement.sid !== undefined) {
      at.addIf(sids.has(statement.sid), {
        prop: "sid",
        code: "duplicate-sid",
        rule: "sids are unique in a policy",
        value: statement.sid,
        fix: "rename one of them",
      });
      sids.add(statement.sid);
    }
  });
}

function checkActions(problems: Problems, statement: PolicyStatement): void {
  const allow = statement.effect !== "Deny";
  statement.actions.forEach((action, index) => {
    ifKnown(action, (known) => {
      problems.at("actions").addIf(allow && /^(\*|[\w-]+:\*)$/.test(known), {
        prop: `[${index}]`,
        code: "wildcard-action",
        rule: "a statement that allows all actions of a service is not least privilege",
        value: known,
        fix: "name the actions that are needed",
      });
      problems.at("actions").addIf(known !== "*" && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(known), {
        prop: `[${index}]`,
        code: "invalid-action",
        rule: "an action is written service:Action",
        value: known,
        fix: "see the service authorization reference of AWS for the names",
      });
    });
  });
}

/** IAM writes a single value without a list; keeping to that form avoids a difference on every plan. */
function oneOrMany(values: readonly string[]): Json {
  return values.length === 1 && values[0] !== undefined ? values[0] : values;
}

function toJson(map: object): Json {
  return Object.fromEntries(
    Object.entries(map).map(([key, value]) => [
      key,
      Array.isArray(value) ? oneOrMany(value) : toJson(value as object),
    ]),
  );
}
