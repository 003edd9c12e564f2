import { Recent } from "../../../../lib/review/diff/recent";

describe("Recent", () => {
  const counted = () => {
    const texts: string[] = [];
    const recent = new Recent<string | undefined>();
    const of = (text: string) =>
      recent.of(text, (one) => {
        texts.push(one);
        return one === "" ? undefined : one.toUpperCase();
      });
    return { texts, of };
  };

  it("makes something of a text once, also where it comes to nothing", () => {
    const { texts, of } = counted();
    expect([of("a"), of("b"), of("a"), of(""), of("")]).toEqual(["A", "B", "A", undefined, undefined]);
    expect(texts).toEqual(["a", "b", ""]);
  });

  it("forgets what is long ago, and what is very long", () => {
    const { texts, of } = counted();
    for (let index = 0; index < 100; index++) {
      of(String(index));
    }
    of("0");
    expect(texts.filter((text) => text === "0")).toHaveLength(2);
    const long = "x".repeat(300_000);
    of(long);
    of(long);
    expect(texts.filter((text) => text === long)).toHaveLength(2);
  });
});
