import * as fc from "fast-check";
import type { Finding } from "../../../../lib/review/review";
import { UNKNOWN_RISK, UNREAD } from "../../../../lib/review/risk/unknowns";
import { hitsOf, resourceChange, reviewOf } from "../../../support/plans";

const rest = { provider_name: "registry.terraform.io/integrations/github" };

describe("R12, what is not known", () => {
  it.each([
    [
      "a policy",
      { address: "aws_iam_policy.a", before: { policy: "{}" }, after: {}, unknown: { policy: true } },
    ],
    ["a policy that is new", { address: "aws_iam_policy.a", after: {}, unknown: { policy: true } }],
    [
      "an address range",
      {
        address: "aws_security_group_rule.a",
        before: { cidr_blocks: ["10.0.0.0/8"] },
        after: { cidr_blocks: [null] },
        unknown: { cidr_blocks: [true] },
      },
    ],
    ["an image", { address: "aws_lambda_function.a", after: {}, unknown: { image_uri: true } }],
    [
      "rights by name",
      { address: "aws_iam_role_policy_attachment.a", after: {}, unknown: { policy_arn: true } },
    ],
    [
      "values that were known",
      { address: "helm_release.a", before: { values: ["a: 1"] }, after: {}, unknown: { values: true } },
    ],
    ["everything", { address: "aws_vpc.a", before: {}, unknown: true, actions: ["update"] }],
  ])("fires for %s", (_, spec) => {
    expect(hitsOf(UNKNOWN_RISK, spec)).toEqual([expect.objectContaining({ level: "review" })]);
  });

  it("says which arguments", () => {
    const unknown = { policy: true, name: true };
    const [hit] = hitsOf(UNKNOWN_RISK, { address: "aws_iam_policy.a", after: {}, unknown });
    expect(hit?.evidence).toBe("policy: known after apply");
  });

  it.each([
    ["an id", { address: "aws_vpc.a", after: {}, unknown: { id: true, arn: true } }],
    [
      "rules a new group computes",
      { address: "aws_security_group.a", after: {}, unknown: { ingress: true } },
    ],
    ["values of a new release", { address: "helm_release.a", after: {}, unknown: { values: [true] } }],
    ["what goes", { address: "aws_iam_policy.a", before: { policy: "{}" } }],
    ["a data source of an unknown provider", { address: "data.github_team.a", after: {}, rest }],
  ])("is quiet about %s", (_, spec) => {
    expect(hitsOf(UNKNOWN_RISK, spec)).toEqual([]);
  });

  it("fires for providers no rule knows, whatever happens", () => {
    const levels = [{ after: {} }, { before: {} }, { before: { a: 1 }, after: { a: 2 } }].map(
      (spec) => hitsOf(UNKNOWN_RISK, { address: "github_team.a", rest, ...spec })[0]?.title,
    );
    expect(levels).toEqual(Array.from({ length: 3 }, () => "nothing is known of github_team"));
  });

  it.each([
    [["values"], "values: "],
    [[""], "the whole object: "],
  ])("fires for what nobody could read: %j", (unread, evidence) => {
    const spec = { address: "helm_release.a", before: { values: ["a: 1"] }, after: { values: ["a: ["] } };
    const hit = expect.objectContaining({
      level: "review",
      title: "nobody could read what it comes to",
      evidence: expect.stringContaining(evidence),
    });
    expect(hitsOf(UNKNOWN_RISK, spec, { unread })).toEqual([hit]);
    expect(hitsOf(UNREAD, spec, { unread })).toEqual([hit]);
    expect(hitsOf(UNREAD, spec)).toEqual([]);
  });

  it("is quiet about what the program leaves to the provider, of new objects only", () => {
    const unknown = { policy: true };
    const created = { address: "aws_s3_bucket.a", after: {}, unknown };
    const updated = { ...created, before: { policy: "{}" } };
    const left = { configured: () => false };
    expect(hitsOf(UNKNOWN_RISK, created, left)).toEqual([]);
    expect(hitsOf(UNKNOWN_RISK, created, { configured: () => true })).toHaveLength(1);
    expect(hitsOf(UNKNOWN_RISK, updated, left)).toHaveLength(1);
  });

  it("fires for actions it does not know", () => {
    const spec = { address: "aws_vpc.a", before: {}, after: {}, actions: ["transmogrify"] };
    expect(hitsOf(UNKNOWN_RISK, spec)[0]?.title).toBe("what happens to it is not known");
  });
});

/** Whether a finding says that something could not be read. */
function isUnread({ rule, title }: Finding): boolean {
  return rule === "R12" && title.startsWith("nobody could read");
}

describe("R12 in a review of what nobody can read", () => {
  const spec = (text: string) => ({
    address: "helm_release.a",
    before: { values: ["a: 1"] },
    after: { values: [text] },
  });

  it.each([
    ["what is no YAML", "a: [", undefined],
    ["more YAML than may be read", "a: 2", 4],
    ["what is nested too deeply", `${"- ".repeat(200)}a`, undefined],
  ])("asks for a look at %s", (_, text, yamlCharacters) => {
    const options = yamlCharacters === undefined ? {} : { yamlCharacters };
    const review = reviewOf([spec(text)], options, { resource_drift: [resourceChange(spec(text))] });
    for (const change of [...review.changes, ...review.drift]) {
      expect(change.risk).toBe("review");
      expect(change.findings.filter(isUnread)).toHaveLength(1);
    }
    expect([review.changes.length, review.drift.length]).toEqual([1, 1]);
  });

  it("is content with what it can read", () => {
    expect(reviewOf([spec("a: 2")]).changes[0]).toMatchObject({ risk: "low", findings: [] });
  });

  it("is the same in any order also where there is too much YAML to be read", () => {
    const values = fc.array(fc.constantFrom("a: 1", "b: [x]", "c: {d: 2}", "e: ["), { minLength: 1 });
    const release = fc.record({ before: values, after: values });
    const some = fc.array(release, { minLength: 2, maxLength: 8 });
    let unread = 0;
    fc.assert(
      fc.property(
        some.chain((bodies) => {
          const specs = bodies.map(({ before, after }, index) => ({
            address: `helm_release.r${index}`,
            before: { values: [before.join("\n")] },
            after: { values: [after.join("\n")] },
          }));
          return fc.tuple(fc.constant(specs), fc.shuffledSubarray(specs, { minLength: specs.length }));
        }),
        fc.integer({ min: 0, max: 60 }),
        ([specs, shuffled], yamlCharacters) => {
          const options = { yamlCharacters };
          const drift = (some: typeof specs) => ({ resource_drift: some.map(resourceChange) });
          const review = reviewOf(specs, options, drift(specs));
          expect(reviewOf(shuffled, options, drift(shuffled))).toEqual(review);
          unread += review.changes.filter(({ findings }) => findings.some(isUnread)).length;
        },
      ),
    );
    expect(unread).toBeGreaterThan(100);
  });
});
