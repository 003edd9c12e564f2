import * as http from "node:http";
import type { AddressInfo } from "node:net";

type Labels = Readonly<Record<string, string>>;

interface Family {
  readonly head: readonly string[];
  readonly samples: readonly string[];
}

/**
 * A Pushgateway as far as pipelines use it: a POST replaces the metrics of its names in the group of its path, a GET
 * of /metrics gives everything with the labels of the groups. What it was sent is kept in the order it came.
 */
export class FakePushgateway {
  readonly pushes: { readonly path: string; readonly body: string }[] = [];
  private readonly groups = new Map<string, Map<string, Family>>();
  private readonly server = http.createServer((request, response) => this.answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => {
      this.server.listen(0, "127.0.0.1", resolve);
    });
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => {
      this.server.close(resolve);
    });
  }

  /** Series with all their labels to their values. */
  get series(): Readonly<Record<string, number>> {
    return Object.fromEntries(
      this.exposition()
        .split("\n")
        .filter((line) => line !== "" && !line.startsWith("#"))
        .map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
    );
  }

  /** Everything it knows, as Prometheus reads it. */
  exposition(): string {
    const families = new Map<string, { head: readonly string[]; lines: string[] }>();
    for (const [group, metrics] of this.groups) {
      for (const [name, { head, samples }] of metrics) {
        const family = families.get(name) ?? { head, lines: [] };
        families.set(name, family);
        family.lines.push(...samples.map((sample) => withLabels(sample, labelsOf(group))));
      }
    }
    return [...families.values()].flatMap(({ head, lines }) => [...head, ...lines, ""]).join("\n");
  }

  private answer(request: http.IncomingMessage, response: http.ServerResponse): void {
    if (request.method === "GET" && request.url === "/metrics") {
      response.end(this.exposition());
      return;
    }
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const path = request.url ?? "";
      this.pushes.push({ path, body });
      const group = this.groups.get(path) ?? new Map<string, Family>();
      this.groups.set(path, group);
      const name = /^# TYPE (\S+)/m.exec(body)?.[1] ?? "";
      const lines = body.split("\n").filter((line) => line !== "");
      group.set(name, {
        head: lines.filter((line) => line.startsWith("#")),
        samples: lines.filter((line) => !line.startsWith("#")),
      });
      response.end();
    });
  }
}

function labelsOf(path: string): Labels {
  const parts = path.replace("/metrics/", "").split("/");
  return Object.fromEntries(
    parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : [])),
  );
}

/** As the Pushgateway writes them: by name, with an empty instance, `le` last, and large numbers short. */
function withLabels(sample: string, labels: Labels): string {
  const [, name, own, value] = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(sample) ?? [];
  const all = Object.entries({ ...labels, instance: "" })
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([label, text]) => `${label}="${text}"`);
  const number = Number(value);
  const short = number >= 1_000_000 ? number.toExponential().replace(/e\+(\d)$/, "e+0$1") : String(number);
  return `${name}{${[...all, ...(own === undefined ? [] : [own])].join(",")}} ${short}`;
}
