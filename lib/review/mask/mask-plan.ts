import { ConfigError } from "../../core/errors";
import type { Json } from "../../core/render";
import type { Plan, PlannedObject, PlannedOutput } from "../plan";
import { withoutIndices } from "../read/references";
import { isDeniedMember, isDeniedName, isSecretSection } from "./denied-names";
import { replaceDenied } from "./denied-text";
import { SECRET_PATTERNS } from "./secret-patterns";
import { Secrets } from "./secrets";

export interface MaskOptions {
  /** Variables whose values may be shown. @default none */
  readonly safeVariables?: readonly string[];
}

/** A plan without secrets: each stands as `(sensitive #n)`, the same secret with the same number. */
export type MaskedPlan = Plan & { readonly maskedValues: number };

/**
 * Takes every secret out of a plan. It fails closed, in four steps: what terraform marks as sensitive, before or after the
 * change, and what stands under a name of the deny list is hidden where it stands, whatever it is; the same text is then
 * hidden wherever it recurs, also inside other texts and encoded; what has the form of a well-known secret is hidden
 * everywhere; variables are hidden unless they are declared safe.
 *
 * Secrets shorter than six characters are looked for as whole values only, shorter than four nowhere else: a plan would
 * be blank otherwise.
 *
 * @throws ConfigError `nested-too-deeply`
 */
export function maskPlan(plan: Plan, options: MaskOptions = {}): MaskedPlan {
  const masking = new Masking();
  // Everything is looked at first: a secret may stand in the clear before it is marked as one.
  masking.collect(plan);
  return masking.apply(plan, new Set(options.safeVariables ?? []));
}

class Masking {
  private readonly secrets = new Secrets();
  /** Texts without what stands under denied names. */
  private readonly rewritten = new Map<string, string>();
  private readonly done = new Map<string, string>();
  /** Names of members, masked: they repeat even more. */
  private readonly names = new Map<string, string>();

  collect(plan: Plan): void {
    for (const object of [...plan.objects, ...plan.drift, ...plan.deferred.map((one) => one.object)]) {
      checkDepth(object);
      const marks = union(object.beforeSensitive, object.afterSensitive);
      this.collectValue(object.before, marks, object.type);
      if (object.after !== object.before) {
        this.collectValue(object.after, marks, object.type);
      }
    }
    for (const output of plan.outputs) {
      checkDepth(output);
      const { before, after, sensitive } = output;
      this.collectValue(before, sensitive, "");
      this.collectValue(after, sensitive, "");
    }
    for (const variable of Object.values(plan.variables)) {
      checkDepth(variable);
      const { value, sensitive } = variable;
      this.collectValue(value, sensitive, "");
    }
  }

  apply(plan: Plan, safe: ReadonlySet<string>): MaskedPlan {
    return {
      ...plan,
      objects: plan.objects.map((object) => this.object(object)),
      drift: plan.drift.map((object) => this.object(object)),
      deferred: plan.deferred.map((one) => ({ ...one, object: this.object(one.object) })),
      outputs: plan.outputs.map((output) => this.output(output)),
      variables: Object.fromEntries(
        Object.entries(plan.variables).map(([name, variable]) => {
          const shown = safe.has(name) && !variable.sensitive;
          return [name, { ...variable, value: this.value(variable.value, !shown, "") ?? null }];
        }),
      ),
      checks: plan.checks.map((check) => ({
        ...check,
        address: this.text(check.address),
        messages: check.messages.map((message) => this.text(message)),
      })),
      maskedValues: this.secrets.count,
    };
  }

  private object(object: PlannedObject): PlannedObject {
    const marks = union(object.beforeSensitive, object.afterSensitive);
    const { previousAddress, index, importId } = object;
    const before = this.value(object.before, marks, object.type);
    return {
      ...object,
      address: this.text(object.address),
      before,
      after: object.after === object.before ? before : this.value(object.after, marks, object.type),
      ...(previousAddress !== undefined && { previousAddress: this.text(previousAddress) }),
      ...(typeof index === "string" && { index: this.text(index) }),
      ...(importId !== undefined && { importId: this.text(importId) }),
    };
  }

  private output(output: PlannedOutput): PlannedOutput {
    const hidden = output.sensitive || isDeniedName(output.name);
    return {
      ...output,
      before: this.value(output.before, hidden, ""),
      after: this.value(output.after, hidden, ""),
    };
  }

  /** Learns what is secret in a value. `type` is that of the object whose members these are, otherwise empty. */
  private collectValue(value: Json | undefined, marks: Json, type: string): void {
    if (value === null || value === undefined) {
      return;
    }
    if (marks === true) {
      this.learn(value);
    } else if (typeof value === "string") {
      if (!this.rewritten.has(value)) {
        this.rewritten.set(
          value,
          replaceDenied(value, (secret) => this.secrets.add(secret)),
        );
      }
    } else if (typeof value === "object") {
      const inList = Array.isArray(value);
      for (const name of Object.keys(value)) {
        const member = (value as Members)[name];
        if (isHidden(type, name, member, inList)) {
          this.learn(member);
        } else {
          this.collectValue(member, marksOf(marks, name), "");
        }
      }
    }
  }

  /** Has every text in a secret value looked for, also in one that is JSON. */
  private learn(value: Json | undefined): void {
    if (typeof value === "string") {
      this.secrets.add(value);
      if (/^\s*[[{]/.test(value)) {
        this.learn(parsed(value));
      }
    } else if (typeof value === "number" && Math.abs(value) >= LEAST_NUMBER) {
      this.secrets.add(String(value));
    } else if (typeof value === "object" && value !== null) {
      for (const member of Object.values(value)) {
        this.learn(member);
      }
    }
  }

  /** The value without secrets; the same object where there are none in it. */
  private value(value: Json | undefined, marks: Json, type: string): Json | undefined {
    if (value === null || value === undefined) {
      return value;
    }
    if (marks === true) {
      return this.secrets.mark(value);
    }
    if (typeof value === "string") {
      return this.text(value);
    }
    if (typeof value !== "object") {
      return value;
    }
    const inList = Array.isArray(value);
    const names = Object.keys(value);
    let members: [string, Json | undefined][] | undefined;
    for (const [index, name] of names.entries()) {
      const member = (value as Members)[name];
      const shown = isHidden(type, name, member, inList)
        ? this.secrets.mark(member)
        : this.value(member, marksOf(marks, name), "");
      const key = inList ? name : this.name(name);
      if (shown !== member || key !== name) {
        members ??= names.slice(0, index).map((before) => [before, (value as Members)[before]]);
      }
      members?.push([key, shown]);
    }
    if (members === undefined) {
      return value;
    }
    return inList ? members.map(([, member]) => member ?? null) : (Object.fromEntries(members) as Json);
  }

  private name(name: string): string {
    const known = this.names.get(name);
    if (known !== undefined) {
      return known;
    }
    const masked = this.secrets.mask(name);
    this.names.set(name, masked);
    return masked;
  }

  private text(text: string): string {
    const known = this.done.get(text);
    if (known !== undefined) {
      return known;
    }
    const named = this.rewritten.get(text) ?? text;
    const masked = this.secrets.mask(maskPatterns(named, this.secrets));
    const shown = this.hidesInBase64(masked) ? this.secrets.mark(text) : masked;
    this.done.set(text, shown);
    return shown;
  }

  /** Whether a text is Base64 of something that holds a secret, at whatever place of it. */
  private hidesInBase64(text: string): boolean {
    if (!/^[A-Za-z0-9+/_-]{12,}={0,2}$/.test(text)) {
      return false;
    }
    const decoded = Buffer.from(text, "base64").toString("latin1");
    return this.secrets.mask(decoded) !== decoded || maskPatterns(decoded, this.secrets) !== decoded;
  }
}

/** Levels above which no value of a real plan nests. What reads one level after the other would break. */
const DEEPEST = 300;

function checkDepth(part: object): void {
  const { address, name } = part as { readonly address?: string; readonly name?: string };
  if (isDeeper(part, DEEPEST)) {
    // The key of an index may be a secret.
    throw new ConfigError(withoutIndices(address ?? name ?? "variables"), "Plan", [
      {
        prop: "",
        code: "nested-too-deeply",
        rule: `a value nests at most ${DEEPEST} levels`,
        fix: "read this plan in terraform's own output: nobody can make sure that what it holds can be shown",
      },
    ]);
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  if (levels === 0) {
    return true;
  }
  for (const name of Object.keys(value)) {
    const member = (value as { readonly [name: string]: unknown })[name];
    if (typeof member === "object" && isDeeper(member, levels - 1)) {
      return true;
    }
  }
  return false;
}

type Members = { readonly [name: string]: Json | undefined };

/** A number of fewer digits is a port, a size, a count: looking for it would blank the plan. */
const LEAST_NUMBER = 1_000_000;

function maskPatterns(text: string, secrets: Secrets): string {
  if (text.length < 8) {
    return text;
  }
  return SECRET_PATTERNS.reduce(
    (before, { pattern, hint }) =>
      hint !== undefined && !before.includes(hint)
        ? before
        : before.replace(pattern, (match, ...rest) => {
            const groups: unknown = rest.at(-1);
            const secret =
              typeof groups === "object" && groups !== null ? (groups as { secret?: string }).secret : match;
            return secret === undefined ? match : match.replace(secret, () => secrets.mark(secret));
          }),
    text,
  );
}

/** Whether a member is hidden by its name. Switches say nothing; a section is looked into, a list of texts is not. */
function isHidden(type: string, name: string, member: unknown, inList: boolean): boolean {
  if (inList || member === null || typeof member === "boolean") {
    return false;
  }
  if (typeof member !== "object") {
    return isDeniedMember(type, name);
  }
  const plain = Array.isArray(member) && member.every((item) => typeof item !== "object");
  return plain ? member.length > 0 && isDeniedMember(type, name) : isSecretSection(type, name);
}

/** Marks of a member: `true` for the whole counts for each of its parts. */
function marksOf(marks: Json, name: string): Json {
  if (typeof marks !== "object" || marks === null) {
    return marks === true;
  }
  return (marks as { readonly [key: string]: Json })[name] ?? false;
}

/** Marks where either has one. */
function union(one: Json, other: Json): Json {
  if (one === true || other === true) {
    return true;
  }
  const [left, right] = [one, other].map((marks) =>
    typeof marks === "object" && marks !== null ? marks : {},
  );
  const names = [...new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])];
  return names.length === 0
    ? false
    : Object.fromEntries(names.map((name) => [name, union(marksOf(one, name), marksOf(other, name))]));
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
