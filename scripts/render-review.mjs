import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { transformSync } from "@swc/core";
import { root } from "./lib.mjs";

// Takes the pictures of docs/review: two changes of the staging environment, planned by the real terraform on a rehearsed
// state, reviewed and opened in a browser. Another folder may be named; the pages themselves are kept there too.
const target = process.argv[2] ?? join(root, "docs", "review");
const keepsPages = process.argv[2] !== undefined;
const TALLEST = 1_900;
const NOW = new Date("2026-11-21T00:00:00Z");

const require = createRequire(import.meta.url);
require.extensions[".ts"] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, "utf8"), {
    filename,
    swcrc: false,
    module: { type: "commonjs" },
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
  });
  module._compile(code, filename);
};

const { planChange } = require(join(root, "lib", "rehearsal", "harness", "plan-change.ts"));
const { parsePlan } = require(join(root, "lib", "review", "read", "parse-plan.ts"));
const { synthesizedOf } = require(join(root, "lib", "review", "read", "synthesized.ts"));
const { maskPlan } = require(join(root, "lib", "review", "mask", "mask-plan.ts"));
const { reviewPlan } = require(join(root, "lib", "review", "review-plan.ts"));
const { renderHtml } = require(join(root, "lib", "review", "output", "html", "render-html.ts"));
const { Browser } = require(join(root, "test", "support", "browser.ts"));

/** What a team may do to the environment, as changes of what is synthesized. */
const CHANGES = {
  calm(find, config) {
    const keda = find("helm_release", "Keda/Release/Resource");
    keda.version = keda.version.replace(/\d+$/, (patch) => String(Number(patch) + 1));
    keda.values[0] = keda.values[0].replace(/^ {4}replicaCount: 2$/m, "    replicaCount: 3");
    find("aws_cloudwatch_log_group", "FlowLogs/LogGroup").retention_in_days = 400;
    copyOf(config, "aws_ecr_repository", "worker", "billing");
    copyOf(config, "aws_ecr_lifecycle_policy", "worker", "billing");
  },
  dangerous(find, config) {
    find("aws_s3_bucket", "Loki/Storage/Resource").bucket_prefix = "slipway-logs-";
    find("aws_eks_node_group", "NodeGroups/general/Resource").ami_type = "BOTTLEROCKET_x86_64";
    const network = find("aws_eks_cluster", "Cluster/Resource").vpc_config;
    network.endpoint_public_access = true;
    network.public_access_cidrs = ["0.0.0.0/0"];
    const policy = find("aws_iam_role_policy", "FlowLogs/RolePolicy");
    policy.policy = policy.policy
      .replace('"logs:CreateLogStream"', '"logs:*","iam:PassRole"')
      .replace(/"Resource":\$\{.*?\)\}/, '"Resource":"*"');
    const prometheus = find("helm_release", "Prometheus/Release/Resource");
    prometheus.version = prometheus.version.replace(/^\d+/, (major) => String(Number(major) + 1));
    const renamed = JSON.stringify(config)
      .replaceAll("Repositories_orders_", "Repositories_checkout_")
      .replaceAll("Repositories/orders/", "Repositories/checkout/");
    Object.assign(config, JSON.parse(renamed));
  },
};

/** Adds an object like the one of a construct, under a name of its own. */
function copyOf(config, type, from, to) {
  const objects = config.resource[type];
  const [id, object] = Object.entries(objects).find(([id]) => id.includes(`_${from}_`));
  objects[id.replace(from, to)] = JSON.parse(JSON.stringify(object).replaceAll(from, to));
}

const work = mkdtempSync(join(tmpdir(), "slipway-review-"));
const browser = new Browser();
try {
  process.env.CDKTF_OUTDIR = work;
  process.env.SLIPWAY_ENVIRONMENT = "staging";
  require(join(root, "stacks", "main.ts"));
  const base = join(work, "stacks", "staging");
  mkdirSync(target, { recursive: true });
  for (const [name, change] of Object.entries(CHANGES)) {
    const head = join(work, name, "stacks", "staging");
    cpSync(base, head, { recursive: true });
    const config = JSON.parse(readFileSync(join(base, "cdk.tf.json"), "utf8"));
    change((type, path) => find(config, type, path), config);
    writeFileSync(join(head, "cdk.tf.json"), JSON.stringify(config));
    const { plan, steps } = await planChange(base, head);
    if (plan === undefined) {
      throw new Error(JSON.stringify(steps.find(({ ok }) => !ok)?.diagnostics, null, 2));
    }
    const review = reviewPlan(maskPlan(parsePlan(plan)), synthesizedOf(config, "staging"), {
      stack: "staging",
      basis: "rehearsal",
      now: NOW,
    });
    const html = renderHtml([review]);
    const page = await opened(html, false);
    // A long page shows in the docs what a reader sees first; the whole of it can be opened.
    const height = await page.call(() => document.documentElement.scrollHeight);
    writeFileSync(
      join(target, `${name}.png`),
      await page.picture({ top: 0, height: Math.min(height, TALLEST) }),
    );
    if (name === "dangerous") {
      const dark = await opened(html, true);
      const strip = await dark.call(() => {
        const bottom = document.querySelector(".change[open]")?.getBoundingClientRect().bottom ?? 0;
        const top = document.querySelector(".constructs")?.getBoundingClientRect().top ?? 0;
        return { top: top - 24, height: bottom - top + 24 };
      });
      writeFileSync(join(target, "constructs.png"), await dark.picture(strip));
    }
    if (keepsPages) {
      writeFileSync(join(target, `${name}.html`), html);
    }
    console.log(
      `${name}: ${review.risk}, ${JSON.stringify(review.counts)}, ${JSON.stringify(page.misdeeds())}`,
    );
  }
} finally {
  await browser.close();
  rmSync(work, { recursive: true, force: true });
}

/** The page of a review, with a change unfolded that has something to show. */
async function opened(html, dark) {
  const page = await browser.open(html, { dark });
  await page.call(() => {
    const changes = [...document.querySelectorAll("details.change")];
    for (const change of changes) {
      change.open =
        change === (changes.find((one) => one.textContent.includes("FlowLogs_RolePolicy")) ?? changes[0]);
    }
  });
  await page.until(() => document.querySelector("details.change .detail") !== null);
  return page;
}

function find(config, type, path) {
  const found = Object.values(config.resource[type]).find((object) =>
    object["//"].metadata.path.endsWith(path),
  );
  if (found === undefined) {
    throw new Error(`no ${type} at ${path}`);
  }
  return found;
}
