import * as fs from "node:fs";
import { parseDocument } from "yaml";
import { ConfigError, checkKnown, type Problems, resolveOrThrow } from "../../core/errors";
import { type Loose, list, record } from "../read/shape";
import type { Finding } from "../review";
import { matchesPattern } from "./patterns";
import { RULES, WAIVER_EXPIRED } from "./rules";

/** A finding somebody accepts, for a while. */
export interface Waiver {
  /** Id of a rule: `R1`. */
  readonly rule: string;
  /** Address of the object, or the name of the stack for what is said of a whole plan. `*` and `**` match. */
  readonly address?: string;
  /** Path of its construct. `*` and `**` match. */
  readonly construct?: string;
  /** Name of the only stack it is about. @default all stacks */
  readonly stack?: string;
  readonly reason: string;
  /** Last day it holds, as `2026-12-31` in UTC. */
  readonly expires: string;
}

const MEMBERS = ["rule", "address", "construct", "stack", "reason", "expires"] as const;

/**
 * Reads a file of waivers.
 *
 * @throws ConfigError `waivers-missing` and those of `parseWaivers`
 */
export function readWaivers(file: string): readonly Waiver[] {
  let content: string;
  try {
    content = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError(file, "Waivers", [
      {
        prop: "",
        code: "waivers-missing",
        rule: "the file cannot be read",
        value: error instanceof Error ? error.message : error,
        fix: "name a file with waivers, or leave the option out",
      },
    ]);
  }
  return parseWaivers(content, file);
}

/**
 * Reads waivers: YAML or JSON with a list `waivers`, each with `rule`, `address` or `construct`, `reason` and `expires`.
 *
 * @param name what to call it in errors
 * @throws ConfigError `waivers-unreadable`, `waiver-member-not-known`, `waiver-rule-not-known`, `waiver-target-missing`,
 * `waiver-too-broad`, `waiver-reason-missing`, `waiver-expires-invalid`
 */
export function parseWaivers(content: string, name: string): readonly Waiver[] {
  return resolveOrThrow(name, "Waivers", (problems) => {
    const document = parseDocument(content);
    const root: unknown = document.errors.length === 0 ? document.toJS({ maxAliasCount: 0 }) : undefined;
    const given = record(root).waivers;
    const empty = document.errors.length === 0 && (root === null || root === undefined);
    if (
      problems.addIf(!empty && !Array.isArray(given), {
        prop: "waivers",
        code: "waivers-unreadable",
        rule: "a file of waivers is YAML or JSON with a list of them",
        value: document.errors[0]?.message.split("\n")[0],
        fix: "write a list below waivers:, each with rule, address or construct, reason and expires",
      })
    ) {
      return [];
    }
    return list(given).map((waiver, index) => readWaiver(record(waiver), problems.at("waivers").at(index)));
  });
}

function readWaiver(given: Loose, problems: Problems): Waiver {
  const text = (member: (typeof MEMBERS)[number]) => {
    const value = given[member];
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
  for (const member of Object.keys(given)) {
    checkKnown(problems, member, "waiver-member-not-known", "a member of a waiver", member, MEMBERS);
  }
  const known = RULES.map(({ id }) => id).filter((id) => id !== WAIVER_EXPIRED.id);
  const [rule, address, construct] = [text("rule"), text("address"), text("construct")];
  checkKnown(problems, "rule", "waiver-rule-not-known", "a rule", rule ?? "", known);
  problems.addIf(address === undefined && construct === undefined, {
    prop: "",
    code: "waiver-target-missing",
    rule: "a waiver says what it is about",
    fix: "give the address of an object or the path of a construct",
  });
  for (const [prop, pattern] of Object.entries({ address, construct })) {
    problems.addIf(pattern !== undefined && !/[^*/.\s]/.test(pattern), {
      prop,
      code: "waiver-too-broad",
      rule: "a waiver may not cover everything",
      value: pattern,
      fix: "name at least a part of the address or the path",
    });
  }
  problems.addIf(text("reason") === undefined, {
    prop: "reason",
    code: "waiver-reason-missing",
    rule: "a waiver says why",
    fix: "write down who accepted it and why",
  });
  const expires = text("expires");
  problems.addIf(!isDay(expires), {
    prop: "expires",
    code: "waiver-expires-invalid",
    rule: "a waiver ends on a day",
    value: given.expires,
    fix: "write the last day it holds, such as 2026-12-31",
  });
  const stack = text("stack");
  return {
    rule: rule ?? "",
    ...(address !== undefined && { address }),
    ...(construct !== undefined && { construct }),
    ...(stack !== undefined && { stack }),
    reason: text("reason") ?? "",
    expires: expires ?? "",
  };
}

function isDay(text: string | undefined): boolean {
  const day =
    text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text ?? "");
}

/** Waivers that are about a stack, by whether they still hold. */
export class WaiverBook {
  /** Those that hold, by rule: most findings have none. */
  private readonly holding = new Map<string, Waiver[]>();
  private readonly ended: readonly Waiver[];
  private readonly missed = new Set<Waiver>();

  constructor(
    waivers: readonly Waiver[],
    private readonly stack: string,
    now: Date,
  ) {
    const today = now.toISOString().slice(0, 10);
    const ours = waivers.filter((waiver) => waiver.stack === undefined || waiver.stack === stack);
    for (const waiver of ours.filter(({ expires }) => expires >= today)) {
      this.holding.set(waiver.rule, [...(this.holding.get(waiver.rule) ?? []), waiver]);
    }
    this.ended = ours.filter(({ expires }) => expires < today);
  }

  /** The finding with the waiver that covers it; an expired one that would is kept in mind. */
  apply(finding: Finding, constructPath: string | undefined): Finding {
    const covers = (waiver: Waiver) => isAbout(waiver, finding, constructPath);
    const waiver = this.holding.get(finding.rule)?.find(covers);
    if (waiver !== undefined) {
      return { ...finding, waiver: { reason: waiver.reason, expires: waiver.expires } };
    }
    for (const ended of this.ended.filter(covers)) {
      this.missed.add(ended);
    }
    return finding;
  }

  /** What there is to say about waivers that ended. Ask when every finding was applied. */
  expired(): readonly Finding[] {
    return this.ended.map((waiver) => ({
      rule: WAIVER_EXPIRED.id,
      level: this.missed.has(waiver) ? "medium" : "low",
      address: this.stack,
      title: this.missed.has(waiver)
        ? "a waiver has expired, and what it covered is back"
        : "a waiver has expired",
      evidence: `${waiver.rule} for ${waiver.address ?? waiver.construct ?? ""} until ${waiver.expires}: ${waiver.reason}`,
      fix: "mend what it covered and take the waiver away, or renew it with a new reason",
    }));
  }
}

function isAbout(waiver: Waiver, { rule, address }: Finding, constructPath: string | undefined): boolean {
  return (
    waiver.rule === rule &&
    (waiver.address === undefined || matchesPattern(waiver.address, address)) &&
    (waiver.construct === undefined ||
      (constructPath !== undefined && matchesPattern(waiver.construct, constructPath)))
  );
}
