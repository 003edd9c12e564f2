import * as fs from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import * as os from "node:os";
import * as path from "node:path";
import {
  describeWithJq,
  runScript as run,
  runScriptAsync as runAsync,
  writeFile,
} from "./support/ci-scripts";
import { TERRAFORM, terraformEnv } from "./support/terraform";

const A = "a".repeat(40);
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-ci-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describeWithJq("smoke-test.sh and notify.sh", () => {
  const got: { readonly url?: string; readonly body: string }[] = [];
  let failures = 0;
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk) => chunks.push(chunk));
    request.on("end", () => {
      got.push({ url: request.url, body: Buffer.concat(chunks).toString() });
      failures -= 1;
      response.statusCode = failures >= 0 ? 503 : 200;
      response.end();
    });
  });
  let origin: string;

  beforeAll(async () => {
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((closed) => server.close(closed)));
  beforeEach(() => {
    got.length = 0;
    failures = 0;
  });

  it("asks every address until it answers", async () => {
    failures = 1;
    const env = { SMOKE_URLS: `${origin}/one\n ${origin}/two`, SMOKE_DELAY_SECONDS: "1" };
    expect((await runAsync("smoke-test.sh", [], env)).code).toBe(0);
    expect(got.map(({ url }) => url)).toEqual(["/one", "/one", "/two"]);
  });

  it("fails where one keeps failing", async () => {
    failures = 100;
    const env = { SMOKE_URLS: origin, SMOKE_RETRIES: "1", SMOKE_DELAY_SECONDS: "1" };
    expect((await runAsync("smoke-test.sh", [], env)).code).not.toBe(0);
  });

  it("warns where there is nothing to ask, and takes no options for addresses", async () => {
    expect(await runAsync("smoke-test.sh", [], { SMOKE_URLS: " " })).toMatchObject({
      code: 0,
      out: expect.stringContaining("::warning"),
    });
    expect((await runAsync("smoke-test.sh", [], { SMOKE_URLS: "--help" })).code).toBe(2);
  });

  it("tells Slack and Discord in their own words, and keeps their addresses to itself", async () => {
    const env = {
      SLACK_WEBHOOK_URL: `${origin}/s3cret-slack`,
      DISCORD_WEBHOOK_URL: `${origin}/s3cret-discord`,
    };
    const { code, out, err } = await runAsync(
      "notify.sh",
      ["staging", 'a "quoted" end', A, "https://run"],
      env,
    );
    const text = `staging: deployment of ${A.slice(0, 12)} ended with a "quoted" end (https://run)`;
    expect(code).toBe(0);
    expect(got.map(({ url, body }) => [url, JSON.parse(body)])).toEqual([
      ["/s3cret-slack", { text }],
      ["/s3cret-discord", { content: text }],
    ]);
    expect(out + err).not.toContain("s3cret");
  });

  it("does not fail a deployment because a chat is down", async () => {
    const env = { SLACK_WEBHOOK_URL: "http://127.0.0.1:1/x" };
    expect(await runAsync("notify.sh", ["staging", "success", A, "https://run"], env)).toMatchObject({
      code: 0,
      out: expect.stringContaining("::warning"),
    });
  });
});

(TERRAFORM === undefined ? describe.skip : describeWithJq)(
  "plan.sh, review.sh, hold.sh, apply.sh and drift.sh",
  () => {
    const stack = () => path.join(folder, "app", "stacks", "shop");
    const env = () => ({
      ...terraformEnv(),
      SLIPWAY_APP_OUT: path.join(folder, "app"),
      GITHUB_OUTPUT: path.join(folder, "outputs"),
      GITHUB_STEP_SUMMARY: path.join(folder, "summary"),
    });
    const read = (file: string) => fs.readFileSync(path.join(folder, file), "utf8");
    const synth = (resources: Readonly<Record<string, string>>) => {
      const bodies = Object.fromEntries(Object.entries(resources).map(([id, input]) => [id, { input }]));
      write("app/manifest.json", JSON.stringify({ version: "0.21.0", stacks: {} }));
      write(
        "app/stacks/shop/cdk.tf.json",
        JSON.stringify({
          resource: { terraform_data: bodies },
          output: { shown: { value: "out-put-value" } },
        }),
      );
    };
    const ok = (script: string, ...args: string[]) => {
      const result = run(script, args, env());
      expect(result).toMatchObject({ code: 0 });
      return result;
    };
    const hold = (how: string) => {
      fs.rmSync(path.join(folder, "outputs"), { force: true });
      ok("hold.sh", "shop", how, path.join(folder, "review"));
      return read("outputs").trim();
    };

    it("apply what was reviewed, once, and refuse anything else", () => {
      synth({ one: "first-value" });
      const planned = ok("plan.sh", "shop", "plan", "-lock=false");
      ok("review.sh", "shop", path.join(folder, "review"));
      expect(read("summary")).toContain("slipway-review");
      expect(hold("none")).toBe("may-apply=false");
      expect(hold("reviewed")).toBe("may-apply=true");

      synth({ one: "first-value", two: "x" });
      ok("plan.sh", "shop", "plan");
      expect(hold("reviewed")).toBe("may-apply=false");
      expect(read("summary")).toContain("+ terraform_data.two");

      synth({ one: "first-value" });
      ok("plan.sh", "shop", "plan");
      fs.copyFileSync(path.join(stack(), "plan"), path.join(folder, "stale"));
      const applied = ok("apply.sh", "shop");
      expect(applied.out).toContain("terraform_data.one: create complete");
      expect(planned.out + applied.out + applied.err).not.toMatch(/out-put-value|first-value/);
      expect(fs.existsSync(path.join(stack(), "plan"))).toBe(false);

      fs.copyFileSync(path.join(folder, "stale"), path.join(stack(), "plan"));
      const again = run("apply.sh", ["shop"], env());
      expect(again.code).not.toBe(0);
      expect(again.out).toContain("Error: Saved plan is stale");

      ok("plan.sh", "shop", "refresh", "-refresh-only", "-lock=false");
      ok("plan.sh", "shop", "plan", "-lock=false");
      fs.rmSync(path.join(folder, "outputs"), { force: true });
      ok("drift.sh", "shop", path.join(folder, "drift.md"));
      expect(read("outputs").trim()).toBe("drifted=false");
      expect(read("drift.md").split("\n")[0]).toBe("<!-- slipway-drift shop -->");
    });

    it("apply nothing nobody reviewed, but a way back that is not dangerous", () => {
      synth({ one: "a" });
      ok("plan.sh", "shop", "plan");
      expect(hold("reviewed")).toBe("may-apply=false");
      expect(hold("risk")).toBe("may-apply=true");
      ok("apply.sh", "shop");
      expect(run("hold.sh", ["shop", "whatever"], env()).code).toBe(2);
    });

    it("do not go on a way back that destroys everything", () => {
      synth(Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`r${index}`, "a"])));
      ok("plan.sh", "shop", "plan");
      ok("apply.sh", "shop");
      synth({ one: "a" });
      ok("plan.sh", "shop", "plan");
      expect(hold("risk")).toBe("may-apply=false");
      expect(
        run("review.sh", ["shop", path.join(folder, "review")], { ...env(), FAIL_ON: "high" }).code,
      ).toBe(1);
      expect(fs.existsSync(path.join(folder, "review", "review.json"))).toBe(true);
    });

    it("review the head of a fork on its rehearsed base", () => {
      for (const [checkout, ids] of [
        ["base", ["kept", "gone"]],
        ["head", ["kept", "made"]],
      ] as const) {
        const bodies = Object.fromEntries(ids.map((id) => [id, { input: id }]));
        const config = JSON.stringify({ resource: { terraform_data: bodies } });
        write(`${checkout}/scripts/build.mjs`, "");
        write(
          `${checkout}/dist/stacks/main.js`,
          `const fs = require("node:fs");
        fs.mkdirSync("cdktf.out/stacks/shop", { recursive: true });
        const shop = { name: "shop", synthesizedStackPath: "stacks/shop/cdk.tf.json", dependencies: [] };
        fs.writeFileSync("cdktf.out/manifest.json", JSON.stringify({ version: "0.21.0", stacks: { shop } }));
        fs.writeFileSync("cdktf.out/stacks/shop/cdk.tf.json", ${JSON.stringify(config)});`,
        );
      }
      const into = path.join(folder, "review");
      const { SLIPWAY_APP_OUT, ...rest } = env();
      const args = [path.join(folder, "base"), path.join(folder, "head"), into];
      expect(run("rehearse-change.sh", args, rest)).toMatchObject({ code: 0 });
      const { reviews } = JSON.parse(fs.readFileSync(path.join(into, "review.json"), "utf8"));
      expect(reviews[0]).toMatchObject({ stack: "shop", basis: "rehearsal" });
      expect(Object.keys(reviews[0].objectFingerprints).sort()).toEqual([
        "terraform_data.gone",
        "terraform_data.made",
      ]);
      expect(read("summary")).toContain("terraform_data.gone");
    });

    it("fail where a plan fails, and say why", () => {
      write(
        "app/stacks/shop/cdk.tf.json",
        JSON.stringify({ resource: { terraform_data: { a: { inpt: 1 } } } }),
      );
      const { code, err } = run("plan.sh", ["shop", "plan"], env());
      expect(code).not.toBe(0);
      expect(err).toContain("inpt");
      expect(run("plan.sh", ["../shop", "plan"], env()).code).toBe(2);
    });
  },
);

function write(name: string, text: string): string {
  return writeFile(folder, name, text);
}
