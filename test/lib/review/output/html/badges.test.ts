import { kindBadge, riskBadge, riskWord } from "../../../../../lib/review/output/html/badges";
import { RISK_LEVELS } from "../../../../../lib/review/review";
import { changeOf } from "../../../../support/reviews";

describe("badges", () => {
  it("say their risk in words, each a different one", () => {
    expect(new Set(RISK_LEVELS.map(riskWord)).size).toBe(RISK_LEVELS.length);
    expect(riskBadge("review").html).toBe('<span class="badge risk-review">look at it</span>');
  });

  it("say what happens, with the order of a replacement", () => {
    const change = changeOf({ address: "a.b", kind: "replace", replacement: "create-first" });
    expect(kindBadge(change).html).toContain("Replaced, new one created first");
    expect(kindBadge({ ...change, kind: "delete", deposed: "<0a>" }).html).toContain(
      "Deleted (deposed &#60;0a&#62;)",
    );
  });
});
