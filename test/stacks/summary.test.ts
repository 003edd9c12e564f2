import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { App, TerraformStack } from "cdktf";
import { renderTable, rowOf, summarize, timed } from "../../stacks/summary";

const TEXT = JSON.stringify({
  resource: {
    aws_vpc: { a: {} },
    aws_subnet: { a: {}, b: {} },
    terraform_data: { gate: {} },
    helm_release: {
      l: { name: "loki", version: "18.11.0" },
      m: { name: "settings" },
      k: { name: "keda", version: "2.20.2" },
    },
  },
});

describe("rowOf", () => {
  it("counts resources by provider and names releases with their versions", () => {
    expect(rowOf("staging", "out/stacks/staging", TEXT, 0.5)).toEqual({
      stack: "staging",
      resources: ["aws 3", "helm 3", "terraform 1"],
      releases: ["keda 2.20.2", "loki 18.11.0", "settings (manifests)"],
      bytes: Buffer.byteLength(TEXT),
      seconds: 0.5,
      folder: "out/stacks/staging",
    });
  });

  it("reads a stack without resources", () => {
    expect(rowOf("empty", "f", "{}", 0)).toMatchObject({ resources: [], releases: [] });
  });
});

describe("renderTable", () => {
  it("keeps cells of several lines in their columns", () => {
    const row = {
      stack: "staging",
      resources: ["aws 90", "helm 1"],
      releases: ["keda 2.20.2"],
      bytes: 12345,
      seconds: 0.126,
      folder: "out",
    };
    expect(renderTable([row, { ...row, stack: "b", resources: [], releases: [] }]).split("\n")).toEqual([
      "stack   │ resources │ Helm releases │  bytes │ seconds │ output folder",
      "────────┼───────────┼───────────────┼────────┼─────────┼──────────────",
      "staging │ aws 90    │ keda 2.20.2   │ 12,345 │    0.13 │ out",
      "        │ helm 1    │               │        │         │",
      "────────┼───────────┼───────────────┼────────┼─────────┼──────────────",
      "b       │           │               │ 12,345 │    0.13 │ out",
    ]);
  });
});

describe("timed", () => {
  it("adds the time of synthesis to the time of building", () => {
    const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-"));
    const app = new App({ outdir });
    const stack = timed(() => {
      const made = new TerraformStack(app, "one");
      new AwsProvider(made, "Aws", {});
      new SqsQueue(made, "queue");
      return made;
    });
    const built = stack.seconds();
    app.synth();
    expect(stack.seconds()).toBeGreaterThan(built);
    expect(summarize(outdir, [stack])).toContain("aws 1");
    fs.rmSync(outdir, { recursive: true });
  });
});
