import type { Json } from "../../core/render";
import { type PolicyWidening, policyChange } from "../diff/policy";
import type { PolicyPair } from "../diff/policy-attributes";
import { readPolicy } from "../diff/policy-statements";
import { isEmpty, listed, member, textOf, texts } from "../diff/values";
import type { RiskLevel } from "../review";
import { isCreated } from "./action";
import { factHits } from "./kubernetes";
import { highest, isAtLeast, lowered } from "./levels";
import type { Hit, Rule, Subject } from "./rule";

/** Rights that a change gives. */
export const ACCESS_WIDENED: Rule = {
  id: "R3",
  name: "access-widened",
  summary: "Somebody may do what they could not do before.",
  level: "critical",
  check: (subject) => [
    ...subject.policies.flatMap((pair) => policyHits(subject, pair)),
    ...grantHits(subject),
    ...factHits("R3", subject),
  ],
};

const FIX = "name the actions, resources and principals that are needed, and no more";

function policyHits({ object, before }: Subject, pair: PolicyPair): readonly Hit[] {
  const change = policyChange(pair.before, pair.after);
  if (change?.widening === undefined) {
    return [];
  }
  const created = isCreated(object) || before === undefined;
  const found = judge(change.widening, pair, object.type, created);
  // What is new has to have some rights: only the dangerous ones are worth a word.
  const judged = created
    ? found
        .map((one) => ({ ...one, level: lowered(one.level) }))
        .filter(({ level }) => isAtLeast(level, "medium"))
    : found;
  if (judged.length === 0) {
    return [];
  }
  const level = highest(judged.map((one) => one.level));
  const worst = judged.filter((one) => one.level === level).map(({ words }) => words);
  return [
    {
      level,
      title: `${pair.trust ? "trust policy" : "policy"} gives more: ${listed([...new Set(worst)], 3)}`,
      evidence: `${pair.path}: ${listed(change.notes.filter(widens), 4)}`,
      fix: FIX,
    },
  ];
}

function widens(note: string): boolean {
  return note.startsWith("newly allows") || note.startsWith("no longer denies");
}

interface Judged {
  readonly level: RiskLevel;
  readonly words: string;
}

function judge(
  widening: PolicyWidening,
  pair: PolicyPair,
  type: string,
  created: boolean,
): readonly Judged[] {
  const ofIdentity = type.startsWith("aws_iam_") && !pair.trust;
  const known = accountsOf(pair.before);
  return [
    ...(pair.trust
      ? []
      : widening.actions.map((action) => ({ level: actionLevel(action, type), words: action }))),
    ...(created || !ofIdentity
      ? []
      : widening.resources.map((resource) => ({
          level: (resource === "*" || resource.startsWith("NotResource") ? "high" : "medium") as RiskLevel,
          words: `on ${resource}`,
        }))),
    ...widening.principals.map((principal) => ({
      level: principalLevel(principal, pair, known, created),
      words: principal === "*" ? "everybody" : principal,
    })),
    ...widening.conditionsRemoved.map((condition) => ({
      level: "high" as const,
      words: `without ${condition}`,
    })),
    ...widening.deniesRemoved.map((deny) => ({ level: "high" as const, words: `no longer denied: ${deny}` })),
  ];
}

function actionLevel(action: string, type: string): RiskLevel {
  const name = action.toLowerCase();
  // The policy of a key names its account with kms:*, as AWS proposes.
  if (name === "kms:*" && type.startsWith("aws_kms_")) {
    return "medium";
  }
  return ACTION_LEVELS.find(({ pattern }) => pattern.test(name))?.level ?? "medium";
}

const ACTION_LEVELS: readonly { readonly pattern: RegExp; readonly level: RiskLevel }[] = [
  { pattern: /^(\*|\*:\*|iam:\*|iam\*)$/, level: "critical" },
  { pattern: /^notaction:/, level: "high" },
  { pattern: /^iam:(get|list|simulate|generate)/, level: "medium" },
  { pattern: /^iam:/, level: "high" },
  { pattern: /^sts:(assumerole|\*)/, level: "high" },
  { pattern: /^kms:(\*|putkeypolicy|creategrant|schedulekeydeletion|disablekey)/, level: "high" },
  { pattern: /^[\w-]+:(describe|list)[\w-]*\*$/, level: "medium" },
  { pattern: /\*/, level: "high" },
];

function principalLevel(
  principal: string,
  pair: PolicyPair,
  known: ReadonlySet<string>,
  created: boolean,
): RiskLevel {
  if (principal === "*" || principal.startsWith("NotPrincipal")) {
    return principal === "*" && !isOpenToAll(pair.after) ? "high" : "critical";
  }
  if (principal.startsWith("AWS:")) {
    const account = /\d{12}/.exec(principal)?.[0];
    return pair.trust || (account !== undefined && !created && !known.has(account)) ? "high" : "medium";
  }
  return pair.trust && !created ? "high" : "medium";
}

/** Whether a statement lets everybody in without a condition. */
function isOpenToAll(policy: Json | undefined): boolean {
  return (readPolicy(policy) ?? []).some(
    ({ effect, principals, conditions }) =>
      effect === "Allow" && principals?.patterns.includes("*") && conditions.length === 0,
  );
}

function accountsOf(policy: Json | undefined): ReadonlySet<string> {
  const text = typeof policy === "string" ? policy : JSON.stringify(policy ?? "");
  return new Set(text.match(/\d{12}/g) ?? []);
}

/** Rights that are given by name instead of by a policy. */
const GRANTS: readonly { readonly pattern: RegExp; readonly level: RiskLevel }[] = [
  { pattern: /:policy\/(AdministratorAccess|IAMFullAccess)$/, level: "critical" },
  { pattern: /:policy\/PowerUserAccess$/, level: "high" },
  { pattern: /cluster-access-policy\/AmazonEKS(ClusterAdmin|Admin)Policy$/, level: "high" },
  { pattern: /:policy\/(?:[\w-]+\/)*\w*FullAccess$/, level: "medium" },
];

function grantHits({ object, before, after }: Subject): readonly Hit[] {
  const old = new Set([
    ...texts(member(before, "policy_arn")),
    ...texts(member(before, "managed_policy_arns")),
  ]);
  const granted = [...texts(member(after, "policy_arn")), ...texts(member(after, "managed_policy_arns"))];
  const policies = granted
    .filter((arn) => !old.has(arn))
    .flatMap((arn): Hit[] => {
      const grant = GRANTS.find(({ pattern }) => pattern.test(arn));
      return grant === undefined
        ? []
        : [
            {
              level: grant.level,
              title: `${arn.slice(arn.lastIndexOf("/") + 1)} is given`,
              evidence: `${object.type}: ${arn}`,
              fix: FIX,
            },
          ];
    });
  const boundary = textOf(member(before, "permissions_boundary"));
  const unbound = after !== undefined && !isEmpty(boundary) && isEmpty(member(after, "permissions_boundary"));
  return [
    ...policies,
    ...(unbound
      ? [
          {
            level: "high" as const,
            title: "the permissions boundary is taken off",
            evidence: `permissions_boundary ${boundary} -> none`,
            fix: "keep the boundary, or replace it by a narrower one",
          },
        ]
      : []),
    ...(object.type === "aws_iam_access_key" && isCreated(object)
      ? [
          {
            level: "medium" as const,
            title: "a key that never ends is made",
            evidence: `access key of ${textOf(member(after, "user")) ?? "a user"}`,
            fix: "use a role: OIDC for pipelines, Pod Identity for workloads",
          },
        ]
      : []),
  ];
}
