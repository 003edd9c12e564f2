import * as path from "node:path";
import { type CommentFlags, commentCommand } from "../../../lib/cli/review-comment";
import { FakeGitHub } from "../../support/fake-github";
import { codeOf, removeTemporaryFolders, temporaryFolder } from "../../support/rehearsals";
import { slipway } from "../../support/slipway";

const FIXTURE = path.join(__dirname, "..", "..", "fixtures", "plans", "terraform-data.json");

afterEach(removeTemporaryFolders);

async function reviewed(): Promise<string> {
  const file = path.join(temporaryFolder(), "review.json");
  await slipway("review", `shop=${FIXTURE}`, "--json", file);
  return file;
}

async function run(flags: Partial<CommentFlags>, token?: string, apiUrl?: string) {
  const lines: string[] = [];
  const io = { out: (line: string) => void lines.push(line), err: { write: () => true } };
  const given = {
    reviewed: await reviewed(),
    repository: "acme/shop",
    pullRequest: "7",
    mode: "sticky",
    author: "github-actions[bot]",
    labels: true,
    ...flags,
  };
  const code = await commentCommand(
    given,
    { ...(token && { GITHUB_TOKEN: token }), ...(apiUrl && { GITHUB_API_URL: apiUrl }) },
    io,
  );
  return { code, out: lines.join() };
}

describe("slipway review-comment", () => {
  it("writes the review into its pull request", async () => {
    const github = new FakeGitHub();
    try {
      const { code, out } = await run({}, "planted-token", await github.open());
      expect({ code, out }).toEqual({ code: 0, out: "Comment of acme/shop#7: created" });
      expect(github.comments[0]?.body).toContain("terraform_data.del");
      expect(github.labels).toContain("plan:destroys");
    } finally {
      github.close();
    }
  });

  it("refuses everything that is wrong at once, before it asks anybody", async () => {
    expect(await codeOf(() => run({ pullRequest: "x", repository: "acme", mode: "loud" }))).toBe(
      "--pull-request invalid-number, --repository invalid-repository, --mode unknown-mode, GITHUB_TOKEN missing-token",
    );
  });

  it("names the review it cannot read", async () => {
    expect(await codeOf(() => run({ reviewed: "no/such" }, "t"))).toBe("--reviewed review-missing");
  });
});
