export { type DriftGroup, type DriftOptions, type DriftReport, findDrift } from "./drift/drift";
export { driftTitle, renderDriftIssue } from "./drift/drift-issue";
export { type DriftIgnore, parseDriftIgnores, readDriftIgnores } from "./drift/ignore";
export {
  compareFingerprints,
  type Fingerprint,
  type FingerprintDifference,
  fingerprintOf,
} from "./fingerprint/fingerprint";
export { configurationPlan } from "./fork/configuration-plan";
export { type Published, type PublishMode, type PublishOptions, publish } from "./github/publish";
export { type Comment, PullRequest, type PullRequestAddress } from "./github/pull-request";
export { type MaskedPlan, type MaskOptions, maskPlan } from "./mask/mask-plan";
export { type HtmlOptions, renderHtml } from "./output/html/render-html";
export { parseReviewFile, REVIEW_SCHEMA_VERSION, type ReviewFile, renderReviewFile } from "./output/json";
export { FAIL_ON_LEVELS, type FailOn, failsOn, labelsFor, REVIEW_LABELS } from "./output/labels";
export { type Marker, readMarker } from "./output/markdown/marker";
export { type MarkdownOptions, renderMarkdown } from "./output/markdown/render-markdown";
export { renderSarif, type SarifOptions } from "./output/sarif";
export { renderTerminal, type TerminalOptions } from "./output/terminal";
export type { Plan } from "./plan";
export { parsePlan } from "./read/parse-plan";
export { parsePlanText, readPlan } from "./read/read-plan";
export { readSynthesized, readSynthesizedApp, type Synthesized, synthesizedOf } from "./read/synthesized";
export type * from "./review";
export { RISK_LEVELS } from "./review";
export { type ReviewPlanOptions, reviewPlan } from "./review-plan";
export { parseWaivers, readWaivers, type Waiver } from "./risk/waivers";
