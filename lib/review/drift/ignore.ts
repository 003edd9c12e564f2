import * as fs from "node:fs";
import { parseDocument } from "yaml";
import { ConfigError, checkKnown, type Problems, resolveOrThrow } from "../../core/errors";
import { type Loose, list, record } from "../read/shape";

/** Drift nobody wants to hear of, for a while. */
export interface DriftIgnore {
  /** Address of the object; `*` stands for anything without a slash, `**` for anything. */
  readonly address: string;
  /** Argument, with everything below it: `tags.LastBackup`. @default all of the object */
  readonly attribute?: string;
  readonly reason: string;
  /** Last day it holds, as `2026-12-31` in UTC. */
  readonly expires: string;
}

const MEMBERS = ["address", "attribute", "reason", "expires"] as const;

/**
 * Reads a file of drift to ignore: YAML or JSON with a list `ignore`.
 *
 * @throws ConfigError `ignore-file-missing`, `ignore-file-unreadable`, `ignore-member-not-known`, `ignore-member-missing`,
 * `ignore-too-broad`, `ignore-expires-invalid`
 */
export function readDriftIgnores(file: string): readonly DriftIgnore[] {
  let content: string;
  try {
    content = fs.readFileSync(file, "utf8");
  } catch (error) {
    throw new ConfigError(file, "DriftIgnores", [
      {
        prop: "",
        code: "ignore-file-missing",
        rule: "the file cannot be read",
        value: error instanceof Error ? error.message : error,
        fix: "name a file with drift to ignore, or leave the option out",
      },
    ]);
  }
  return parseDriftIgnores(content, file);
}

/** Reads the text of such a file. */
export function parseDriftIgnores(content: string, name: string): readonly DriftIgnore[] {
  return resolveOrThrow(name, "DriftIgnores", (problems) => {
    const document = parseDocument(content);
    const root: unknown = document.errors.length === 0 ? document.toJS({ maxAliasCount: 0 }) : undefined;
    const given = record(root).ignore;
    problems.addIf(!Array.isArray(given), {
      prop: "ignore",
      code: "ignore-file-unreadable",
      rule: "a file of drift to ignore is YAML or JSON with a list of it",
      value: document.errors[0]?.message.split("\n")[0],
      fix: "write a list below ignore:, each with address, reason and expires",
    });
    return list(given).map((entry, index) => readIgnore(record(entry), problems.at("ignore").at(index)));
  });
}

function readIgnore(given: Loose, problems: Problems): DriftIgnore {
  const text = (member: (typeof MEMBERS)[number]) => {
    const value = given[member];
    return typeof value === "string" ? value.trim() : "";
  };
  for (const member of Object.keys(given)) {
    checkKnown(problems, member, "ignore-member-not-known", "a member", member, MEMBERS);
  }
  for (const member of ["address", "reason", "expires"] as const) {
    problems.addIf(text(member) === "", {
      prop: member,
      code: "ignore-member-missing",
      rule: "what is ignored is named, with the reason and the day it ends",
      fix: `add ${member}`,
    });
  }
  const [address, expires] = [text("address"), text("expires")];
  problems.addIf(address !== "" && !/[^*/.\s]/.test(address), {
    prop: "address",
    code: "ignore-too-broad",
    rule: "not everything may be ignored",
    value: address,
    fix: "name at least a part of the address",
  });
  problems.addIf(expires !== "" && Number.isNaN(endOf(expires)), {
    prop: "expires",
    code: "ignore-expires-invalid",
    rule: "it ends on a day",
    value: expires,
    fix: "write the last day it holds, such as 2026-12-31",
  });
  return {
    address,
    ...(text("attribute") !== "" && { attribute: text("attribute") }),
    reason: text("reason"),
    expires,
  };
}

/** Whether it still holds. */
export function holds({ expires }: DriftIgnore, now: Date): boolean {
  return now.getTime() <= endOf(expires);
}

/** Last moment of a day in UTC; not a number where the text is no day. */
function endOf(day: string): number {
  const end = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T23:59:59.999Z`) : Number.NaN;
  return !Number.isNaN(end) && new Date(end).toISOString().startsWith(day) ? end : Number.NaN;
}
