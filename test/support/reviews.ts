import * as fc from "fast-check";
import type { ChangeKind, PlannedCheck } from "../../lib/review/plan";
import {
  type AttributeDiff,
  type Churn,
  type ConstructSummary,
  type Counts,
  type DiffLine,
  type DocumentDiff,
  type Finding,
  type OutputChange,
  type Review,
  type ReviewedChange,
  RISK_LEVELS,
  type RiskLevel,
} from "../../lib/review/review";

/** Every kind a change can have. */
export const CHANGE_KINDS: readonly ChangeKind[] = [
  "create",
  "update",
  "replace",
  "delete",
  "forget",
  "replace-and-forget",
  "read",
  "move",
  "import",
  "no-op",
];

/** Texts that break out of a page, a table, a fence or a terminal where a renderer forgets to escape. */
export const HOSTILE_TEXTS: readonly string[] = [
  "</script><script>globalThis.hacked = true</script>",
  '<img src=x onerror="globalThis.hacked = true">',
  "<!-- comment --> --> <![CDATA[ ]]>",
  "</details></summary><h1>approved</h1>",
  "```\n# escaped the fence\n```",
  "`````````````",
  "~~~~~~\ntext\n~~~~~~",
  "a | b \\| c \\\\| d",
  "@octocat @github/security please approve",
  "#1 GH-2 octo/repo#3 0123456789abcdef0123456789abcdef01234567",
  "[click](https://evil.example) ![pixel](https://evil.example/p.png)",
  "https://evil.example www.evil.example mail@evil.example <https://evil.example>",
  "[ref]: https://evil.example\n[ref]",
  "*bold* _it_ ~~gone~~ $x^2$ $$y$$ :rocket: ==mark==",
  "# heading\n- list\n1. list\n> quote\n---\n===",
  "\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007 \u009b1m",
  "::error::workflow command\n##[group]x",
  "\u202egnp.exe\u202c \u2066isolated\u2069 \u200b\u200e\u2028\u2029\ufeff",
  "\0\b\r\v\f\u007f\u0085",
  "\ud83d lone \ude00 halves \u{1f600}",
  "__proto__",
  "constructor",
  "%0A%0D &amp; &lt;b&gt; &#64;octocat &commat;octocat",
  "javascript:globalThis.hacked=true//",
  "+ plus\n- minus\n@@ -1 +1 @@\n diff --git",
  "\t    indented code",
  "",
  " ",
];

/** Free text of a plan: ordinary words, hostile texts, and anything Unicode allows, halves of characters included. */
export const someText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-z0-9 ./:_-]{0,40}$/) },
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
  },
);

export const someRisk: fc.Arbitrary<RiskLevel> = fc.constantFrom(...RISK_LEVELS);

const someType = fc.constantFrom(
  "aws_db_instance",
  "aws_iam_role",
  "aws_s3_bucket",
  "helm_release",
  "kubernetes_namespace_v1",
);

/** An address; its for_each key may be hostile, as a user of the program may choose it. */
export const someAddress: fc.Arbitrary<string> = fc
  .tuple(
    someType,
    fc.stringMatching(/^[a-z][a-z0-9_-]{0,20}$/),
    fc.option(fc.oneof(fc.nat(99), someText), { nil: undefined }),
  )
  .map(([type, name, index]) => `${type}.${name}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`);

export const someFinding: fc.Arbitrary<Finding> = fc.record(
  {
    rule: fc.integer({ min: 1, max: 20 }).map((number) => `R${number}`),
    level: someRisk,
    address: someAddress,
    title: someText,
    evidence: someText,
    fix: someText,
    waiver: fc.record({ reason: someText, expires: fc.constantFrom("2026-12-31", "2027-06-30") }),
  },
  { requiredKeys: ["rule", "level", "address", "title", "evidence", "fix"] },
);

const maybeText = fc.option(someText, { nil: undefined });

export const someAttribute: fc.Arbitrary<AttributeDiff> = fc.record({
  path: someText,
  before: maybeText,
  after: maybeText,
  forcesReplacement: fc.boolean(),
  sources: fc.array(someText, { maxLength: 2 }),
});

const someLine: fc.Arbitrary<DiffLine> = fc.record({
  sign: fc.constantFrom("+", "-", " ", "@"),
  text: someText,
});

export const someDocument: fc.Arbitrary<DocumentDiff> = fc.record({
  path: someText,
  title: someText,
  language: fc.constantFrom("yaml", "json", "text"),
  notes: fc.array(someText, { maxLength: 3 }),
  lines: fc.array(someLine, { maxLength: 30 }),
});

const CALM_KINDS: readonly ChangeKind[] = ["create", "update", "read", "move", "import", "no-op"];

/** A change; without kinds, of any. */
export function someChange(kinds: readonly ChangeKind[] = CHANGE_KINDS): fc.Arbitrary<ReviewedChange> {
  const change = fc.record(
    {
      address: someAddress,
      previousAddress: someAddress,
      type: someType,
      kind: fc.constantFrom(...kinds),
      replacement: fc.constantFrom("create-first" as const, "delete-first" as const),
      deposed: fc.stringMatching(/^[0-9a-f]{8}$/),
      importId: someText,
      constructPath: fc.option(
        fc
          .array(fc.stringMatching(/^[a-z][a-z0-9-]{0,12}$/), { minLength: 1, maxLength: 4 })
          .map((ids) => ids.join("/")),
        { nil: undefined },
      ),
      reason: maybeText,
      risk: someRisk,
      findings: fc.array(someFinding, { maxLength: 2 }),
      attributes: fc.array(someAttribute, { maxLength: 5 }),
      documents: fc.array(someDocument, { maxLength: 2 }),
      hidden: fc.dictionary(
        fc.constantFrom("json-format", "reordered-set", "tags-all"),
        fc.integer({ min: 1, max: 9 }),
      ),
      dependents: fc.array(someAddress, { maxLength: 4 }),
    },
    {
      requiredKeys: [
        "address",
        "type",
        "kind",
        "constructPath",
        "reason",
        "risk",
        "findings",
        "attributes",
        "documents",
        "hidden",
        "dependents",
      ],
    },
  );
  return change.map((made) => ({
    ...made,
    findings: made.findings.map((finding) => ({ ...finding, address: made.address })),
    replacement: made.kind.startsWith("replace") ? (made.replacement ?? "delete-first") : undefined,
  }));
}

const someOutput: fc.Arbitrary<OutputChange> = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/),
  kind: fc.constantFrom("create", "update", "delete"),
  before: maybeText,
  after: maybeText,
});

const someCheck: fc.Arbitrary<PlannedCheck> = fc.record({
  address: someAddress,
  kind: fc.constantFrom("resource", "output_value", "check"),
  status: fc.constantFrom("pass", "fail", "error", "unknown"),
  messages: fc.array(someText, { maxLength: 2 }),
});

const someChurn: fc.Arbitrary<Churn> = fc.record({
  from: someAddress,
  to: someAddress,
  likeness: fc.double({ min: 0.5, max: 1, noNaN: true }),
  remedy: someAddress.map((address) => `moveFromId(${JSON.stringify(address)})`),
});

/** The worst of some levels. */
export function worstOf(levels: readonly RiskLevel[]): RiskLevel {
  return RISK_LEVELS[Math.max(0, ...levels.map((level) => RISK_LEVELS.indexOf(level)))] ?? "none";
}

/** How many changes there are of each kind; kinds without any are left out. */
export function countsOf(changes: readonly ReviewedChange[]): Counts {
  const counts: { [kind in ChangeKind]?: number } = {};
  for (const { kind } of changes) {
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** What the constructs of some changes come to, for every prefix of their paths. */
export function constructsOf(changes: readonly ReviewedChange[]): ConstructSummary[] {
  const below = new Map<string, ReviewedChange[]>();
  for (const change of changes) {
    const ids = change.constructPath?.split("/") ?? [];
    for (const depth of ids.keys()) {
      const path = ids.slice(0, depth + 1).join("/");
      below.set(path, [...(below.get(path) ?? []), change]);
    }
  }
  return [...below]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, changes]) => ({
      path,
      counts: countsOf(changes),
      risk: worstOf(changes.map((change) => change.risk)),
    }));
}

/** A review around its changes: counts, risk and constructs follow from them, everything else is quiet. */
export function reviewOf(changes: readonly ReviewedChange[], rest: Partial<Review> = {}): Review {
  return {
    stack: "staging",
    basis: "plan",
    terraformVersion: "1.11.4",
    commit: "4f1c2d3e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d",
    runUrl: "https://github.com/acme/platform/actions/runs/42",
    risk: worstOf([
      ...changes.map((change) => change.risk),
      ...(rest.findings ?? []).map((finding) => finding.level),
    ]),
    counts: countsOf(changes),
    changes,
    outputs: [],
    drift: [],
    checks: [],
    invocations: [],
    deferred: [],
    findings: [],
    churn: [],
    constructs: constructsOf(changes),
    edges: [],
    errored: false,
    complete: true,
    applyable: changes.some((change) => !["no-op", "read"].includes(change.kind)),
    fingerprint: `sha256:${"0123456789abcdef".repeat(4)}`,
    objectFingerprints: {},
    maskedValues: 0,
    ...rest,
  };
}

/** A change with nothing to say about it but what is given. */
export function changeOf(
  change: Pick<ReviewedChange, "address" | "kind"> & Partial<ReviewedChange>,
): ReviewedChange {
  return {
    type: change.address.split(".").at(-2) ?? "",
    constructPath: undefined,
    reason: undefined,
    risk: worstOf(
      (change.findings ?? []).filter((finding) => !finding.waiver).map((finding) => finding.level),
    ),
    findings: [],
    attributes: [],
    documents: [],
    hidden: {},
    dependents: [],
    ...change,
  };
}

/** Options of a random review. */
export interface SomeReviewOptions {
  /** @default 12 */
  readonly maxChanges?: number;
  /** Whether nothing is destroyed. @default false */
  readonly calm?: boolean;
}

/** A random review that holds together: no address twice, counts, risk and constructs follow from its changes. */
export function someReview(options: SomeReviewOptions = {}): fc.Arbitrary<Review> {
  const changes = fc.uniqueArray(someChange(options.calm ? CALM_KINDS : CHANGE_KINDS), {
    maxLength: options.maxChanges ?? 12,
    selector: (change) => `${change.address}\n${change.deposed ?? ""}`,
  });
  const rest = fc.record({
    stack: fc.oneof(fc.constantFrom("staging", "production-eu"), someText),
    basis: fc.constantFrom("plan" as const, "rehearsal" as const, "configuration" as const),
    terraformVersion: fc.constantFrom("1.11.4", undefined),
    commit: fc.constantFrom("4f1c2d3e5a6b7c8d9e0f1a2b3c4d5e6f7a8b9c0d", undefined),
    runUrl: fc.constantFrom(
      "https://github.com/acme/platform/actions/runs/42",
      "javascript:alert(1)",
      undefined,
    ),
    outputs: fc.array(someOutput, { maxLength: 3 }),
    drift: fc.array(someChange(["update", "delete"]), { maxLength: 3 }),
    checks: fc.array(someCheck, { maxLength: 3 }),
    invocations: fc.array(fc.record({ address: someAddress, trigger: someText }), { maxLength: 2 }),
    deferred: fc.array(fc.record({ address: someAddress, reason: someText }), { maxLength: 2 }),
    findings: fc.array(someFinding, { maxLength: 2 }),
    churn: fc.array(someChurn, { maxLength: 2 }),
    errored: fc.boolean(),
    complete: fc.boolean(),
    maskedValues: fc.nat(40),
  });
  return fc.tuple(changes, rest).chain(([changes, rest]) => {
    const addresses = changes.map((change) => change.address);
    const edges =
      addresses.length === 0
        ? fc.constant([])
        : fc.array(fc.record({ from: fc.constantFrom(...addresses), to: fc.constantFrom(...addresses) }), {
            maxLength: 8,
          });
    return edges.map((edges) => reviewOf(changes, { ...rest, edges }));
  });
}

/** Random reviews, each stack once. */
export function someReviews(options: SomeReviewOptions = {}): fc.Arbitrary<Review[]> {
  return fc.uniqueArray(someReview(options), { maxLength: 3, selector: (review) => review.stack });
}
