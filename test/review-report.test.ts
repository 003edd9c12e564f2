import { renderHtml } from "../lib/review/output/html/render-html";
import { type Review, RISK_LEVELS } from "../lib/review/review";
import { Browser, type Page } from "./support/browser";
import { describeWithChromium } from "./support/chromium";
import { lowContrast, nameless } from "./support/page-audit";
import { click, listed } from "./support/page-gestures";
import { changeOf, HOSTILE_TEXTS, reviewOf } from "./support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "./support/sample-reviews";

const QUIET = { console: [], requests: [], violations: [] };

/** A review with a text wherever a plan could put one. */
function reviewMadeOf(text: string): Review {
  const finding = {
    rule: text,
    level: "high",
    address: text,
    title: text,
    evidence: text,
    fix: text,
  } as const;
  const change = changeOf({
    address: `aws_vpc.a[${JSON.stringify(text)}]`,
    previousAddress: text,
    type: text,
    kind: "replace",
    replacement: "delete-first",
    importId: text,
    constructPath: `staging/${text}`,
    reason: text,
    risk: "high",
    findings: [finding, { ...finding, waiver: { reason: text, expires: text } }],
    attributes: [{ path: text, before: text, after: text, forcesReplacement: true, sources: [text] }],
    documents: [{ path: text, title: text, language: "yaml", notes: [text], lines: [{ sign: "+", text }] }],
    hidden: { [text]: 1 },
    dependents: [text],
  });
  return reviewOf([change], {
    stack: text,
    commit: text,
    runUrl: text,
    terraformVersion: text,
    fingerprint: text,
    outputs: [{ name: text, kind: "update", before: text, after: text }],
    drift: [change],
    checks: [{ address: text, kind: text, status: "fail", messages: [text] }],
    invocations: [{ address: text, trigger: text }],
    deferred: [{ address: text, reason: text }],
    findings: [finding],
    churn: [{ from: text, to: text, likeness: 1, remedy: text }],
    edges: [{ from: text, to: change.address }],
  });
}

async function search(page: Page, text: string): Promise<void> {
  await page.call((text) => {
    const field = document.querySelector<HTMLInputElement>(".search");
    if (field) {
      field.value = text;
      field.dispatchEvent(new Event("input"));
    }
  }, text);
  await new Promise((resolve) => setTimeout(resolve, 150));
}

describeWithChromium("the report in a browser", () => {
  let browser: Browser;
  beforeAll(() => {
    browser = new Browser();
  });
  afterAll(() => browser.close());

  it("opens without an error, a request or a violation", async () => {
    const page = await browser.open(renderHtml([CALM_REVIEW, DANGEROUS_REVIEW]));
    expect(await listed(page)).toHaveLength(5);
    expect(page.misdeeds()).toEqual(QUIET);
  });

  it("would notice a script, a style or a request of a value", async () => {
    const page = await browser.open(
      renderHtml([CALM_REVIEW]).replace(
        "</main>",
        '<img src="https://evil.example/p.png" onerror="globalThis.hacked = true"><script>globalThis.hacked = true</script></main>',
      ),
    );
    expect(page.misdeeds().violations.length).toBeGreaterThan(0);
    expect(await page.call(() => "hacked" in globalThis)).toBe(false);
  });

  it("shows hostile values and does nothing they say", async () => {
    for (const text of HOSTILE_TEXTS) {
      const page = await browser.open(renderHtml([reviewMadeOf(text)]));
      await page.call(() => {
        for (const details of document.querySelectorAll("details")) {
          details.open = true;
        }
      });
      await page.until(() => document.querySelector(".detail .diff") !== null);
      const found = await page.call(() => ({
        hacked: "hacked" in globalThis,
        foreign: document.querySelectorAll("img, iframe, object, embed, [onerror], [onclick], [style]")
          .length,
        links: [...document.querySelectorAll<HTMLAnchorElement>("a[href]")].filter(
          ({ href }) => !href.startsWith("file:"),
        ).length,
        unseen: /[\p{Cf}\p{Co}\u2028]|(?!\n)\p{Cc}/u.test(document.querySelector("main")?.textContent ?? ""),
      }));
      expect([text, found]).toEqual([text, { hacked: false, foreign: 0, links: 0, unseen: false }]);
      expect(page.misdeeds()).toEqual(QUIET);
    }
  }, 120_000);

  it("filters by kind, risk and type", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    await click(page, '.chip[data-value="delete"]');
    expect(await listed(page)).toEqual(["aws_s3_bucket.data_logs_0001"]);
    await click(page, '.chip[data-value="create"]');
    expect(await listed(page)).toHaveLength(2);
    await click(page, ".controls .quiet");
    await click(page, '.chip[data-value="critical"]');
    expect(await listed(page)).toEqual([
      "aws_db_instance.data_orders_9C41D2E7",
      "aws_security_group_rule.data_ssh_10FE",
    ]);
    await page.call(() => {
      const select = document.querySelector("select");
      if (select) {
        select.value = "aws_db_instance";
        select.dispatchEvent(new Event("change"));
      }
    });
    expect(await listed(page)).toEqual(["aws_db_instance.data_orders_9C41D2E7"]);
    expect(await page.call(() => document.querySelector(".status")?.textContent)).toBe("1 of 5 changes");
  });

  it("searches addresses, constructs, arguments and documents", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    for (const [text, count] of [
      ["0002", 1],
      ["production-eu/data", 4],
      ["deletion_protection", 1],
      ["IAM:passrole", 1],
      ["data 0.0.0.0/0", 1],
      ["nothing like it", 0],
      ["", 5],
    ] as const) {
      await search(page, text);
      expect([text, (await listed(page)).length]).toEqual([text, count]);
    }
    expect(await page.call(() => document.activeElement?.className)).not.toBe("search");
    await page.key("/");
    expect(await page.call(() => document.activeElement?.className)).toBe("search");
  });

  it("unfolds a change into its arguments and documents", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    await click(page, '.change[data-index="0"] > summary');
    await page.until(() => document.querySelector(".change[open] .attributes") !== null);
    expect(await page.call(() => document.querySelector(".change[open] tr.forces")?.textContent)).toBe(
      "storage_encryptedforces replacementfalsetrue",
    );
    await click(page, '.change[data-index="2"] > summary');
    await page.until(() => document.querySelector(".change[open] .diff") !== null);
    expect(
      await page.call(() =>
        [...document.querySelectorAll(".line.added, .line.removed")].map((line) => line.textContent?.trim()),
      ),
    ).toEqual(['+"iam:PassRole"', '-"arn:aws:s3:::orders/*"', '+"*"']);
  });

  it("leads from a finding to its change", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    await search(page, "logs");
    await click(page, '.findings a.jump[data-address="aws_iam_role_policy.shop_orders_3A3A"]');
    await page.until(() => document.activeElement?.closest(".change[open]") !== null);
    expect(await listed(page)).toEqual(["aws_iam_role_policy.shop_orders_3A3A"]);
  });

  it("filters the list by a construct of the tree", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]));
    await click(page, '.pick[title="production-eu/shop"]');
    expect(await listed(page)).toEqual(["aws_iam_role_policy.shop_orders_3A3A"]);
    await click(page, '.pick[title="production-eu/shop"]');
    expect(await listed(page)).toHaveLength(5);
  });

  it("shows one stack at a time, the riskiest first, and all of them on paper", async () => {
    const page = await browser.open(renderHtml([CALM_REVIEW, DANGEROUS_REVIEW]));
    const shown = () =>
      page.call(() => [...document.querySelectorAll("article:not([hidden])")].map(({ id }) => id));
    expect(await shown()).toEqual(["stack-1"]);
    await click(page, '.stacks a[data-stack="0"]');
    await page.until(() => document.getElementById("stack-1")?.hidden === true);
    expect(await listed(page)).toHaveLength(3);
    await page.call(() => dispatchEvent(new Event("beforeprint")));
    expect(await shown()).toEqual(["stack-0", "stack-1"]);
  });

  it("tells what is destroyed and risky, and draws its picture, without a script", async () => {
    const page = await browser.open(renderHtml([CALM_REVIEW, DANGEROUS_REVIEW]), { script: false });
    const text = await page.call(
      () =>
        `${document.querySelector(".verdict")?.textContent} ${document.querySelector("main")?.textContent}`,
    );
    expect(text).toContain("Critical risk: 2 objects are destroyed");
    expect(text).toContain("aws_s3_bucket.data_logs_0001");
    expect(text).toContain("keep 10.0.0.0/8, or use AWS Systems Manager instead");
    expect(await page.call(() => document.querySelector("noscript p")?.getClientRects().length)).toBe(1);
    const pictures = await page.call(
      () =>
        [...document.querySelectorAll(".picture")].filter(
          (picture) => picture.getBoundingClientRect().height > 0,
        ).length,
    );
    expect(pictures).toBe(2);
    expect(page.misdeeds()).toEqual(QUIET);
  });

  it.each([
    ["light", false],
    ["dark", true],
  ])("can be read and heard by everybody (%s)", async (_look, dark) => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW, CALM_REVIEW]), { dark });
    await page.call(() => {
      for (const details of document.querySelectorAll("details")) {
        details.open = true;
      }
    });
    await page.until(() => document.querySelectorAll(".detail").length > 3);
    expect(await page.call(lowContrast)).toEqual([]);
    expect(await page.call(nameless)).toEqual([]);
  });

  it("names a risk the same with its script and without", async () => {
    const changes = RISK_LEVELS.map((level, index) =>
      changeOf({ address: `aws_vpc.v${index}`, kind: "delete", risk: level }),
    );
    const page = await browser.open(renderHtml([reviewOf(changes)]));
    const named = (part: string) =>
      page.call(
        (part) =>
          [...document.querySelectorAll(`${part} .badge`)].map(
            (badge) => `${badge.className}: ${badge.textContent}`,
          ),
        part,
      );
    expect(await named(".gone")).toHaveLength(RISK_LEVELS.length);
    expect(await named(".changes")).toEqual(await named(".gone"));
  });

  it("fits a narrow screen", async () => {
    const page = await browser.open(renderHtml([DANGEROUS_REVIEW]), { size: [390, 800] });
    expect(await page.call(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  it("stays quick with 10,000 changes", async () => {
    const changes = Array.from({ length: 10_000 }, (_, index) =>
      changeOf({
        address: `aws_iam_role.r${index}_role`,
        kind: index % 500 === 0 ? "delete" : "update",
        constructPath: `staging/Team${index % 40}/Service${index}/Role`,
        attributes: [
          {
            path: "description",
            before: "old",
            after: `text ${index} ${"x".repeat(400)}`,
            forcesReplacement: false,
            sources: [],
          },
        ],
      }),
    );
    const page = await browser.open(renderHtml([reviewOf(changes)]));
    expect(await listed(page)).toHaveLength(100);
    const milliseconds = await page.call(async () => {
      const field = document.querySelector<HTMLInputElement>(".search");
      const started = performance.now();
      if (field) {
        field.value = "text 9999 ";
        field.dispatchEvent(new Event("input"));
      }
      while (document.querySelectorAll(".change").length !== 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return performance.now() - started;
    });
    expect(milliseconds).toBeLessThan(3_000);
    expect(await listed(page)).toEqual(["aws_iam_role.r9999_role"]);
    await search(page, "");
    await page.call(() => document.querySelector(".end")?.scrollIntoView());
    await page.until(() => document.querySelectorAll(".change").length > 100);
    expect(await page.call(() => document.querySelectorAll("*").length)).toBeLessThan(20_000);
    expect(page.misdeeds()).toEqual(QUIET);
  });
});
