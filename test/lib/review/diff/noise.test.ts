import type { Json } from "../../../../lib/core/render";
import { addHidden, withoutNoise } from "../../../../lib/review/diff/noise";
import { parseBudget } from "../../../../lib/review/diff/parsing";
import { settled } from "../../../../lib/review/diff/settled";
import { valueChanges } from "../../../../lib/review/diff/value-changes";
import type { PlannedObject } from "../../../../lib/review/plan";
import { plannedObject } from "../../../support/planned-objects";

function noiseOf(type: string, before: Json | undefined, after: Json, rest: Partial<PlannedObject> = {}) {
  const object = plannedObject(type, { before, after, ...rest });
  const full = settled(after, object.afterUnknown);
  const { changes } = valueChanges(before, full);
  const context = {
    object,
    before,
    after: full,
    budget: parseBudget(),
    isConfigured: (name: string) => name === "role",
  };
  const { changes: shown, hidden } = withoutNoise(changes, context);
  return { shown: shown.map(({ path }) => path.join(".")), hidden };
}

describe("withoutNoise", () => {
  it.each<[string, Json, Json]>([
    ["empty-or-null", { a: null, b: [] }, { a: "", b: [] }],
    ["json-formatting", { a: '{"x": 1, "y": 2}' }, { a: '{"y":2,"x":1}' }],
    ["yaml-formatting", { a: "x: 1\ny: [1]\n" }, { a: "y:\n  - 1\nx: 1\n" }],
    ["case-only", { subnet_id: "Subnet-1" }, { subnet_id: "subnet-1" }],
  ])("hides %s and counts it", (rule, before, after) => {
    expect(noiseOf("aws_x", before, after)).toEqual({ shown: [], hidden: { [rule]: 1 } });
  });

  it.each<[string, Json, Json]>([
    ["empty to something", { a: null }, { a: "x" }],
    ["JSON that differs", { a: '{"x": 1}' }, { a: '{"x": 2}' }],
    ["YAML that differs", { a: "x: 1\ny: 2\n" }, { a: "x: 1\ny: 3\n" }],
    ["scripts whose lines YAML would fold", { a: "set -e\nrm x" }, { a: "set -e rm x" }],
    ["a comment that is read", { a: "#cloud-config\nx: 1\n" }, { a: "x: 1\n" }],
    ["case of what is no id", { bucket: "A" }, { bucket: "a" }],
  ])("shows %s", (_, before, after) => {
    expect(noiseOf("aws_x", before, after).hidden).toEqual({});
  });

  it("hides what a provider computes, not what somebody wrote or what forces a replacement", () => {
    const created = noiseOf("aws_x", undefined, { name: "x" }, { afterUnknown: { arn: true, role: true } });
    expect(created).toEqual({ shown: ["name", "role"], hidden: { computed: 1 } });
    const replaced = {
      kind: "replace",
      replacePaths: [["key"]],
      afterUnknown: { id: true, key: true },
    } as const;
    expect(noiseOf("aws_x", { id: "1", key: "k" }, {}, replaced)).toEqual({
      shown: ["key"],
      hidden: { computed: 1 },
    });
    expect(noiseOf("aws_x", { version: "1" }, {}, { afterUnknown: { version: true } }).shown).toEqual([
      "version",
    ]);
  });

  it("hides the metadata of releases", () => {
    const metadata = (revision: number) => ({ version: "1", metadata: [{ revision }] });
    expect(noiseOf("helm_release", metadata(1), { ...metadata(2), version: "2" })).toEqual({
      shown: ["version"],
      hidden: { "helm-metadata": 1 },
    });
  });

  it("hides the mirror of tags, and tags alone where nothing reads them", () => {
    const tagged = (tag: string, size = 1) => ({
      size,
      tags: { Owner: tag },
      tags_all: { Owner: tag, Env: "x" },
    });
    expect(noiseOf("aws_x", tagged("a"), tagged("b", 2))).toEqual({
      shown: ["size", "tags.Owner"],
      hidden: { "tags-mirror": 1 },
    });
    expect(noiseOf("aws_x", tagged("a"), tagged("b"))).toEqual({
      shown: [],
      hidden: { "tags-mirror": 1, "tags-only": 1 },
    });
    const steering = (value: string) => ({ tags: { "karpenter.sh/discovery": value } });
    expect(noiseOf("aws_x", steering("a"), steering("b")).shown).toEqual(["tags.karpenter.sh/discovery"]);
  });

  it("shows a tag of the provider that tags does not have", () => {
    const before = { size: 1, tags: {}, tags_all: { Env: "a" } };
    expect(noiseOf("aws_x", before, { size: 2, tags: {}, tags_all: { Env: "b" } }).shown).toEqual([
      "size",
      "tags_all.Env",
    ]);
  });
});

describe("addHidden", () => {
  it("adds up and leaves zeros out", () => {
    expect(addHidden({ computed: 1 }, { computed: 2, reordered: 0 }, {})).toEqual({ computed: 3 });
  });
});
