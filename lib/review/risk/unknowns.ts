import { UNKNOWN } from "../diff/settled";
import { isObject } from "../diff/values";
import { isCreated, isDestroyed } from "./action";
import { changedMembers } from "./leaves";
import type { Hit, Rule, Subject } from "./rule";

/** Arguments that decide who gets in, what runs and what is kept: not knowing them is a risk of its own. */
const TELLING: ReadonlySet<string> = new Set([
  "ami",
  "cidr_blocks",
  "cidr_ipv4",
  "cidr_ipv6",
  "deletion_protection",
  "encrypted",
  "force_destroy",
  "image",
  "image_id",
  "image_uri",
  "ipv6_cidr_blocks",
  "policy_arn",
  "public_access_cidrs",
  "publicly_accessible",
  "skip_final_snapshot",
  "storage_encrypted",
]);

/** The same of what has a value already; of a new object they are often computed. */
const TELLING_WHEN_CHANGED: ReadonlySet<string> = new Set([
  ...TELLING,
  "egress",
  "ingress",
  "values",
  "version",
]);

/** Providers that rules know something about, or that do nothing of their own. */
const KNOWN_PROVIDERS: ReadonlySet<string> = new Set([
  "archive",
  "aws",
  "cloudinit",
  "helm",
  "kubernetes",
  "local",
  "null",
  "random",
  "terraform",
  "time",
  "tls",
]);

/** What nothing can be said about. */
export const UNKNOWN_RISK: Rule = {
  id: "R12",
  name: "unknown-risk",
  summary:
    "A policy, an address range or an image is known after apply only, nobody could read it, or no rule knows the provider.",
  level: "review",
  check: (subject) => [
    ...unknownArguments(subject),
    ...unreadArguments(subject),
    ...unknownProvider(subject),
    ...unknownAction(subject),
  ],
};

/** The part of R12 that means something for what changed outside of terraform. */
export const UNREAD: Rule = { ...UNKNOWN_RISK, check: unreadArguments };

function unknownArguments(subject: Subject): readonly Hit[] {
  const { object, before, after } = subject;
  if (!isObject(after)) {
    return after === UNKNOWN ? [hit(["everything"])] : [];
  }
  const names = isCreated(object) || before === undefined ? TELLING : TELLING_WHEN_CHANGED;
  const members = changedMembers(before, after, names)
    .filter((pair) => holdsUnknown(pair.after))
    .map(({ path }) => path);
  const policies = subject.policies
    .filter((pair) => typeof pair.after === "string" && pair.after.includes(UNKNOWN))
    .map(({ path }) => path);
  // Of a new object, what nobody said anything about is the provider's to fill in.
  const said = (path: string) => !isCreated(object) || (subject.configured?.(object, path) ?? true);
  const paths = [...new Set([...policies, ...members])].filter(said);
  return paths.length === 0 ? [] : [hit(paths)];
}

function hit(paths: readonly string[]): Hit {
  return {
    level: "review",
    title: "what it comes to is not known yet",
    evidence: `${paths.join(", ")}: known after apply`,
    fix: "look at what the value is made of, or apply that first and plan again",
  };
}

/** Rules that would have read it had nothing to read, and say nothing: silence must not pass for safety. */
function unreadArguments({ unread }: Subject): readonly Hit[] {
  const names = unread.map((path) => path || "the whole object");
  return names.length === 0
    ? []
    : [
        {
          level: "review",
          title: "nobody could read what it comes to",
          evidence: `${names.join(", ")}: no YAML that can be read, too much of it in one plan, or nested too deeply`,
          fix: "read it in the diff or in terraform's own output; plan in smaller parts where there is too much",
        },
      ];
}

function holdsUnknown(value: unknown): boolean {
  return Array.isArray(value) ? value.some(holdsUnknown) : value === UNKNOWN;
}

function unknownProvider({ object }: Subject): readonly Hit[] {
  const provider = object.provider.slice(object.provider.lastIndexOf("/") + 1);
  return object.mode === "data" || provider === "" || KNOWN_PROVIDERS.has(provider)
    ? []
    : [
        {
          level: "review",
          title: `nothing is known of ${object.type}`,
          evidence: `provider ${object.provider}`,
          fix: `read what the change of ${object.type} means${isDestroyed(object) ? ", and what goes with it" : ""}`,
        },
      ];
}

/** A newer terraform may do what this does not know. */
function unknownAction({ object }: Subject): readonly Hit[] {
  return object.actions.length > 0
    ? []
    : [
        {
          level: "review",
          title: "what happens to it is not known",
          evidence: "the plan names no action that is known",
          fix: "read it in terraform's own output, and update Slipway",
        },
      ];
}
