import { createHash } from "node:crypto";
import type { Finding, Review, RiskLevel } from "../review";
import type { RuleInfo } from "../risk/rule";
import { visible } from "./visible";
import { findingsOf, worstRisk } from "./words";

export interface SarifOptions {
  /** @default a rule is described by the title of its first finding */
  readonly rules?: readonly Pick<RuleInfo, "id" | "name" | "summary">[];
  /** Page that explains a rule. @default none is named */
  readonly helpUri?: (rule: string) => string;
  /** @default the version is left out */
  readonly toolVersion?: string;
  /**
   * File of the repository that findings of a stack are shown at: code scanning takes none without a file.
   *
   * @default `stacks/<stack>/cdk.tf.json`, as cdktf lays out its folder
   */
  readonly artifactUri?: (stack: string) => string;
}

const LEVELS: Readonly<Record<RiskLevel, "error" | "warning" | "note" | "none">> = {
  critical: "error",
  high: "error",
  medium: "warning",
  review: "note",
  low: "note",
  none: "none",
};

/** GitHub reads critical above 9.0, high from 7.0, medium from 4.0 and low below that. */
const SEVERITIES: Readonly<Record<RiskLevel, string | undefined>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  review: "3.0",
  low: "2.0",
  none: undefined,
};

/** The findings of reviews as SARIF 2.1.0, waived ones as suppressed. */
export function renderSarif(reviews: readonly Review[], options: SarifOptions = {}): string {
  const rules = rulesOf(reviews, options);
  const indices = new Map(rules.map(({ id }, index) => [id, index]));
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "slipway review",
            ...(options.toolVersion === undefined ? {} : { version: options.toolVersion }),
            rules,
          },
        },
        columnKind: "utf16CodeUnits",
        results: reviews.flatMap((review) => resultsOf(review, indices, options)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

/** Every rule that found something, by id, with the worst it found. */
function rulesOf(reviews: readonly Review[], { rules = [], helpUri }: SarifOptions) {
  const first = new Map<string, Finding>();
  const worst = new Map<string, RiskLevel>();
  for (const finding of reviews.flatMap((review) => allFindings(review))) {
    first.set(finding.rule, first.get(finding.rule) ?? finding);
    worst.set(finding.rule, worstRisk([worst.get(finding.rule) ?? "none", finding.level]));
  }
  return [...first]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([id, finding]) => {
      const told = rules.find((rule) => rule.id === id);
      const level = worst.get(id) ?? "none";
      const severity = SEVERITIES[level];
      return {
        id,
        ...(told === undefined ? {} : { name: told.name }),
        shortDescription: { text: plainText(told?.summary ?? finding.title) || id },
        ...(helpUri === undefined ? {} : { helpUri: helpUri(id) }),
        defaultConfiguration: { level: LEVELS[level] },
        properties: {
          tags: ["security", "terraform"],
          ...(severity === undefined ? {} : { "security-severity": severity }),
        },
      };
    });
}

function allFindings(review: Review): readonly Finding[] {
  return [...findingsOf(review, "open"), ...findingsOf(review, "waived")];
}

function resultsOf(review: Review, indices: ReadonlyMap<string, number>, options: SarifOptions) {
  const paths = new Map(review.changes.map(({ address, constructPath }) => [address, constructPath]));
  const uri = (options.artifactUri ?? defaultUri)(review.stack);
  return allFindings(review).map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: indices.get(finding.rule),
    level: LEVELS[finding.level],
    message: {
      text: plainText(
        `${finding.title}: ${finding.address}. Seen: ${finding.evidence}. Way out: ${finding.fix}.`,
      ),
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri }, region: { startLine: 1 } },
        logicalLocations: [
          {
            name: visible(finding.address),
            fullyQualifiedName: visible(paths.get(finding.address) ?? `${review.stack}/${finding.address}`),
            kind: "resource",
          },
        ],
      },
    ],
    partialFingerprints: { "slipwayFinding/v1": fingerprintOf(review, finding) },
    ...(finding.waiver === undefined ? {} : { suppressions: [suppressionOf(finding.waiver)] }),
    properties: { stack: visible(review.stack), risk: finding.level },
  }));
}

function suppressionOf({ reason, expires }: NonNullable<Finding["waiver"]>) {
  return { kind: "external", status: "accepted", justification: plainText(`${reason} (until ${expires})`) };
}

/** Text of a message: SARIF makes a link of a bracketed text with a target in parentheses behind it. */
function plainText(text: string): string {
  return visible(text).replaceAll("](", "] (");
}

/** The same finding in two runs, whatever its evidence says, so that an alert stays one alert. */
function fingerprintOf(review: Review, finding: Finding): string {
  return createHash("sha256")
    .update(JSON.stringify([review.stack, finding.rule, finding.address]))
    .digest("hex");
}

function defaultUri(stack: string): string {
  return `stacks/${encodeURIComponent(stack.replace(/\p{Cs}/gu, "\ufffd"))}/cdk.tf.json`;
}
