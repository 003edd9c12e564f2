import * as fc from "fast-check";
import { helmLiteral } from "../../../constructs/observability/helm-literal";

/** What Go's text/template makes of a text whose only actions are string literals. */
function templated(text: string): string {
  return text.replace(/\{\{ "(\{\{)" \}\}|\{\{/g, (action, literal) => {
    if (literal === undefined) {
      throw new Error(`an action nobody meant: ${action}`);
    }
    return literal;
  });
}

describe("helmLiteral", () => {
  it("leaves text without double braces alone", () => {
    expect(helmLiteral("a {b} }} $1")).toBe("a {b} }} $1");
  });

  it("survives a template, braces in any number and order", () => {
    const braces = fc.string({ unit: fc.constantFrom("{", "}", "a", '"', " ", "-") });
    fc.assert(fc.property(braces, (text) => templated(helmLiteral(text)) === text));
  });
});
