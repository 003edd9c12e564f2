import { byName, isManifest, nameOf, podSpecOf } from "../../../../../lib/review/diff/kubernetes/manifest";

describe("manifests", () => {
  it("are known by their shape", () => {
    expect(isManifest({ apiVersion: "v1", kind: "Secret" })).toBe(true);
    expect(
      [{ kind: "Secret" }, [], null, "x", { apiVersion: 1, kind: "a" }].map((one) =>
        isManifest(one as never),
      ),
    ).toEqual(Array(5).fill(false));
  });

  it("have a name, with a namespace or without", () => {
    expect(nameOf({ metadata: { name: "a", namespace: "n" } })).toBe("n/a");
    expect(nameOf({ metadata: { name: "a" } })).toBe("a");
    expect(nameOf(undefined)).toBe("");
  });

  it.each([
    ["Pod", { spec: { a: 1 } }],
    ["Deployment", { spec: { template: { spec: { a: 1 } } } }],
    ["CronJob", { spec: { jobTemplate: { spec: { template: { spec: { a: 1 } } } } } }],
    ["ScaledJob", { spec: { jobTargetRef: { template: { spec: { a: 1 } } } } }],
  ])("of kind %s make pods", (kind, rest) => {
    expect(podSpecOf({ kind, ...rest })).toEqual({ a: 1 });
  });

  it("of other kinds make none", () => {
    expect(podSpecOf({ kind: "Service", spec: { template: { spec: {} } } })).toBeUndefined();
    expect(podSpecOf({ kind: "constructor" })).toBeUndefined();
    expect(podSpecOf({ kind: "Deployment", spec: "x" })).toBeUndefined();
  });

  it("have lists by name", () => {
    expect([...byName([{ name: "a", x: 1 }, "b", { x: 2 }]).entries()]).toEqual([["a", { name: "a", x: 1 }]]);
  });
});
