import { drawn } from "../../../../../lib/review/output/html/graph-picture";

const NODE = { within: "prod", counts: { update: 2 }, risk: "high" } as const;

describe("drawn", () => {
  const { html } = drawn(
    {
      nodes: [
        { id: "prod/Network", name: "Network", ...NODE },
        { id: "prod/<b>", name: "<b>".repeat(20), ...NODE, counts: {}, risk: "none" },
      ],
      edges: [[0, 1]],
      left: 0,
    },
    "Constructs of prod",
    true,
  );

  it("names each construct with what happens to it and its risk, for eyes and for readers of the screen", () => {
    expect(html).toContain('aria-label="Network ~2 high: prod/Network, 2 updated, risk high"');
    expect(html).toContain(
      '<text class="name" x="16" y="21">Network</text><text class="within" x="16" y="38">~2</text>',
    );
    expect(html).toContain("<title>prod/&#60;b&#62;: unchanged, depends on a change</title>");
  });

  it("cuts names to their box and escapes them", () => {
    expect(html).toContain(`>${"&#60;b&#62;".repeat(7)}&#60;b…</text>`);
    expect(html).not.toContain("<b>");
  });

  it("marks what does not change, and joins what needs each other", () => {
    expect(html).toContain("node risk-none still");
    expect(html).toMatch(/<path data-from="0" data-to="1" d="M224 41C\d+ 41 \d+ 41 308 41"\/>/);
  });
});
