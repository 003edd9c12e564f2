import { type PublishOptions, publish } from "../../../../lib/review/github/publish";
import { PullRequest } from "../../../../lib/review/github/pull-request";
import { renderMarkdown } from "../../../../lib/review/output/markdown/render-markdown";
import type { Review } from "../../../../lib/review/review";
import { FakeGitHub } from "../../../support/fake-github";
import { reviewOf } from "../../../support/reviews";
import { CALM_REVIEW, DANGEROUS_REVIEW } from "../../../support/sample-reviews";

let github: FakeGitHub;
let apiUrl: string;

beforeEach(async () => {
  github = new FakeGitHub();
  apiUrl = await github.open();
});

afterEach(() => github.close());

const BOT = "github-actions[bot]";

function published(reviews: readonly Review[], options: Partial<PublishOptions> = {}) {
  const pullRequest = new PullRequest({ apiUrl, repository: "acme/shop", number: 7, token: "planted-token" });
  return publish(pullRequest, reviews, { author: BOT, ...options });
}

describe("publish", () => {
  it("writes one comment, keeps it in its place, and leaves it alone where it says the same", async () => {
    github.comment("somebody", "first!");
    expect(await published([CALM_REVIEW])).toBe("created");
    expect(await published([CALM_REVIEW])).toBe("unchanged");
    expect(await published([DANGEROUS_REVIEW])).toBe("updated");
    expect(github.comments).toHaveLength(2);
    expect(github.comments[1]?.body).toContain("objects are destroyed");
    expect(github.comments[0]?.body).toBe("first!");
  });

  it("finds its comment behind many others", async () => {
    for (let index = 0; index < 250; index++) {
      github.comment("somebody", "me too");
    }
    await published([CALM_REVIEW]);
    expect(await published([DANGEROUS_REVIEW])).toBe("updated");
    expect(github.comments).toHaveLength(251);
  });

  it("does not take up a comment somebody else put its marker on, nor one of another workflow", async () => {
    github.comment("mallory", renderMarkdown([CALM_REVIEW]));
    github.comment(BOT, renderMarkdown([CALM_REVIEW], { key: "other" }));
    expect(await published([DANGEROUS_REVIEW])).toBe("created");
    expect(github.comments).toHaveLength(3);
    expect(await published([CALM_REVIEW], { key: "other" })).toBe("unchanged");
  });

  it("adds a comment each time where that is wanted", async () => {
    await published([CALM_REVIEW], { mode: "new" });
    expect(await published([CALM_REVIEW], { mode: "new" })).toBe("created");
    expect(github.comments).toHaveLength(2);
  });

  it("does not begin with a review in which nothing changes, but keeps one it began up to date", async () => {
    const nothing = [reviewOf([])];
    expect(await published(nothing, { mode: "changes-only" })).toBe("left out");
    await published([CALM_REVIEW], { mode: "changes-only" });
    expect(await published(nothing, { mode: "changes-only" })).toBe("updated");
    expect(github.comments).toHaveLength(1);
  });

  it("sets its labels, takes off its stale ones and no others", async () => {
    github.labels = ["bug", "risk:low", "plan:no-changes"];
    await published([DANGEROUS_REVIEW]);
    expect(github.labels).toEqual(expect.arrayContaining(["bug", "risk:critical"]));
    expect(github.labels).not.toContain("risk:low");
    expect(github.labels).not.toContain("plan:no-changes");
    const before = [...github.labels];
    github.requests.length = 0;
    await published([DANGEROUS_REVIEW]);
    expect(github.labels).toEqual(before);
    expect(github.requests.filter((request) => !request.startsWith("GET"))).toEqual([]);
  });

  it("leaves labels alone where that is wanted", async () => {
    await published([DANGEROUS_REVIEW], { labels: false });
    expect(github.labels).toEqual([]);
  });
});
