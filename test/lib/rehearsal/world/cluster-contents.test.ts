import { ClusterContents } from "../../../../lib/rehearsal/world/cluster-contents";
import type { ClusterPart } from "../../../../lib/rehearsal/world/cluster-facts";

const part = (brings: string[], needs: string[] = [], owned = true): ClusterPart => ({
  brings: brings.map((fact) => ({ fact, owned })),
  needs: needs.map((fact) => ({ fact, summary: `${fact} not found`, detail: "" })),
});
const missing = (contents: ClusterContents, of: ClusterPart, cluster = "c") =>
  contents.missing(cluster, of).map(({ fact }) => fact);

describe("ClusterContents", () => {
  it("meets needs from the same cluster only, from the part itself, and from what every cluster has", () => {
    const contents = new ClusterContents();
    contents.add("ns", "c", part(["Namespace /x"]));
    expect(missing(contents, part([], ["Namespace /x", "Namespace /default"]))).toEqual([]);
    expect(missing(contents, part([], ["Namespace /x"]), "other")).toEqual(["Namespace /x"]);
    expect(missing(contents, part(["Secret x/a"], ["Secret x/a", "Secret x/b"]))).toEqual(["Secret x/b"]);
  });

  it("takes a chart in the namespace for the maker of secrets that nobody else makes", () => {
    const contents = new ClusterContents();
    contents.add("chart", "c", part(["anything x"], [], false));
    expect(missing(contents, part([], ["Secret x/a", "Secret y/a"]))).toEqual(["Secret y/a"]);
  });

  it("does not let two objects own one thing", () => {
    const contents = new ClusterContents();
    contents.add("a", "c", part(["Secret x/a"]));
    expect(contents.taken("b", "c", part(["Secret x/a"]))).toEqual({ fact: "Secret x/a", owner: "a" });
    expect(contents.taken("a", "c", part(["Secret x/a"]))).toBeUndefined();
    expect(contents.taken("b", "c", part(["Secret x/a"], [], false))).toBeUndefined();
    expect(contents.taken("b", "other", part(["Secret x/a"]))).toBeUndefined();
  });

  it("does not let a namespace be made that a release has made, but a release may make it again", () => {
    const contents = new ClusterContents();
    contents.add("release", "c", part(["Namespace /x"], [], false));
    expect(contents.taken("ns", "c", part(["Namespace /x"]))?.fact).toBe("Namespace /x");
    expect(contents.taken("second", "c", part(["Namespace /x"], [], false))).toBeUndefined();
  });

  it("knows who would be left without something, by deletion or by change", () => {
    const contents = new ClusterContents();
    contents.add("a", "c", part(["Secret x/a", "Secret x/b"]));
    contents.add("user", "c", part([], ["Secret x/a"]));
    expect(contents.dependents("a")).toEqual(["user"]);
    expect(contents.dependents("a", part(["Secret x/a"]))).toEqual([]);
    expect(contents.dependents("a", part(["Secret x/b"]))).toEqual(["user"]);
    contents.add("second", "c", part(["Secret x/a"], [], false));
    expect(contents.dependents("a")).toEqual([]);
    contents.remove("second");
    contents.remove("user");
    expect(contents.dependents("a")).toEqual([]);
  });

  it("does not hold what brings the thing for itself", () => {
    const contents = new ClusterContents();
    contents.add("a", "c", part(["Namespace /x"], [], false));
    contents.add("b", "c", part(["Namespace /x"], ["Namespace /x"], false));
    contents.remove("b");
    contents.add("b", "c", part(["Namespace /x"], ["Namespace /x"], false));
    expect(contents.dependents("a")).toEqual([]);
  });

  it("keeps what outlives its object until the cluster goes, over a snapshot too", () => {
    const contents = new ClusterContents();
    contents.keep("c", "Namespace /x");
    const restored = new ClusterContents();
    restored.restore(contents.kept);
    expect(missing(restored, part([], ["Namespace /x"]))).toEqual([]);
    restored.drop("c");
    expect(missing(restored, part([], ["Namespace /x"]))).toEqual(["Namespace /x"]);
  });

  it("takes the removal of something it does not know for no mistake", () => {
    const contents = new ClusterContents();
    contents.remove("nobody");
    expect(contents.dependents("nobody")).toEqual([]);
  });
});
