import { carriedManifests, releaseValues } from "../../../../lib/review/diff/helm-values";
import { parseBudget } from "../../../../lib/review/diff/parsing";
import { UNKNOWN } from "../../../../lib/review/diff/settled";

const merged = (body: object) => releaseValues(body as never, parseBudget()).merged;

describe("releaseValues", () => {
  it("merges as Helm does: later texts win, then what is set", () => {
    const body = {
      values: ["a:\n  b: 1\n  c: [1, 2]\n", "a:\n  c: [3]\nd: null\n"],
      set: [
        { name: "a.b", value: "2" },
        { name: "e.f\\.g", value: "true", type: "string" },
        { name: "h[1].i", value: "false" },
      ],
      set_list: [{ name: "j", value: ["x"] }],
      set_sensitive: [{ name: "k", value: "(sensitive #1)" }],
    };
    expect(merged(body)).toEqual({
      a: { b: 2, c: [3] },
      d: null,
      e: { "f.g": "true" },
      h: [null, { i: false }],
      j: ["x"],
      k: "(sensitive #1)",
    });
  });

  it("keeps texts that only look like numbers", () => {
    const set = [
      { name: "zip", value: "0123" },
      { name: "big", value: "12345678901234567890" },
      { name: "tag", value: "1.10" },
    ];
    expect(merged({ set })).toEqual({ zip: "0123", big: "12345678901234567890", tag: "1.10" });
  });

  it("does not let an index or a name break anything", () => {
    const set = [
      { name: "a[999999999]", value: "1" },
      { name: "__proto__.b", value: "1" },
      { name: "", value: "1" },
    ];
    expect(() => merged({ set })).not.toThrow();
    expect(({} as { b?: unknown }).b).toBeUndefined();
  });

  it("tells values that cannot be read, and that are not known yet", () => {
    expect(releaseValues({ values: ["a: [1"] }, parseBudget())).toMatchObject({
      merged: undefined,
      texts: ["a: [1"],
    });
    expect(releaseValues({ values: ["a: 1", UNKNOWN] }, parseBudget())).toMatchObject({
      merged: { a: 1 },
      unknown: true,
    });
    expect(releaseValues(undefined, parseBudget())).toEqual({ merged: {}, texts: [], unknown: false });
    expect(merged({ set_sensitive: "(sensitive #1)" })).toEqual({});
  });
});

describe("carriedManifests", () => {
  it("knows the objects of Manifests from values that are called so", () => {
    const object = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" } };
    expect(carriedManifests({ manifests: { "ConfigMap/x/a": object } })).toEqual({ "ConfigMap/x/a": object });
    expect(carriedManifests({ manifests: { enabled: true } })).toEqual({});
    expect(carriedManifests({ manifests: {} })).toEqual({});
    expect(carriedManifests(undefined)).toEqual({});
  });
});
