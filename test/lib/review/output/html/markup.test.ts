import * as fc from "fast-check";
import { code, html, link, visibleLines, words } from "../../../../../lib/review/output/html/markup";
import { HOSTILE_TEXTS, someText } from "../../../../support/reviews";

describe("html", () => {
  it("escapes texts and leaves markup as it is", () => {
    expect(
      html`<b title="${'"x"'}">${"<i>&'`"} ${1} ${html`<u>${"<"}</u>`} ${[html`a`, html`b`]}</b>`.html,
    ).toBe('<b title="&#34;x&#34;">&#60;i&#62;&#38;&#39;&#96; 1 <u>&#60;</u> ab</b>');
  });

  it("leaves out undefined and false, and keeps zero", () => {
    expect(html`[${undefined}${false}${0}]`.html).toBe("[0]");
  });

  it("makes a tag, an attribute or a character that is not seen of no text", () => {
    fc.assert(
      fc.property(fc.oneof(someText, fc.constantFrom(...HOSTILE_TEXTS)), (text) => {
        const made = html`<p title="${text}">${words(text)}</p>${code(text)}`.html;
        const [, inAttribute, inContent, inCode] =
          /^<p title="([^"]*)">([^<]*)<\/p><code>([^<]*)<\/code>$/.exec(made) ?? [];
        for (const part of [inAttribute, inContent, inCode]) {
          expect(part).toBeDefined();
          expect(part).not.toMatch(/[<>"'`]|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        }
      }),
    );
  });
});

describe("link", () => {
  it("leads to pages of http and https", () => {
    expect(link("run", "https://github.com/acme/platform/actions/runs/42?a=1&b=2").html).toBe(
      '<a href="https://github.com/acme/platform/actions/runs/42?a=1&#38;b=2" rel="noopener noreferrer">run</a>',
    );
  });

  it.each([
    "javascript:alert(1)",
    " javascript:alert(1)",
    "data:text/html,x",
    "file:///etc/passwd",
    "https://user:word@host",
    "//host/path",
    "",
  ])("shows %j as text", (url) => {
    expect(link("run", url).html).not.toContain("<a");
  });
});

describe("visibleLines", () => {
  it("keeps lines, shows what cannot be seen and says what it cuts", () => {
    expect(visibleLines("a\n\u202eb", 100)).toBe("a\n\\u202eb");
    expect(visibleLines("x".repeat(1_200), 100)).toBe(`${"x".repeat(100)}\n... (1,100 more characters)`);
  });
});
