import * as fc from "fast-check";
import { MAX_NODES, picturesOf } from "../../../../../lib/review/output/html/pictures";
import { changeOf, reviewOf, someReview, worstOf } from "../../../../support/reviews";

const REVIEW = reviewOf(
  [
    changeOf({
      address: "aws_vpc.net",
      kind: "update",
      risk: "low",
      constructPath: "prod/Foundation/Network/Resource",
    }),
    changeOf({
      address: 'aws_subnet.a["x.y"]',
      kind: "replace",
      risk: "high",
      constructPath: "prod/Foundation/Network/a",
    }),
    changeOf({
      address: "aws_db_instance.db",
      kind: "delete",
      risk: "critical",
      constructPath: "prod/Data/Orders",
    }),
    changeOf({ address: "aws_sqs_queue.left", kind: "delete", risk: "medium" }),
    changeOf({ address: "aws_iam_role.same", kind: "no-op", constructPath: "prod/Idle" }),
  ],
  {
    edges: [
      { from: "aws_subnet.a", to: "aws_vpc.net" },
      { from: "aws_db_instance.db", to: 'aws_subnet.a["x.y"]' },
      { from: "helm_release.shop", to: "aws_db_instance.db" },
      { from: "helm_release.shop", to: "aws_iam_role.same" },
    ],
    constructPaths: { "helm_release.shop": "prod/Shop/Release/Resource" },
  },
);

describe("picturesOf", () => {
  it("goes from coarse to fine, with what depends on a change, by construct", () => {
    expect(picturesOf(REVIEW).map(({ nodes }) => nodes.map(({ id }) => id))).toEqual(
      [
        ["aws_sqs_queue", "prod/Data", "prod/Foundation", "prod/Shop"],
        ["aws_sqs_queue.left", "prod/Data/Orders", "prod/Foundation/Network", "prod/Shop/Release"],
        [
          "aws_sqs_queue.left",
          "prod/Data/Orders",
          "prod/Foundation/Network",
          "prod/Foundation/Network/a",
          "prod/Shop/Release",
        ],
      ].filter((_, index) => index !== 1),
    );
  });

  it("runs from what is needed to what needs it, and counts what changes inside", () => {
    const [coarse] = picturesOf(REVIEW);
    const name = (index: number) => coarse?.nodes[index]?.name;
    expect(coarse?.edges.map(([from, to]) => `${name(from)} -> ${name(to)}`)).toEqual([
      "Data -> Shop",
      "Foundation -> Data",
    ]);
    expect(coarse?.nodes.find(({ name }) => name === "Foundation")).toEqual({
      id: "prod/Foundation",
      name: "Foundation",
      within: "prod",
      counts: { update: 1, replace: 1 },
      risk: "high",
    });
    expect(coarse?.nodes.find(({ name }) => name === "Shop")).toMatchObject({ counts: {}, risk: "none" });
  });

  it("keeps the riskiest where there are too many, and counts the rest", () => {
    const many = Array.from({ length: 300 }, (_, index) =>
      changeOf({
        address: `aws_iam_role.r${index}`,
        kind: "update",
        risk: index === 250 ? "critical" : "low",
        constructPath: `prod/Construct${index}`,
      }),
    );
    const [picture, finer] = picturesOf(reviewOf(many));
    expect(picture?.nodes).toHaveLength(MAX_NODES);
    expect(picture?.left).toBe(300 - MAX_NODES);
    expect(picture?.nodes.map(({ id }) => id)).toContain("prod/Construct250");
    expect(finer).toBeUndefined();
  });

  it("has nothing to draw where nothing changes", () => {
    expect(picturesOf(reviewOf([]))).toEqual([]);
  });

  it("keeps every change and the worst risk in every picture that leaves nothing out", () => {
    fc.assert(
      fc.property(someReview({ maxChanges: 20 }), (review) => {
        const told = review.changes.filter(({ kind }) => kind !== "no-op");
        for (const { nodes, edges } of picturesOf(review)) {
          const counted = nodes.flatMap(({ counts }) => Object.values(counts)).reduce((a, b) => a + b, 0);
          expect(counted).toBe(told.length);
          expect(worstOf(nodes.map(({ risk }) => risk))).toBe(worstOf(told.map(({ risk }) => risk)));
          expect(edges.every(([from, to]) => from !== to && nodes[from] && nodes[to])).toBe(true);
        }
      }),
    );
  });
});
