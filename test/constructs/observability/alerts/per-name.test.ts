import * as fc from "fast-check";
import { ratio } from "../../../../constructs/observability/alerts/alert-set";
import {
  checkPerName,
  checkSelectedName,
  inNamespaceOfObject,
  perName,
  quoted,
  selecting,
  series,
} from "../../../../constructs/observability/alerts/per-name";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const NAMES = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_./:-]{0,12}$/);

describe("selecting", () => {
  it("matches everybody, all but some, or one", () => {
    expect(selecting("service", { except: [] })).toEqual([]);
    expect(selecting("service", { except: ["a", "b.c"] })).toEqual(['service!~"a|b[.]c"']);
    expect(selecting("service", { only: "b.c" })).toEqual(['service="b.c"']);
  });

  it("excludes the names given and no other", () => {
    fc.assert(
      fc.property(fc.uniqueArray(NAMES, { minLength: 1, maxLength: 4 }), NAMES, (except, other) => {
        const [matcher = ""] = selecting("x", { except });
        // Prometheus anchors patterns.
        const pattern = new RegExp(`^(?:${matcher.slice('x!~"'.length, -1)})$`);
        expect(except.every((name) => pattern.test(name))).toBe(true);
        expect(pattern.test(other)).toBe(except.includes(other));
      }),
    );
  });
});

describe("perName", () => {
  const general = { left: 1, right: 2 };
  const condition = (who: object, values: object) => `${JSON.stringify(who)} ${JSON.stringify(values)}`;

  it("is one condition where nobody differs", () => {
    expect(perName(undefined, general, condition)).toBe('{"except":[]} {"left":1,"right":2}');
  });

  it("adds one for each that differs, and none for those left out", () => {
    const some = { a: { left: 5, right: undefined }, b: "none", c: undefined, d: {} } as const;
    expect(perName(some, general, condition)).toBe(
      [
        '{"except":["a","b","d"]} {"left":1,"right":2}',
        '{"only":"a"} {"left":5,"right":2}',
        '{"only":"d"} {"left":1,"right":2}',
      ].join("\nor\n"),
    );
  });
});

describe("checkPerName", () => {
  it.each<[Parameters<typeof checkPerName>[1], readonly string[]]>([
    [undefined, []],
    [{ a: {}, b: "none", c: { share: 0.5 }, d: undefined }, []],
    [{ a: { share: 2 } }, ["a.share out-of-range"]],
    [{ a: { shar: 0.2 } }, ["a.shar unknown-option"]],
    [{ a: 5 as unknown as "none" }, ["a unknown-option"]],
    [{ "": {} }, ['[""] invalid-name']],
  ])("of %j", (given, expected) => {
    const problems = new Problems();
    checkPerName(problems, given, { share: ratio(0.1) });
    expect(codes(problems.all)).toEqual(expected);
  });
});

describe("checkSelectedName", () => {
  it.each(['a"', "a|b", "a b", ".*", "-a", "a\n", "ä", "a\\"])("fails on %j", (name) => {
    const problems = new Problems();
    checkSelectedName(problems, name);
    expect(codes(problems.all)).toEqual([" invalid-name"]);
  });
});

describe("series", () => {
  it("has braces only around matchers", () => {
    expect(series("up")).toBe("up");
    expect(series("up", 'a="b"', 'c="d"')).toBe('up{a="b", c="d"}');
  });
});

describe("quoted", () => {
  it("keeps any text whole", () => {
    expect(quoted('a"b\\c\n')).toBe('"a\\"b\\\\c\\n"');
  });
});

describe("inNamespaceOfObject", () => {
  it("takes the namespace that was put aside", () => {
    expect(inNamespaceOfObject("x")).toBe(
      'label_replace(x, "namespace", "$1", "exported_namespace", "(.+)")',
    );
  });
});
