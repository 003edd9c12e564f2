import { Lazy } from "cdktf";
import { ConfigError, checkKnown, Problems, resolveOrThrow } from "../../../lib/core/errors";

function errorOf(run: () => unknown): ConfigError {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigError) {
      return error;
    }
    throw error;
  }
  throw new Error("expected a ConfigError");
}

describe("Problems", () => {
  it("gives nested views the whole path in the user's own words", () => {
    const problems = new Problems();
    const group = problems.at("nodeGroups").at("general");
    group.at("taints").at(0).add({ prop: "effect", code: "c", rule: "r", fix: "f" });
    group.add({ prop: "", code: "c", rule: "r", fix: "f" });
    problems.at("labels").at("a b").add({ prop: "", code: "c", rule: "r", fix: "f" });
    problems.at("subnets").add({ prop: "[2]", code: "c", rule: "r", fix: "f" });
    expect(problems.all.map((problem) => problem.prop)).toEqual([
      "nodeGroups.general.taints[0].effect",
      "nodeGroups.general",
      'labels["a b"]',
      "subnets[2]",
    ]);
  });

  it("adds a problem only when the condition holds, and says so", () => {
    const problems = new Problems();
    expect(problems.addIf(false, { prop: "a", code: "c", rule: "r", fix: "f" })).toBe(false);
    expect(problems.addIf(true, { prop: "b", code: "c", rule: "r", fix: "f" })).toBe(true);
    expect(problems.all.map((problem) => problem.prop)).toEqual(["b"]);
  });
});

describe("ConfigError", () => {
  it("fails with every problem at once, each with path, code, value and way out", () => {
    const error = errorOf(() =>
      resolveOrThrow("staging/Network", "NetworkProps", (problems) => {
        problems.add({
          prop: "cidr",
          code: "invalid-cidr",
          rule: "must be a block",
          value: "10",
          fix: "write a.b.c.d/n",
        });
        problems.add({ prop: "zones", code: "no-zones", rule: "needs a zone", value: [], fix: "name one" });
      }),
    );
    expect(error.message).toBe(
      [
        "staging/Network: 2 problems in NetworkProps",
        '  - cidr [invalid-cidr]: must be a block, got "10"; write a.b.c.d/n',
        "  - zones [no-zones]: needs a zone, got []; name one",
      ].join("\n"),
    );
    expect(error.problems.map((problem) => problem.code)).toEqual(["invalid-cidr", "no-zones"]);
    expect(error.name).toBe("ConfigError");
  });

  it("fails without showing a value that was left out because it may be secret", () => {
    const error = errorOf(() =>
      resolveOrThrow("x", "Props", (problems) =>
        problems.add({ prop: "p", code: "literal-secret", rule: "r", fix: "f" }),
      ),
    );
    expect(error.message).toContain("p [literal-secret]: r; f");
  });

  it("fails with a readable word for a value that is known only after apply", () => {
    const token = Lazy.stringValue({ produce: () => "later" });
    const error = errorOf(() =>
      resolveOrThrow("x", "Props", (problems) =>
        problems.add({ prop: "p", code: "c", rule: "r", value: token, fix: "f" }),
      ),
    );
    expect(error.message).toContain("got a value known after apply");
  });

  it("fails with a shortened value when it is long", () => {
    const error = errorOf(() =>
      resolveOrThrow("x", "Props", (problems) =>
        problems.add({ prop: "p", code: "c", rule: "r", value: "a".repeat(500), fix: "f" }),
      ),
    );
    expect(error.message).toContain("... (502 characters)");
    expect(error.message.length).toBeLessThan(350);
  });

  it("returns what was resolved when nothing is wrong", () => {
    expect(resolveOrThrow("x", "Props", () => ({ a: 1 }))).toEqual({ a: 1 });
  });
});

describe("checkKnown", () => {
  it("fails on an unknown name and lists the known ones", () => {
    const problems = new Problems();
    expect(checkKnown(problems, "chart", "unknown-chart", "chart", "kedda", ["keda", "loki"])).toBe(false);
    expect(problems.all).toEqual([
      {
        prop: "chart",
        code: "unknown-chart",
        rule: "chart is not known",
        value: "kedda",
        fix: "use one of keda, loki",
      },
    ]);
  });

  it("passes known names, absent ones and tokens", () => {
    const problems = new Problems();
    checkKnown(problems, "a", "c", "n", "keda", ["keda"]);
    checkKnown(problems, "a", "c", "n", undefined, ["keda"]);
    checkKnown(problems, "a", "c", "n", Lazy.stringValue({ produce: () => "x" }), ["keda"]);
    expect(problems.all).toEqual([]);
  });
});
