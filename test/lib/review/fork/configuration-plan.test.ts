import * as fc from "fast-check";
import { configurationPlan } from "../../../../lib/review/fork/configuration-plan";

function config(resource: object, rest: object = {}) {
  return { resource, ...rest };
}

function kinds(base: unknown, head: unknown): Record<string, string> {
  return Object.fromEntries(
    configurationPlan(base, head).objects.map(({ address, kind }) => [address, kind]),
  );
}

describe("configurationPlan", () => {
  it("tells what comes, changes, goes and stays", () => {
    const base = config({ aws_vpc: { A: { cidr: "10.0.0.0/16" }, B: { x: 1 }, C: { x: 1 } } });
    const head = config({ aws_vpc: { A: { cidr: "10.1.0.0/16" }, C: { x: 1 }, D: { x: 1 } } });
    expect(kinds(base, head)).toEqual({
      "aws_vpc.A": "update",
      "aws_vpc.B": "delete",
      "aws_vpc.C": "no-op",
      "aws_vpc.D": "create",
    });
  });

  it("makes everything of a new stack and removes everything of one that goes", () => {
    const stack = config({ aws_vpc: { A: {} } });
    expect(kinds(undefined, stack)).toEqual({ "aws_vpc.A": "create" });
    expect(kinds(stack, undefined)).toEqual({ "aws_vpc.A": "delete" });
  });

  it("does not count what cdktf notes for itself, and does count the contents of an asset", () => {
    const of = (path: string, hash: string) =>
      config({
        helm_release: { A: { chart: `./assets/Chart_1A/${hash}/`, "//": { metadata: { path } } } },
      });
    expect(kinds(of("x/A", "0A"), of("y/A", "0A"))).toEqual({ "helm_release.A": "no-op" });
    expect(kinds(of("x/A", "0A"), of("x/A", "1B"))).toEqual({ "helm_release.A": "update" });
  });

  it("reads data sources, whatever changes in them", () => {
    const data = (name: string) => ({ data: { aws_region: { R: { name } } } });
    expect(kinds(data("a"), data("b"))).toEqual({ "data.aws_region.R": "read" });
    expect(kinds(data("a"), {})).toEqual({ "data.aws_region.R": "no-op" });
  });

  it("knows who needs whom, by attributes and inside longer texts", () => {
    const head = config(
      {
        aws_vpc: { Main: {} },
        aws_subnet: { A: { vpc_id: "${aws_vpc.Main.id}", name: "in-${aws_vpc.Main.id}-${var.x}" } },
        aws_route: { R: { gone: "${aws_vpc.Other.id}", zone: "${data.aws_zones.All.names[0]}" } },
      },
      { data: { aws_zones: { All: {} } } },
    );
    const { edges, references } = configurationPlan(undefined, head);
    expect(edges).toEqual([
      { from: "aws_subnet.A", to: "aws_vpc.Main" },
      { from: "aws_route.R", to: "data.aws_zones.All" },
    ]);
    expect(references.get("aws_subnet.A")?.get("vpc_id")).toEqual(["aws_vpc.Main.id"]);
  });

  it("tells which outputs change, and which are secret", () => {
    const of = (value: string, sensitive = false) => ({
      output: { url: { value, sensitive }, same: { value: 1 } },
    });
    expect(configurationPlan(of("a"), of("b", true)).outputs).toEqual([
      expect.objectContaining({ name: "url", actions: ["update"], before: "a", after: "b", sensitive: true }),
    ]);
    expect(configurationPlan({}, of("a")).outputs.map(({ actions }) => actions)).toEqual([
      ["create"],
      ["create"],
    ]);
  });

  it("finds nothing between a configuration and itself, and survives any other", () => {
    const anything = fc.record({
      resource: fc.oneof(
        fc.jsonValue(),
        fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.jsonValue())),
      ),
      output: fc.jsonValue(),
      data: fc.jsonValue(),
    });
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        expect(Object.values(kinds(one, one)).every((kind) => kind === "no-op")).toBe(true);
        expect(configurationPlan(one, other).objects).toBeInstanceOf(Array);
      }),
    );
  });
});
