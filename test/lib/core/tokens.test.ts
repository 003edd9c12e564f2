import { Lazy, Token } from "cdktf";
import { ifKnown, isToken } from "../../../lib/core/tokens";

const later = Lazy.stringValue({ produce: () => "later" });

describe("isToken", () => {
  it("recognizes strings, mixed strings, numbers and lists that are known only later", () => {
    expect(isToken(later)).toBe(true);
    expect(isToken(`arn:${later}`)).toBe(true);
    expect(isToken(Token.asNumber(Lazy.anyValue({ produce: () => 1 })))).toBe(true);
    expect(isToken(Token.asList(Lazy.anyValue({ produce: () => [] })))).toBe(true);
  });

  it("leaves plain values alone, even those that look like Terraform", () => {
    expect([isToken("${aws_vpc.a.id}"), isToken(""), isToken(0), isToken([]), isToken(undefined)]).toEqual(
      Array(5).fill(false),
    );
  });
});

describe("ifKnown", () => {
  it("runs the check on known values only, falsy ones included", () => {
    const seen: unknown[] = [];
    ifKnown("", (value) => seen.push(value));
    ifKnown(0, (value) => seen.push(value));
    ifKnown(undefined, (value) => seen.push(value));
    ifKnown(later, (value) => seen.push(value));
    expect(seen).toEqual(["", 0]);
  });
});
