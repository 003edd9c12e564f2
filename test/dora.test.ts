import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { doraDashboard } from "../constructs/observability/dashboards/dora";
import { ROOT } from "./support/project";
import { describeWithPromtool } from "./support/promtool";
import { FakePushgateway } from "./support/pushgateway";

const PAGE = fs.readFileSync(path.join(ROOT, "docs", "dora.md"), "utf8");
const SCRIPT = /^```sh\n(#!\/bin\/sh\n[\s\S]*?)^```/m.exec(PAGE)?.[1] ?? "";
const EVENTS = [...PAGE.matchAll(/<<'EVENT'\n([\s\S]*?)^EVENT$/gm)].map(([, body = ""]) => body);
/** Names of the contract: the second table of the page. */
const CONTRACT = [...PAGE.matchAll(/^\| `(dora_\w+)` \| (counter|histogram) \|/gm)].map(
  ([, name = ""]) => name,
);

const SHOP = 'environment="production",instance="",job="dora",service="shop"';

describe("docs/dora.md", () => {
  it("names each metric of the contract once, and shows a command for each", () => {
    expect(CONTRACT).toEqual([
      "dora_deployments_total",
      "dora_lead_time_seconds",
      "dora_recovery_seconds",
      "dora_builds_total",
      "dora_build_duration_seconds",
    ]);
    expect(EVENTS.map((body) => /^# TYPE (\S+)/m.exec(body)?.[1])).toEqual(CONTRACT);
  });

  it("names every metric the dashboard shows", () => {
    const shown = JSON.stringify(doraDashboard()).match(/dora_\w+_(total|seconds)/g) ?? [];
    expect([...new Set(shown)].sort()).toEqual([...CONTRACT].sort());
  });

  describeWithPromtool("through promtool", () => {
    it.each(EVENTS.map((body, index) => [CONTRACT[index], body]))(
      "shows %s as Prometheus reads it",
      (_, body) => {
        expect(checkMetrics(body ?? "")).toEqual({ status: 0, text: "" });
      },
    );

    it("would notice text Prometheus does not read", () => {
      expect(checkMetrics("dora_deployments_total four\n").status).not.toBe(0);
    });
  });
});

describe("dora.sh of docs/dora.md", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-dora-"));
  const script = path.join(folder, "dora.sh");
  let gateway: FakePushgateway;
  let url: string;

  beforeAll(() => fs.writeFileSync(script, SCRIPT));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    gateway = new FakePushgateway();
    url = await gateway.start();
  });
  afterEach(() => gateway.stop());

  function run(
    ...args: readonly string[]
  ): Promise<{ readonly status: number | null; readonly text: string }> {
    return new Promise((resolve) => {
      const env = { PATH: process.env.PATH, PUSHGATEWAY_URL: url, DORA_WAIT_SECONDS: "0" };
      const child = spawn("sh", [script, ...args], { env });
      let text = "";
      child.stderr.on("data", (chunk) => {
        text += chunk;
      });
      child.on("close", (status) => resolve({ status, text }));
    });
  }

  async function succeed(...args: readonly string[]): Promise<void> {
    expect(await run(...args)).toEqual({ status: 0, text: "" });
  }

  it("counts up, which the Pushgateway does not", async () => {
    await succeed("deployment", "shop", "production", "success");
    await succeed("deployment", "shop", "production", "success");
    await succeed("deployment", "shop", "production", "rolled_back");
    await succeed("deployment", "shop", "staging", "failed");
    await succeed("deployment", "shop-2", "production", "failed");
    expect(gateway.series).toMatchObject({
      [`dora_deployments_total{${SHOP},status="success"}`]: 2,
      [`dora_deployments_total{${SHOP},status="rolled_back"}`]: 1,
      [`dora_deployments_total{${SHOP},status="failed"}`]: 0,
    });
  });

  it("begins with zeros, so that Prometheus sees the first event as an increase", async () => {
    await succeed("deployment", "shop", "production", "failed");
    const pushed = gateway.pushes.map(({ path: at, body }) => `${at.split("/").pop()} ${lastWord(body)}`);
    expect(pushed).toEqual(["success 0", "failed 0", "rolled_back 0", "failed 1"]);
  });

  it("puts each time into its bucket and every one above", async () => {
    await succeed("lead-time", "shop", "production", "900", "901", "3000000");
    await succeed("lead-time", "shop", "production", "604801");
    const buckets = Object.entries(gateway.series)
      .filter(([series]) => series.startsWith("dora_lead_time_seconds_bucket"))
      .map(([series, value]) => [/le="(.*)"/.exec(series)?.[1], value]);
    expect(Object.fromEntries(buckets)).toEqual({
      "900": 1,
      "3600": 2,
      "14400": 2,
      "86400": 2,
      "259200": 2,
      "604800": 2,
      "2.592e+06": 3,
      "+Inf": 4,
    });
    expect(gateway.series).toMatchObject({
      [`dora_lead_time_seconds_count{${SHOP}}`]: 4,
      [`dora_lead_time_seconds_sum{${SHOP}}`]: 900 + 901 + 3_000_000 + 604_801,
    });
  });

  it("tells of recoveries and builds, with nothing but what the contract names", async () => {
    await succeed("recovery", "shop", "production", "1800");
    await succeed("build", "shop", "success", "312");
    await succeed("build", "shop", "failed", "40");
    expect(gateway.series).toMatchObject({
      [`dora_recovery_seconds_bucket{${SHOP},le="900"}`]: 0,
      [`dora_recovery_seconds_bucket{${SHOP},le="3600"}`]: 1,
      'dora_builds_total{instance="",job="dora",service="shop",status="success"}': 1,
      'dora_builds_total{instance="",job="dora",service="shop",status="failed"}': 1,
      'dora_build_duration_seconds_count{instance="",job="dora",service="shop"}': 2,
      'dora_build_duration_seconds_bucket{instance="",job="dora",service="shop",le="60"}': 1,
    });
    const names = Object.keys(gateway.series).map((series) =>
      series.replace(/\{.*/, "").replace(/_(bucket|sum|count)$/, ""),
    );
    expect(names.filter((name) => !CONTRACT.includes(name))).toEqual([]);
  });

  describeWithPromtool("through promtool", () => {
    it("leaves what Prometheus reads", async () => {
      await succeed("deployment", "shop", "production", "success");
      await succeed("lead-time", "shop", "production", "5400");
      expect(checkMetrics(gateway.exposition())).toEqual({ status: 0, text: "" });
    });
  });

  it.each([
    [[], "not a name"],
    [["deployment", "Shop", "production", "success"], "not a name"],
    [["deployment", "shop", "a/b", "success"], "not a name"],
    [["deployment", "shop", "production", "fine"], "status is one of success failed rolled_back"],
    [["lead-time", "shop", "production"], "seconds are missing"],
    [["lead-time", "shop", "production", "1h"], "not a number of seconds"],
    [["recovery", "shop", "production"], "not a number of seconds"],
    [["build", "shop", "rolled_back", "3"], "status is one of success failed"],
    [["launch", "shop", "production"], "no event is called 'launch'"],
  ])("fails on %j and pushes nothing", async (args, message) => {
    const { status, text } = await run(...args);
    expect(status).toBe(2);
    expect(text).toContain(message);
    expect(gateway.pushes).toEqual([]);
  });

  it("fails where the Pushgateway cannot be reached, instead of starting over", async () => {
    await gateway.stop();
    expect((await run("deployment", "shop", "production", "success")).status).not.toBe(0);
  });
});

function lastWord(text: string): string | undefined {
  return text.trim().split(" ").pop();
}

function checkMetrics(text: string): { readonly status: number | null; readonly text: string } {
  const { status, stdout, stderr } = spawnSync("promtool", ["check", "metrics"], {
    input: text,
    encoding: "utf8",
  });
  return { status, text: `${stdout}${stderr}` };
}
