import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** A GitHub with one pull request, `acme/shop#7`, that remembers what it was asked. */
export class FakeGitHub {
  readonly comments: { id: number; author: string; body: string }[] = [];
  labels: string[] = [];
  readonly requests: string[] = [];
  private server: Server | undefined;
  private last = 0;

  comment(author: string, body: string): number {
    this.last += 1;
    this.comments.push({ id: this.last, author, body });
    return this.last;
  }

  /** Starts to listen, and gives the address of its API. */
  async open(): Promise<string> {
    this.server = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => {
        text += chunk;
      });
      request.on("end", () => {
        if (request.headers.authorization !== "Bearer planted-token") {
          response.writeHead(401).end('{"message":"Bad credentials"}');
          return;
        }
        const path = (request.url ?? "").replace("/repos/acme/shop/issues", "");
        this.requests.push(`${request.method} ${path.split("?")[0]}`);
        const answer = this.answer(request.method ?? "", path, text === "" ? {} : JSON.parse(text));
        response
          .writeHead(answer === undefined ? 404 : 200)
          .end(JSON.stringify(answer ?? { message: "Not Found" }));
      });
    });
    await new Promise<void>((resolve) => this.server?.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  close(): void {
    this.server?.close();
  }

  private answer(method: string, path: string, body: { body?: string; labels?: string[] }): unknown {
    const [route = "", query = ""] = path.split("?");
    if (route === "/7/comments" && method === "GET") {
      const page = Number(new URLSearchParams(query).get("page"));
      return this.comments
        .slice((page - 1) * 100, page * 100)
        .map(({ id, author, body: text }) => ({ id, user: { login: author }, body: text }));
    }
    if (route === "/7/comments" && method === "POST") {
      return { id: this.comment("github-actions[bot]", body.body ?? "") };
    }
    const comment = this.comments.find(({ id }) => route === `/comments/${id}`);
    if (comment !== undefined && method === "PATCH") {
      comment.body = body.body ?? "";
      return {};
    }
    if (route.startsWith("/7/labels")) {
      const gone = decodeURIComponent(route.slice("/7/labels/".length));
      this.labels = [
        ...this.labels.filter((label) => method !== "DELETE" || label !== gone),
        ...(body.labels ?? []),
      ];
      return this.labels.map((name) => ({ name }));
    }
    return undefined;
  }
}
