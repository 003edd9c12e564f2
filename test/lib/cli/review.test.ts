import * as fs from "node:fs";
import * as path from "node:path";
import { removeTemporaryFolders, synthesized, temporaryFolder } from "../../support/rehearsals";
import { slipway } from "../../support/slipway";
import { describeWithTerraform } from "../../support/terraform";

const FIXTURE = path.join(__dirname, "..", "..", "fixtures", "plans", "terraform-data.json");
/** Secrets of the fixture, all of them made up. */
const SECRETS = ["hunter2", "hunter3", "s3cr3t"];

afterEach(removeTemporaryFolders);

function data(inputs: Readonly<Record<string, unknown>>): object {
  return {
    resource: {
      terraform_data: Object.fromEntries(
        Object.entries(inputs).map(([name, input]) => [
          name,
          { input, "//": { metadata: { path: `shop/${name}`, uniqueId: name } } },
        ]),
      ),
    },
  };
}

describe("slipway review", () => {
  it("says at once what is destroyed, how risky it is and what else happens", async () => {
    const { code, out } = await slipway("review", `shop=${FIXTURE}`);
    expect(code).toBe(0);
    expect(out.split("\n").slice(0, 4).join("\n")).toMatch(/destroy/);
    expect(out).toContain("terraform_data.del");
  });

  it("shows none of the plan's secrets in any output", async () => {
    const folder = temporaryFolder();
    const files = ["review.md", "review.html", "review.json", "review.sarif", "outputs"].map((name) =>
      path.join(folder, name),
    );
    const [markdown = "", html = "", json = "", sarif = "", outputs = ""] = files;
    const { out, err } = await slipway(
      ...[
        "review",
        `shop=${FIXTURE}`,
        "--markdown",
        markdown,
        "--html",
        html,
        "--json",
        json,
        "--sarif",
        sarif,
      ],
      ...["--outputs", outputs],
    );
    expect(err).toBe("");
    for (const text of [out, ...files.map((file) => fs.readFileSync(file, "utf8"))]) {
      expect(text.length).toBeGreaterThan(20);
      for (const secret of SECRETS) {
        expect(text).not.toContain(secret);
      }
    }
    // Nothing else is written: no copy of the plan.
    expect(fs.readdirSync(folder).sort()).toEqual(files.map((file) => path.basename(file)).sort());
  });

  it.each(["terminal", "summary", "markdown", "html", "json", "sarif"])("prints %s", async (format) => {
    const { code, out } = await slipway("review", `shop=${FIXTURE}`, "--format", format);
    expect(code).toBe(0);
    expect(out).toMatch(
      {
        terminal: /shop/,
        summary: /^\w+ risk: 4 objects are destroyed\nshop: .*deleted.*\n$/,
        markdown: /^<!-- /,
        html: /^<!doctype html>/i,
        json: /^\{/,
        sarif: /"2\.1\.0"/,
      }[format] ?? /^$/,
    );
  });

  it("ends with 1 at the risk asked for, and not below it", async () => {
    const { out } = await slipway("review", `shop=${FIXTURE}`, "--format", "json");
    const { risk } = JSON.parse(out).reviews[0];
    expect((await slipway("review", `shop=${FIXTURE}`, "--fail-on", risk)).code).toBe(1);
    expect((await slipway("review", `shop=${FIXTURE}`, "--fail-on", "critical")).code).toBe(
      risk === "critical" ? 1 : 0,
    );
  });

  it("puts stacks in the order of their dependencies", async () => {
    const appOut = synthesized({ app: {}, network: {} });
    fs.writeFileSync(
      path.join(appOut, "manifest.json"),
      JSON.stringify({ stacks: { app: { dependencies: ["network"] }, network: { dependencies: [] } } }),
    );
    const { out } = await slipway(
      ...["review", `app=${FIXTURE}`, `network=${FIXTURE}`, "--app-out", appOut, "--format", "json"],
    );
    expect(JSON.parse(out).reviews.map(({ stack }: { stack: string }) => stack)).toEqual(["network", "app"]);
  });

  it("writes what a workflow reads", async () => {
    const outputs = path.join(temporaryFolder(), "outputs");
    await slipway("review", `shop=${FIXTURE}`, "--outputs", outputs);
    const lines = fs.readFileSync(outputs, "utf8").trim().split("\n");
    expect(lines.map((line) => line.split("=")[0])).toEqual([
      "risk",
      "destroyed",
      "labels",
      "counts",
      "fingerprints",
    ]);
    expect(lines[2]).toContain("plan:destroys");
  });

  it.each([
    [["--format", "pdf"], /--format.*unknown-format|unknown-format/],
    [["--fail-on", "bad"], /unknown-level/],
    [["--waivers", "no/such"], /waivers-missing/],
  ])("fails with 2 at %j", async (flags, message) => {
    const { code, err } = await slipway("review", `shop=${FIXTURE}`, ...flags);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe("slipway review-verify", () => {
  async function reviewed(): Promise<string> {
    const file = path.join(temporaryFolder(), "review.json");
    await slipway("review", `shop=${FIXTURE}`, "--json", file);
    return file;
  }

  it("lets a plan pass that does what was reviewed", async () => {
    const { code, out } = await slipway("review-verify", `shop=${FIXTURE}`, "--reviewed", await reviewed());
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^shop: does what was reviewed \(sha256:/),
    });
  });

  it("may be written in two words", async () => {
    const { code } = await slipway("review", "verify", `shop=${FIXTURE}`, "--reviewed", await reviewed());
    expect(code).toBe(0);
  });

  it("stops one that does something else, and says what", async () => {
    const plan = JSON.parse(fs.readFileSync(FIXTURE, "utf8"));
    const [first, ...others] = plan.resource_changes;
    first.change.after = { ...first.change.after, input: "v3" };
    plan.resource_changes = [
      first,
      ...others.filter(({ address }: { address: string }) => address !== "terraform_data.del"),
      { address: "terraform_data.extra", type: "terraform_data", change: { actions: ["create"], after: {} } },
    ];
    const fresh = path.join(temporaryFolder(), "fresh.json");
    fs.writeFileSync(fresh, JSON.stringify(plan));
    const { code, out } = await slipway("review-verify", `shop=${fresh}`, "--reviewed", await reviewed());
    expect(code).toBe(1);
    expect(out).toBe(
      [
        "shop: does not do what was reviewed",
        "  + terraform_data.extra",
        "  - terraform_data.del",
        "  ~ terraform_data.cbd",
        "",
      ].join("\n"),
    );
  });

  it("fails with 2 where nothing was reviewed", async () => {
    const unknown = await slipway("review-verify", `other=${FIXTURE}`, "--reviewed", await reviewed());
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringMatching(/stack-not-reviewed/)]);
    const missing = await slipway("review-verify", `shop=${FIXTURE}`, "--reviewed", "no/such");
    expect([missing.code, missing.err]).toEqual([2, expect.stringMatching(/review-missing/)]);
  });
});

describe("slipway review-change", () => {
  it("compares configurations where that is asked for, and says that it is no plan", async () => {
    const base = synthesized({ shop: data({ stays: 1, changes: 1, goes: 1 }) });
    const head = synthesized({ shop: data({ stays: 1, changes: 2, comes: "other" }) });
    const { code, out } = await slipway(
      ...["review-change", "--base", base, "--app-out", head, "--configuration", "--format", "json"],
    );
    const [review] = JSON.parse(out).reviews;
    expect(code).toBe(0);
    expect(review).toMatchObject({ basis: "configuration", counts: { create: 1, update: 1, delete: 1 } });
    const markdown = await slipway(
      ...["review-change", "--base", base, "--app-out", head, "--configuration", "--format", "markdown"],
    );
    expect(markdown.out.split("\n").slice(0, 4).join("\n")).toMatch(/configuration/i);
  });
});

describeWithTerraform("slipway review-change with terraform", () => {
  it("plans the head on the rehearsed base, without credentials", async () => {
    const base = synthesized({ shop: data({ stays: 1, changes: 1, goes: 1 }) });
    const head = synthesized({ shop: data({ stays: 1, changes: 2, comes: 1 }) });
    const { code, out } = await slipway(
      "review-change",
      "--base",
      base,
      "--app-out",
      head,
      "--format",
      "json",
    );
    const [review] = JSON.parse(out).reviews;
    expect(code).toBe(0);
    expect(review).toMatchObject({ basis: "rehearsal", counts: { create: 1, update: 1, delete: 1 } });
    expect(review.changes.map(({ constructPath }: { constructPath?: string }) => constructPath)).toContain(
      "shop/comes",
    );
  });

  it("plans from nothing without a base, and for a stack the base does not have", async () => {
    const head = synthesized({ shop: data({ comes: 1 }) });
    for (const flags of [[], ["--base", synthesized({ other: data({ a: 1 }) })]]) {
      const { out } = await slipway("review-change", "--app-out", head, "--format", "json", ...flags);
      expect(JSON.parse(out).reviews[0].counts).toEqual({ create: 1 });
    }
  });

  it("ends with 1 and shows the error where the head cannot be planned", async () => {
    const head = synthesized({ shop: { resource: { terraform_data: { a: { nonsense: 1 } } } } });
    const { code, err } = await slipway("review-change", "--app-out", head);
    expect(code).toBe(1);
    expect(err).toMatch(/nonsense/);
  });
});
