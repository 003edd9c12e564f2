import * as fs from "node:fs";
import * as path from "node:path";
import * as fc from "fast-check";
import { planChange } from "../../../lib/rehearsal/harness/plan-change";
import { maskPlan } from "../../../lib/review/mask/mask-plan";
import { parsePlan } from "../../../lib/review/read/parse-plan";
import { readSynthesized, synthesizedOf } from "../../../lib/review/read/synthesized";
import type { Review } from "../../../lib/review/review";
import { reviewPlan } from "../../../lib/review/review-plan";
import { type ChangeSpec, resourceChange, reviewOf, TODAY } from "../../support/plans";
import { planDocument, someChanges } from "../../support/random-plans";
import { removeTemporaryFolders, synthesized } from "../../support/rehearsals";
import { describeWithTerraform } from "../../support/terraform";

const FIXTURE = path.join(__dirname, "..", "..", "fixtures", "plans", "terraform-data.json");

function reviewDocument(document: object): Review {
  const plan = maskPlan(parsePlan(document, "test"));
  return reviewPlan(plan, undefined, { stack: "shop", basis: "plan", now: TODAY });
}

function fixture() {
  return JSON.parse(fs.readFileSync(FIXTURE, "utf8"));
}

const SYNTHESIZED = synthesizedOf(
  {
    resource: {
      aws_db_instance: { shop_Orders_1A: { "//": { metadata: { path: "shop/Data/Orders" } } } },
      aws_sqs_queue: { shop_New_2B: { "//": { metadata: { path: "shop/Queues/New" } } } },
    },
  },
  "shop",
);

const DATABASE: ChangeSpec = {
  address: "aws_db_instance.shop_Orders_1A",
  before: { identifier: "orders", storage_encrypted: false },
  after: { identifier: "orders", storage_encrypted: true },
  actions: ["delete", "create"],
  change: { replace_paths: [["storage_encrypted"]] },
  rest: { action_reason: "replace_because_cannot_update" },
};
const UPDATE: ChangeSpec = { address: "aws_sns_topic.a", before: { tags: {} }, after: { tags: { a: "b" } } };

describe("reviewPlan on what terraform wrote", () => {
  const review = reviewDocument(fixture());

  it("counts everything, and shows everything that is not left alone", () => {
    expect(review.counts).toEqual({
      replace: 2,
      "no-op": 3,
      delete: 2,
      forget: 1,
      update: 3,
      create: 1,
      move: 1,
    });
    expect(review.changes).toHaveLength(10);
    expect(review.changes.map(({ kind }) => kind)).not.toContain("no-op");
  });

  it("says why, where an object was and what it is imported as", () => {
    const of = (name: string) => review.changes.find(({ address }) => address === `terraform_data.${name}`);
    expect(of("rep")?.reason).toBe("triggers_replace cannot be changed in place");
    expect(of("cnt[2]")?.reason).toBe("its number is beyond the count");
    expect(of("newname")).toMatchObject({
      previousAddress: "terraform_data.oldname",
      risk: "none",
      findings: [],
    });
    expect(of("imp")).toMatchObject({ importId: "abc", kind: "update" });
    expect(of("cbd")?.replacement).toBe("create-first");
  });

  it("carries outputs, checks, versions and the fingerprint", () => {
    expect(review.outputs.map(({ name, kind }) => [name, kind])).toEqual([
      ["gone", "delete"],
      ["o", "update"],
      ["secret", "create"],
    ]);
    expect(review.checks.some(({ status }) => status === "fail")).toBe(true);
    expect(review.findings.map(({ rule }) => rule)).toContain("R17");
    expect(review.terraformVersion).toBe("1.11.4");
    expect(review.fingerprint).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(Object.keys(review.objectFingerprints)).toContain("terraform_data.rep");
    expect([review.errored, review.complete, review.applyable]).toEqual([false, true, true]);
  });

  it("holds none of its secrets", () => {
    const text = JSON.stringify(review);
    for (const secret of ["hunter2", "hunter3", "s3cr3t"]) {
      expect(text).not.toContain(secret);
    }
    expect(review.maskedValues).toBeGreaterThan(0);
  });

  it("is the same for the same plan in another order", () => {
    const plan = fixture();
    const turned = { ...plan, resource_changes: [...plan.resource_changes].reverse() };
    expect(reviewDocument(turned)).toEqual(review);
  });
});

describe("reviewPlan", () => {
  it("puts what is dangerous first and rolls it up by construct", () => {
    const review = reviewOf([UPDATE, DATABASE], {}, {}, SYNTHESIZED);
    expect(review.risk).toBe("critical");
    expect(review.changes.map(({ address, risk }) => [address, risk])).toEqual([
      [DATABASE.address, "critical"],
      [UPDATE.address, "low"],
    ]);
    expect(review.changes[0]).toMatchObject({
      constructPath: "shop/Data/Orders",
      reason: "storage_encrypted cannot be changed in place",
      findings: [expect.objectContaining({ rule: "R1", level: "critical", address: DATABASE.address })],
    });
    expect(review.constructs.map((one) => [one.path, one.risk])).toEqual([
      ["shop", "critical"],
      ["shop/Data", "critical"],
      ["shop/Data/Orders", "critical"],
    ]);
  });

  it("is calm about a calm plan, and about none", () => {
    expect(reviewOf([UPDATE])).toMatchObject({ risk: "low", findings: [], counts: { update: 1 } });
    expect(reviewOf([{ ...UPDATE, actions: ["no-op"] }])).toMatchObject({ risk: "none", changes: [] });
    expect(reviewOf([])).toMatchObject({ risk: "none", counts: {}, constructs: [] });
  });

  it("lets a waiver take the risk away and still shows the finding", () => {
    const waiver = { rule: "R1", construct: "shop/Data/**", reason: "moved by hand", expires: "2026-12-31" };
    const review = reviewOf([DATABASE], { waivers: [waiver] }, {}, SYNTHESIZED);
    expect(review.risk).toBe("low");
    expect(review.changes[0]?.findings[0]?.waiver).toEqual({
      reason: "moved by hand",
      expires: "2026-12-31",
    });
  });

  it("lets an expired waiver take nothing away, and says that it expired", () => {
    const waiver = { rule: "R1", construct: "shop/Data/**", reason: "moved by hand", expires: "2026-11-20" };
    const review = reviewOf([DATABASE], { waivers: [waiver] }, {}, SYNTHESIZED);
    expect(review.risk).toBe("critical");
    expect(review.findings).toEqual([
      expect.objectContaining({ rule: "R18", level: "medium", address: "shop" }),
    ]);
  });

  it("waives what is said of a plan as a whole by the name of the stack", () => {
    const specs = Array.from({ length: 11 }, (_, index) => ({
      address: `terraform_data.x${index}`,
      before: {},
    }));
    const waiver = { rule: "R10", address: "shop", reason: "wound up", expires: "2026-12-31" };
    expect(reviewOf(specs).risk).toBe("critical");
    expect(reviewOf(specs, { waivers: [waiver] }).risk).toBe("low");
  });

  it("minds protected paths and other thresholds", () => {
    const gone = { address: "aws_sns_topic.a", before: {} };
    expect(reviewOf([gone]).risk).toBe("medium");
    expect(reviewOf([gone], { protectedPaths: ["aws_sns_topic.*"] }).risk).toBe("high");
    expect(reviewOf([gone], { maxDestroyed: 0 }).findings.map(({ rule }) => rule)).toEqual(["R10"]);
  });

  it("finds what only changed its address", () => {
    const body = { name: "orders", delay_seconds: 5 };
    const review = reviewOf(
      [
        { address: "aws_sqs_queue.shop_Old_1A", before: body },
        { address: "aws_sqs_queue.shop_New_2B", after: body },
      ],
      {},
      {},
      SYNTHESIZED,
    );
    expect(review.churn).toEqual([
      {
        from: "aws_sqs_queue.shop_Old_1A",
        to: "aws_sqs_queue.shop_New_2B",
        likeness: 1,
        remedy: 'newConstruct.moveFromId("aws_sqs_queue.shop_Old_1A"); // the construct at shop/Queues/New',
      },
    ]);
  });

  it("judges drift by itself: the plan undoes it", () => {
    const drift = {
      address: "aws_db_instance.a",
      before: { deletion_protection: true },
      after: { deletion_protection: false },
    };
    const review = reviewOf(
      [],
      {},
      {
        resource_drift: [
          resourceChange(drift),
          resourceChange({ ...drift, address: "a.b", actions: ["no-op"] }),
        ],
        relevant_attributes: [{ resource: "aws_db_instance.a", attribute: ["id"] }],
      },
    );
    expect(review.drift).toEqual([
      expect.objectContaining({
        address: "aws_db_instance.a",
        risk: "high",
        reason: "changed outside of terraform; something in this plan is made of it",
        findings: [expect.objectContaining({ rule: "R2" })],
      }),
    ]);
    expect(review.risk).toBe("none");
  });

  it("names what depends on a change, and joins it in the picture", () => {
    const resources = [
      { address: "aws_sns_topic.a", expressions: {} },
      { address: "aws_sqs_queue.b", expressions: { policy: { references: ["aws_sns_topic.a.arn"] } } },
    ];
    const specs = [UPDATE, { address: "aws_sqs_queue.b", before: {}, after: {}, actions: ["no-op"] }];
    const review = reviewOf(specs, {}, { configuration: { root_module: { resources } } });
    expect(review.changes[0]?.dependents).toEqual(["aws_sqs_queue.b"]);
    expect(review.edges).toEqual([{ from: "aws_sqs_queue.b", to: "aws_sns_topic.a" }]);
  });

  it("knows the constructs of what depends on a change, though it does not change itself", () => {
    const resources = [
      { address: "aws_sns_topic.a", expressions: {} },
      {
        address: "aws_sqs_queue.shop_New_2B",
        expressions: { policy: { references: ["aws_sns_topic.a.arn"] } },
      },
    ];
    const plan = maskPlan(
      parsePlan(
        {
          format_version: "1.2",
          resource_changes: [
            UPDATE,
            { address: "aws_sqs_queue.shop_New_2B", before: {}, after: {}, actions: ["no-op" as const] },
          ].map(resourceChange),
          configuration: { root_module: { resources } },
        },
        "test",
      ),
    );
    const review = reviewPlan(plan, SYNTHESIZED, { stack: "shop", basis: "plan", now: TODAY });
    expect(review.constructPaths).toEqual({ "aws_sqs_queue.shop_New_2B": "shop/Queues/New" });
  });

  it("shows values of outputs, unknown ones as unknown", () => {
    const output_changes = {
      url: { actions: ["create"], before: null, after: "https://a", after_unknown: false },
      id: { actions: ["create"], before: null, after_unknown: true },
      same: { actions: ["no-op"], before: "x", after: "x" },
      gone: { actions: ["delete"], before: { a: 1 }, after: null },
    };
    expect(reviewOf([], {}, { output_changes }).outputs).toEqual([
      { name: "gone", kind: "delete", before: "{a: 1}", after: undefined },
      { name: "id", kind: "create", before: undefined, after: "(known after apply)" },
      { name: "url", kind: "create", before: undefined, after: "https://a" },
    ]);
  });

  it("shows an object nobody knows what happens to", () => {
    const [change] = reviewOf([{ ...UPDATE, actions: ["transmogrify"] }]).changes;
    expect(change).toMatchObject({ address: UPDATE.address, risk: "review" });
  });
});

describeWithTerraform("reviewPlan on a plan of a change", () => {
  afterEach(removeTemporaryFolders);

  const config = (resource: object) => ({
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: { aws: { region: "eu-central-1" } },
    resource,
  });
  const at = (path: string) => ({ "//": { metadata: { path } } });
  const policy = (Action: string) =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });

  async function review(base: object, head: object): Promise<Review> {
    const [from, to] = [base, head].map((stack) => synthesized({ shop: stack }));
    const { plan } = await planChange(
      path.join(from ?? "", "stacks", "shop"),
      path.join(to ?? "", "stacks", "shop"),
    );
    const masked = maskPlan(parsePlan(plan, "shop"));
    const options = { stack: "shop", basis: "rehearsal", now: TODAY } as const;
    return reviewPlan(masked, readSynthesized(to ?? "", "shop"), options);
  }

  it("finds a queue that moved, a policy that widens, and who used what goes", async () => {
    const queue = { name: "orders", delay_seconds: 5 };
    const base = config({
      aws_sqs_queue: { shop_Old_1A: queue, gone: { name: "gone" } },
      aws_sns_topic: { events: { name: "${aws_sqs_queue.gone.name}-events" } },
      aws_iam_policy: { deploy: { name: "deploy", policy: policy("s3:GetObject") } },
    });
    const head = config({
      aws_sqs_queue: { shop_New_2B: { ...queue, ...at("shop/Queues/Orders") } },
      aws_sns_topic: { events: { name: "gone-events", tags: { team: "shop" } } },
      aws_iam_policy: { deploy: { name: "deploy", policy: policy("iam:PassRole"), ...at("shop/Deploy") } },
    });
    const found = await review(base, head);
    expect(found.churn).toEqual([
      expect.objectContaining({
        from: "aws_sqs_queue.shop_Old_1A",
        to: "aws_sqs_queue.shop_New_2B",
        remedy: 'orders.moveFromId("aws_sqs_queue.shop_Old_1A"); // the construct at shop/Queues/Orders',
      }),
    ]);
    const of = (address: string) => found.changes.find((change) => change.address === address);
    expect(of("aws_iam_policy.deploy")).toMatchObject({
      constructPath: "shop/Deploy",
      findings: [expect.objectContaining({ rule: "R3", level: "high" })],
    });
    expect(of("aws_sqs_queue.gone")).toMatchObject({
      kind: "delete",
      reason: "it is no longer in the program",
      dependents: ["aws_sns_topic.events"],
      findings: [expect.objectContaining({ rule: "R1" })],
    });
  });

  it("is calm about a calm change", async () => {
    const topic = (team: string) => config({ aws_sns_topic: { events: { name: "events", tags: { team } } } });
    const found = await review(topic("shop"), topic("web"));
    expect(found).toMatchObject({ risk: "low", counts: { update: 1 }, findings: [], churn: [] });
  });
});

describe("reviewPlan on any plan", () => {
  it("never breaks, never leaves out a delete, and never calls one harmless", () => {
    fc.assert(
      fc.property(someChanges, (specs) => {
        const review = reviewDocument(planDocument(specs));
        for (const spec of specs.filter((one) => one.actions.includes("delete"))) {
          const shown = review.changes.find(
            ({ address, deposed }) => address === `${spec.type}.${spec.name}` && deposed === spec.deposed,
          );
          expect(shown?.kind).toMatch(/^(delete|replace)$/);
          expect(shown?.findings.length).toBeGreaterThan(0);
          expect(shown?.risk).not.toBe("none");
        }
      }),
      { numRuns: 300 },
    );
  });

  it("bears what nests as deep as a plan may", () => {
    const deep = JSON.parse(`${'{"a":'.repeat(290)}1${"}".repeat(290)}`);
    for (const rest of [{ after: { a: deep } }, { before: { a: deep } }, { after: {}, unknown: deep }]) {
      const review = reviewOf([{ address: "aws_vpc.a", before: { a: 1 }, after: { a: 2 }, ...rest }]);
      expect(review.changes).toHaveLength(1);
    }
  });

  it("is the same in any order", () => {
    fc.assert(
      fc.property(someChanges, (specs) => {
        const [one, other] = [specs, [...specs].reverse()].map((some) => reviewDocument(planDocument(some)));
        expect(other).toEqual(one);
      }),
    );
  });
});
