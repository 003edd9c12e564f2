import { UNKNOWN } from "../diff/settled";
import { isEmpty } from "../diff/values";
import { actionEvidence, isCreated } from "./action";
import { changedMembers, type LeafPair, shown } from "./leaves";
import type { Hit, Rule, Subject } from "./rule";

/** Names of arguments, read from the schema of the provider aws 5.100.0; they mean the same wherever they stand. */
const FLAGS: ReadonlySet<string> = new Set([
  "at_rest_encryption_enabled",
  "enable_key_rotation",
  "encrypted",
  "is_enabled",
  "storage_encrypted",
  "transit_encryption_enabled",
]);

const KEYS: ReadonlySet<string> = new Set(["kms_key_arn", "kms_key_id", "kms_master_key_id"]);

const BLOCKS: ReadonlySet<string> = new Set([
  "encrypt_at_rest",
  "encryption_config",
  "encryption_configuration",
  "server_side_encryption",
]);

const NAMES: ReadonlySet<string> = new Set([...FLAGS, ...KEYS, ...BLOCKS]);

/** Objects that do nothing but encrypt others. */
const TYPES: ReadonlySet<string> = new Set([
  "aws_ebs_encryption_by_default",
  "aws_s3_bucket_server_side_encryption_configuration",
]);

/** Encryption that ends, or goes over to another key. */
export const ENCRYPTION_WEAKENED: Rule = {
  id: "R6",
  name: "encryption-weakened",
  summary: "Encryption is turned off, or data has to be written anew with another key.",
  level: "high",
  check: (subject) => [
    ...changedMembers(subject.before, subject.after, NAMES).flatMap((pair) => hit(pair, subject)),
    ...(TYPES.has(subject.object.type) && subject.object.kind === "delete"
      ? [
          {
            level: "high" as const,
            title: "the rule that encrypts is taken away",
            evidence: `${subject.object.type}: ${actionEvidence(subject.object)}`,
            fix: "keep it as long as data is written there",
          },
        ]
      : []),
  ],
};

function hit(pair: LeafPair, { object }: Subject): readonly Hit[] {
  const { name, path, before, after } = pair;
  const evidence = `${path} ${shown(before)} -> ${shown(after)}`;
  if (after === UNKNOWN) {
    return [];
  }
  if (FLAGS.has(name)) {
    // A key that is made without a word on it being enabled is enabled.
    const off =
      name === "is_enabled" ? before === true && after === false : after === false || isEmpty(after);
    if (isCreated(object)) {
      return after === false && name !== "is_enabled" && name !== "enable_key_rotation"
        ? [{ level: "medium", title: "it is not encrypted", evidence, fix: FIX }]
        : [];
    }
    return before === true && off
      ? [{ level: "high", title: FLAG_TITLES[name] ?? "encryption is turned off", evidence, fix: FIX }]
      : [];
  }
  if (BLOCKS.has(name)) {
    return !isEmpty(before) && isEmpty(after)
      ? [{ level: "high", title: "encryption is turned off", evidence, fix: FIX }]
      : [];
  }
  if (isEmpty(before)) {
    return [];
  }
  const forces = object.replacePaths.some((parts) => parts.includes(name));
  return [
    {
      level: forces ? "high" : "medium",
      title: isEmpty(after)
        ? "its own key is taken away"
        : forces
          ? "another key forces a replacement"
          : "another key encrypts from now on",
      evidence,
      fix: forces
        ? "copy the data with the new key first, from a snapshot where there is one"
        : "make sure that every reader may use the key, and keep the old one for what it encrypted",
    },
  ];
}

const FLAG_TITLES: { readonly [name: string]: string } = {
  enable_key_rotation: "the key is no longer rotated",
  is_enabled: "the key is disabled, and with it everything it encrypts",
  transit_encryption_enabled: "encryption on the way is turned off",
};

const FIX =
  "keep it encrypted; a key of one's own costs little and can be taken from whoever should not read";
