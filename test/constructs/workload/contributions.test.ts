import { mergeContributions } from "../../../constructs/workload/contributions";
import { reported } from "../../support/workloads";

describe("mergeContributions", () => {
  it("gives every member, empty where nobody adds anything", () => {
    const { result, codes } = reported((problems) => mergeContributions([{}, {}], problems));
    const { podAnnotations, podLabels, ...lists } = result;
    expect([podAnnotations, podLabels]).toEqual([{}, {}]);
    expect(Object.keys(lists)).toHaveLength(11);
    expect(Object.values(lists).flat()).toEqual([]);
    expect(codes).toEqual([]);
  });

  it("joins lists in the order of the parts, and maps", () => {
    const { result } = reported((problems) =>
      mergeContributions(
        [
          { env: [{ name: "A" }], podAnnotations: { a: "1" }, podLabels: { team: "shop" } },
          { env: [{ name: "B" }], podAnnotations: { b: "2" }, egress: [{ ports: [] }] },
        ],
        problems,
      ),
    );
    expect(result).toMatchObject({
      env: [{ name: "A" }, { name: "B" }],
      podAnnotations: { a: "1", b: "2" },
      podLabels: { team: "shop" },
      egress: [{ ports: [] }],
    });
  });

  it("takes what two parts say alike, and refuses what they say differently without showing it", () => {
    const alike = [
      { podAnnotations: { "example.com/a": "1" } },
      { podAnnotations: { "example.com/a": "1" } },
    ];
    expect(reported((problems) => mergeContributions(alike, problems)).codes).toEqual([]);
    const differing = [
      { podAnnotations: { "example.com/a": "one" }, podLabels: { team: "one" } },
      { podAnnotations: { "example.com/a": "two" }, podLabels: { team: "two" } },
    ];
    expect(reported((problems) => mergeContributions(differing, problems)).codes).toEqual([
      'podAnnotations["example.com/a"] duplicate-annotation',
      'podLabels["team"] duplicate-label',
    ]);
  });
});
