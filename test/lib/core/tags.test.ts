import { Problems } from "../../../lib/core/errors";
import { checkTags, mergeTags } from "../../../lib/core/tags";

describe("mergeTags", () => {
  it("lets later layers win and writes no empty block", () => {
    expect(mergeTags({ a: "1", b: "1" }, undefined, { b: "2" })).toEqual({ a: "1", b: "2" });
    expect(mergeTags(undefined, {})).toBeUndefined();
  });
});

describe("checkTags", () => {
  function found(tags: Record<string, string>): string[] {
    const problems = new Problems();
    checkTags(problems, "tags", tags);
    return problems.all.map(({ prop, code }) => `${prop} ${code}`);
  }

  it("accepts what AWS accepts", () => {
    expect(found({ Environment: "staging", "karpenter.sh/discovery": "x", größe: "a b+c=@:/_-" })).toEqual(
      [],
    );
  });

  it("fails on reserved, empty, long and odd keys and values", () => {
    expect(found({ "aws:name": "x" })).toEqual(['tags["aws:name"] invalid-tag-key']);
    expect(found({ ["k".repeat(129)]: "x" })[0]).toMatch(/invalid-tag-key$/);
    expect(found({ key: "v".repeat(257) })).toEqual(["tags.key invalid-tag-value"]);
    expect(found({ key: "a?b" })).toEqual(["tags.key invalid-tag-value"]);
  });

  it("fails on more than 50 tags", () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, "v"]));
    expect(found(many)).toEqual(["tags too-many-tags"]);
  });
});
