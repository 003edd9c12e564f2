import { PullRequest } from "../../../../lib/review/github/pull-request";
import { FakeGitHub } from "../../../support/fake-github";
import { codeOf } from "../../../support/rehearsals";

let github: FakeGitHub;
let apiUrl: string;

beforeEach(async () => {
  github = new FakeGitHub();
  apiUrl = await github.open();
});

afterEach(() => github.close());

function pullRequest(parts: { number?: number; token?: string; apiUrl?: string } = {}): PullRequest {
  return new PullRequest({ apiUrl, repository: "acme/shop", number: 7, token: "planted-token", ...parts });
}

describe("PullRequest", () => {
  it("reads and writes comments", async () => {
    await pullRequest().addComment("one");
    const [comment] = await pullRequest().comments();
    expect(comment).toEqual({ id: 1, author: "github-actions[bot]", body: "one" });
    await pullRequest().changeComment(1, "two");
    expect(github.comments[0]?.body).toBe("two");
  });

  it("writes labels whatever is in their names", async () => {
    await pullRequest().addLabels(["risk:high", "a/b c"]);
    await pullRequest().removeLabel("a/b c");
    expect(await pullRequest().labels()).toEqual(["risk:high"]);
  });

  it("says what GitHub said, and never the token", async () => {
    expect(await codeOf(() => pullRequest({ number: 8 }).comments())).toBe(" github-refused");
    const wrong = pullRequest({ token: "planted-wrong" }).comments();
    await expect(wrong).rejects.toThrow(/401: Bad credentials/);
    await expect(wrong).rejects.not.toThrow(/planted/);
  });

  it("says so where nobody answers", async () => {
    const nobody = pullRequest({ apiUrl: "http://127.0.0.1:1" });
    expect(await codeOf(() => nobody.labels())).toBe(" github-refused");
  });
});
