import * as fc from "fast-check";
import { findChurn } from "../../../../lib/review/risk/churn";
import { type ChangeSpec, planOf } from "../../../support/plans";

const QUEUE = {
  name: "orders",
  delay_seconds: 5,
  fifo_queue: true,
  kms_master_key_id: "k",
  tags: { a: "b" },
};
const COMPUTED = { id: "https://x", arn: "arn:x", url: "https://x" };

const gone = (address: string, before: object = QUEUE): ChangeSpec => ({
  address,
  before: { ...COMPUTED, ...before },
});
const made = (address: string, after: object = QUEUE): ChangeSpec => ({
  address,
  after,
  unknown: { id: true, arn: true, url: true },
});

function churn(specs: readonly ChangeSpec[], paths: Readonly<Record<string, string>> = {}) {
  return findChurn(planOf(specs).objects, (address) => paths[address]);
}

describe("findChurn", () => {
  it("finds the same body under another address, with the line to paste", () => {
    const specs = [gone("aws_sqs_queue.shop_Old_1A"), made("aws_sqs_queue.shop_New_2B")];
    expect(churn(specs, { "aws_sqs_queue.shop_New_2B": "shop/New-queue" })).toEqual([
      {
        from: "aws_sqs_queue.shop_Old_1A",
        to: "aws_sqs_queue.shop_New_2B",
        likeness: 1,
        remedy: 'newQueue.moveFromId("aws_sqs_queue.shop_Old_1A"); // the construct at shop/New-queue',
      },
    ]);
  });

  it("finds a body that differs in little, and says by how much", () => {
    const [found] = churn([gone("aws_sqs_queue.a"), made("aws_sqs_queue.b", { ...QUEUE, delay_seconds: 9 })]);
    expect(found?.likeness).toBe(0.8);
    expect(
      churn([gone("aws_sqs_queue.a"), made("aws_sqs_queue.b", { name: "orders", delay_seconds: 1 })]),
    ).toEqual([]);
  });

  it.each([
    ["another type", [gone("aws_sqs_queue.a"), made("aws_sns_topic.b")]],
    ["a replacement", [{ ...gone("aws_sqs_queue.a"), after: QUEUE, actions: ["delete", "create"] }]],
    [
      "what was left behind",
      [{ ...gone("aws_sqs_queue.a"), rest: { deposed: "1a" } }, made("aws_sqs_queue.b")],
    ],
    [
      "what is not known",
      [gone("aws_sqs_queue.a", { name: "x" }), { ...made("aws_sqs_queue.b", {}), unknown: { name: true } }],
    ],
    ["data sources", [gone("data.aws_sqs_queue.a"), made("data.aws_sqs_queue.b")]],
  ])("leaves out %s", (_, specs) => {
    expect(churn(specs as readonly ChangeSpec[])).toEqual([]);
  });

  it("pairs one to one, the likest first", () => {
    const specs = [
      gone("aws_sqs_queue.a", { ...QUEUE, delay_seconds: 1 }),
      gone("aws_sqs_queue.b", { ...QUEUE, delay_seconds: 2, tags: { a: "b", c: "d", e: "f", g: "h" } }),
      made("aws_sqs_queue.x", { ...QUEUE, delay_seconds: 2, tags: { a: "b", c: "d", e: "f", g: "h" } }),
      made("aws_sqs_queue.y", { ...QUEUE, delay_seconds: 1 }),
    ];
    expect(churn(specs).map(({ from, to }) => [from, to])).toEqual([
      ["aws_sqs_queue.a", "aws_sqs_queue.y"],
      ["aws_sqs_queue.b", "aws_sqs_queue.x"],
    ]);
  });

  it("takes what goes by another name for another object", () => {
    const tags = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, "v"]));
    const specs = [
      gone("aws_sqs_queue.a", { name: "orders", tags }),
      made("aws_sqs_queue.b", { name: "users", tags }),
    ];
    expect(churn(specs)).toEqual([]);
    const unnamed = { ...made("aws_sqs_queue.b", { tags }), unknown: { name: true } };
    expect(churn([gone("aws_sqs_queue.a", { name: "orders", tags }), unnamed])).toHaveLength(1);
  });

  it("knows the names of Kubernetes objects, beside what a cluster fills in", () => {
    const body = (name: string, rest: object = {}) => ({
      metadata: [{ name, ...rest }],
      data: { a: "1", b: "2" },
    });
    const old = gone("kubernetes_config_map_v1.a", body("orders", { uid: "u", generation: 3 }));
    const new_ = (name: string) => ({
      ...made("kubernetes_config_map_v1.b", body(name)),
      unknown: { id: true, arn: true, url: true, metadata: [{ uid: true, generation: true }] },
    });
    expect(churn([old, new_("orders")])[0]?.likeness).toBe(1);
    expect(churn([old, new_("users")])).toEqual([]);
  });

  it("goes by names where bodies are the same", () => {
    const specs = [
      gone("aws_sqs_queue.shop_orders_1A"),
      gone("aws_sqs_queue.shop_users_1A"),
      made("aws_sqs_queue.store_users_2B"),
      made("aws_sqs_queue.store_orders_2B"),
    ];
    expect(churn(specs).map(({ to }) => to)).toEqual([
      "aws_sqs_queue.store_orders_2B",
      "aws_sqs_queue.store_users_2B",
    ]);
  });

  it("writes a moved block where the new address is one of several", () => {
    const [found] = churn([gone("aws_sqs_queue.a"), made('aws_sqs_queue.b["x"]')]);
    expect(found?.remedy).toBe(
      'stack.addOverride("moved", [{ from: "aws_sqs_queue.a", to: "aws_sqs_queue.b[\\"x\\"]" }]);',
    );
  });

  it("pairs each object once at most, and the same whatever the order", () => {
    const body = fc.record({ colour: fc.constantFrom("a", "b", "c"), size: fc.nat(2), kind: fc.nat(1) });
    fc.assert(
      fc.property(fc.array(body, { maxLength: 8 }), fc.array(body, { maxLength: 8 }), (olds, news) => {
        const specs = [
          ...olds.map((one, index) => gone(`aws_sqs_queue.o${index}`, one)),
          ...news.map((one, index) => made(`aws_sqs_queue.n${index}`, one)),
        ];
        const found = churn(specs);
        for (const side of ["from", "to"] as const) {
          expect(new Set(found.map((pair) => pair[side])).size).toBe(found.length);
        }
        expect(churn([...specs].reverse())).toEqual(found);
      }),
    );
  });

  it("is quick where thousands move, alike or not", () => {
    const many = (alike: boolean) =>
      Array.from({ length: 3_000 }, (_, index) => {
        const body = { ...QUEUE, name: alike ? "same" : `queue-${index}` };
        return [gone(`aws_sqs_queue.old_${index}`, body), made(`aws_sqs_queue.new_${index}`, body)];
      }).flat();
    for (const alike of [true, false]) {
      const { objects } = planOf(many(alike));
      const started = Date.now();
      expect(findChurn(objects, () => undefined)).toHaveLength(3_000);
      expect(Date.now() - started).toBeLessThan(3_000);
    }
  });
});
