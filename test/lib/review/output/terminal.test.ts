import * as fc from "fast-check";
import { renderTerminal, wantsColour } from "../../../../lib/review/output/terminal";
import { visible } from "../../../../lib/review/output/visible";
import { destroys } from "../../../../lib/review/output/words";
import { changeOf, reviewOf, someReviews } from "../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../support/sample-reviews";

const plain = { colour: false };

describe("renderTerminal", () => {
  it("starts with the verdict and what is destroyed", () => {
    expect(renderTerminal([DANGEROUS_REVIEW], plain).split("\n").slice(0, 7)).toEqual([
      "Critical risk: 2 objects are destroyed",
      "",
      "production-eu: 1 deleted, 1 replaced, 2 updated, 1 created",
      "",
      "  Destroyed or let go",
      "    replaced, old one deleted first: aws_db_instance.data_orders_9C41D2E7",
      "    deleted: aws_s3_bucket.data_logs_0001",
    ]);
  });

  it("breaks sentences at words and cuts what is only a detail", () => {
    const lines = renderTerminal([DANGEROUS_REVIEW], { ...plain, columns: 60 }).split("\n");
    expect(lines).toContain("      way out: take a snapshot, restore it into an encrypted");
    expect(lines).toContain("      copy, and move the address");
    expect(lines.some((line) => line.endsWith("…"))).toBe(true);
    expect(lines.every((line) => Array.from(line).length <= 60)).toBe(true);
  });

  it("shows differences, or leaves them out on request", () => {
    expect(renderTerminal([CALM_REVIEW], plain)).toContain("+ image: registry.example/orders:1.3.0");
    expect(renderTerminal([CALM_REVIEW], { ...plain, differences: false })).not.toContain("image");
  });

  it("counts the changes whose differences it leaves out", () => {
    const changes = Array.from({ length: 120 }, (_, index) =>
      changeOf({ address: `aws_x.y_${index}`, kind: "update" }),
    );
    const text = renderTerminal([reviewOf(changes)], plain);
    expect(text).toContain("The differences of 20 changes are left out here");
    expect(text).not.toContain("aws_x.y_119 updated");
  });

  it("colours by risk only where asked to", () => {
    expect(renderTerminal([DANGEROUS_REVIEW], { colour: true })).toContain("\u001b[1;1;31mCritical risk");
    expect(renderTerminal([DANGEROUS_REVIEW], plain)).not.toContain("\u001b");
  });

  it("lets no value steer the terminal, and hides nothing that is destroyed", () => {
    fc.assert(
      fc.property(someReviews(), fc.boolean(), (reviews, colour) => {
        const text = renderTerminal(reviews, { colour, columns: 200 });
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
        const own = text.replace(/\u001b\[[\d;]+m/g, "");
        expect(own).not.toMatch(/[^\n\P{Cc}]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        const joined = own.replace(/\n +/g, "").replaceAll(" ", "");
        for (const { address } of reviews.flatMap(({ changes }) => changes.filter(destroys))) {
          expect(joined).toContain(visible(address).replaceAll(" ", ""));
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("wantsColour", () => {
  it.each([
    [{}, true, true],
    [{}, false, false],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "0" }, false, false],
    [{ NO_COLOR: "1", FORCE_COLOR: "1" }, true, false],
    [{ TERM: "dumb" }, true, false],
  ])("with %j on a terminal (%s) says %s", (environment, isTTY, expected) => {
    expect(wantsColour(environment, { isTTY })).toBe(expected);
  });
});
