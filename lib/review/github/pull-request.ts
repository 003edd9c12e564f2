import { ConfigError } from "../../core/errors";
import { record, text } from "../read/shape";

/** Where a pull request is, and who writes there. */
export interface PullRequestAddress {
  /** `https://api.github.com`, or that of an Enterprise server. */
  readonly apiUrl: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly number: number;
  /** May write to the pull request; never shown. */
  readonly token: string;
}

/** A comment as far as it matters here. */
export interface Comment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** Comments read at once, the most GitHub gives. */
const PAGE = 100;
/** Pull requests with more comments than this many pages are no place for a review. */
const MOST_PAGES = 30;

/** A pull request of GitHub: its comments and labels. */
export class PullRequest {
  constructor(private readonly address: PullRequestAddress) {}

  /**
   * All comments, oldest first.
   *
   * @throws ConfigError `github-refused`
   */
  async comments(): Promise<readonly Comment[]> {
    const found: Comment[] = [];
    for (let page = 1; page <= MOST_PAGES; page++) {
      const answer = await this.ask(
        "GET",
        `/issues/${this.address.number}/comments?per_page=${PAGE}&page=${page}`,
      );
      const entries = Array.isArray(answer) ? answer : [];
      for (const entry of entries.map(record)) {
        found.push({
          id: Number(entry.id),
          author: text(record(entry.user).login) ?? "",
          body: text(entry.body) ?? "",
        });
      }
      if (entries.length < PAGE) {
        break;
      }
    }
    return found;
  }

  async addComment(body: string): Promise<void> {
    await this.ask("POST", `/issues/${this.address.number}/comments`, { body });
  }

  async changeComment(id: number, body: string): Promise<void> {
    await this.ask("PATCH", `/issues/comments/${id}`, { body });
  }

  /** Names of its labels. */
  async labels(): Promise<readonly string[]> {
    const answer = await this.ask("GET", `/issues/${this.address.number}/labels?per_page=${PAGE}`);
    return (Array.isArray(answer) ? answer : []).map((label) => text(record(label).name) ?? "");
  }

  async addLabels(labels: readonly string[]): Promise<void> {
    await this.ask("POST", `/issues/${this.address.number}/labels`, { labels });
  }

  async removeLabel(label: string): Promise<void> {
    await this.ask("DELETE", `/issues/${this.address.number}/labels/${encodeURIComponent(label)}`);
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const { apiUrl, repository, token } = this.address;
    const url = `${apiUrl}/repos/${repository}${path}`;
    let response: Response;
    try {
      response = await fetch(url, {
        method,
        headers: {
          accept: "application/vnd.github+json",
          authorization: `Bearer ${token}`,
          "x-github-api-version": "2022-11-28",
          ...(body && { "content-type": "application/json" }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
      });
    } catch (error) {
      throw refused(`${method} ${path}`, error instanceof Error ? error.message : String(error));
    }
    const answer = await response.text();
    if (!response.ok) {
      throw refused(`${method} ${path}`, `${response.status}: ${messageOf(answer)}`);
    }
    return answer === "" ? undefined : JSON.parse(answer);
  }
}

function messageOf(answer: string): string {
  try {
    return text(record(JSON.parse(answer)).message) ?? "";
  } catch {
    return "";
  }
}

function refused(request: string, why: string): ConfigError {
  return new ConfigError("slipway review-comment", "PullRequest", [
    {
      prop: "",
      code: "github-refused",
      rule: `GitHub did not take ${request.split("?")[0]}`,
      value: why,
      fix: "give the job the permission pull-requests: write, and check repository and number",
    },
  ]);
}
