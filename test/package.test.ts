import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { ROOT } from "./support/project";

const { exports: EXPORTS, devDependencies } = JSON.parse(
  fs.readFileSync(path.join(ROOT, "package.json"), "utf8"),
);
const SUBJECTS = Object.keys(EXPORTS)
  .map((key) => key.slice(2))
  .filter((subject) => subject !== "package.json");

/** Providers each subject may load; core needs none. */
const PROVIDERS: Record<string, readonly string[]> = {
  core: [],
  review: [],
  testing: [],
  account: ["aws"],
  ci: ["aws", "helm", "kubernetes"],
  network: ["aws"],
  registry: ["aws"],
  cluster: ["helm", "kubernetes"],
  helm: ["helm", "kubernetes"],
  keda: ["helm", "kubernetes"],
  eks: ["aws", "helm", "kubernetes"],
  observability: ["aws", "helm", "kubernetes"],
  dashboards: ["helm", "kubernetes"],
  workload: ["helm", "kubernetes"],
  delivery: ["helm", "kubernetes"],
  secrets: ["aws", "helm", "kubernetes"],
};

const PAGE = "lib/review/output/html/page";

const READ_AT_RUN_TIME = [
  "dist/constructs/keda/scalers/scaler-table.json",
  "dist/constructs/observability/dashboards/dashboards.generated.json",
  ...fs
    .readdirSync(path.join(ROOT, PAGE))
    .filter((file) => file !== "tsconfig.json")
    .map((file) => `dist/${PAGE}/${file}`),
];

const PROGRAM = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { EksCluster } from "cdktf-slipway/eks";
import { Manifests } from "cdktf-slipway/helm";
import { Network } from "cdktf-slipway/network";

const app = new App();
const stack = new TerraformStack(app, "imported");
const region = "eu-central-1";
new AwsProvider(stack, "Aws", { region });
const availabilityZones = ["eu-central-1a", "eu-central-1b"];
const network = new Network(stack, "Network", { name: "imported", region, cidr: "10.0.0.0/16", availabilityZones });
const cluster = new EksCluster(stack, "Cluster", {
  clusterName: "imported",
  region,
  network,
  nodeGroups: { general: { instanceTypes: ["m7i.large"] } },
  accessEntries: { ci: { principalArn: "arn:aws:iam::111122223333:role/ci", policies: [{ policy: "cluster-admin" }] } },
});
new Manifests(stack, "Settings", {
  cluster,
  releaseName: "settings",
  namespace: "demo",
  manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings" }, data: { a: "b" } }],
});
app.synth();
`;

/** Refuses every provider but the given ones, as if it were not installed. */
const GUARD = `
const Module = require("node:module");
const resolve = Module._resolveFilename;
const allowed = process.env.ALLOWED.split(",");
Module._resolveFilename = function (request, ...rest) {
  const provider = /^@cdktf\\/provider-([a-z]+)/.exec(request);
  if (provider && !allowed.includes(provider[1])) {
    throw new Error("loads " + request);
  }
  return resolve.call(this, request, ...rest);
};
`;

const PEERS = [
  "cdktf",
  "constructs",
  "@cdktf/provider-aws",
  "@cdktf/provider-helm",
  "@cdktf/provider-kubernetes",
];
const TSC = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");

/** A fresh project that has installed the packed package and its peers. */
function importer(tarball: string, changes: object = {}, engine: string = devDependencies.cdktf): string {
  const project = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-import-"));
  const peers = Object.fromEntries(PEERS.map((peer) => [peer, devDependencies[peer]]));
  const dependencies = { ...peers, cdktf: engine, "cdktf-slipway": `file:${tarball}` };
  fs.writeFileSync(
    path.join(project, "package.json"),
    JSON.stringify({ name: "importer", private: true, dependencies, ...changes }),
  );
  fs.writeFileSync(path.join(project, "main.ts"), PROGRAM);
  fs.writeFileSync(path.join(project, "guard.js"), GUARD);
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"], {
    cwd: project,
    stdio: "ignore",
  });
  return project;
}

/** Type-checks, compiles and runs the importer's program; returns the folder of its stack. */
function synthesize(project: string, module: string): string {
  const types = ["--typeRoots", path.join(ROOT, "node_modules", "@types"), "--types", "node"];
  execFileSync(
    process.execPath,
    [TSC, "--strict", "--skipLibCheck", "--module", module, ...types, "main.ts"],
    {
      cwd: project,
      stdio: "pipe",
    },
  );
  execFileSync(process.execPath, ["main.js"], { cwd: project, stdio: "pipe" });
  return path.join(project, "cdktf.out", "stacks", "imported");
}

function readStack(folder: string) {
  return JSON.parse(fs.readFileSync(path.join(folder, "cdk.tf.json"), "utf8"));
}

describe("the package", () => {
  const packed = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-packed-"));
  let files: string[] = [];
  let tarball = "";
  let project = "";

  beforeAll(() => {
    const output = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", packed], {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const [pack] = JSON.parse(output.slice(output.indexOf("["))) as {
      filename: string;
      files: { path: string }[];
    }[];
    files = pack?.files.map((file) => file.path) ?? [];
    tarball = path.join(packed, pack?.filename ?? "");
    project = importer(tarball);
  }, 300_000);

  afterAll(() => {
    fs.rmSync(packed, { recursive: true, force: true });
    fs.rmSync(project, { recursive: true, force: true });
  });

  it("holds compiled code, types, the chart and what code reads, and nothing else", () => {
    const unexpected = files.filter(
      (file) =>
        !/^dist\/(lib|constructs)\/.*\.(js|d\.ts)$/.test(file) &&
        !/^dist\/constructs\/helm\/manifests-chart\/(Chart\.yaml|values\.yaml|templates\/manifests\.yaml)$/.test(
          file,
        ) &&
        !["package.json", "README.md", "LICENSE", "CHANGELOG.md", ...READ_AT_RUN_TIME].includes(file),
    );
    expect(unexpected).toEqual([]);
    expect(files.filter((file) => file.includes("manifests-chart/"))).toHaveLength(3);
    expect(files).toEqual(expect.arrayContaining(READ_AT_RUN_TIME));
  });

  it.each(["node20", "commonjs"])(
    "type-checks and synthesizes a cluster in a fresh project (module %s)",
    (module) => {
      const folder = synthesize(project, module);
      const json = readStack(folder);
      expect(Object.keys(json.resource.aws_eks_cluster)).toHaveLength(1);
      const [release] = Object.values(json.resource.helm_release) as { chart: string }[];
      expect(fs.readdirSync(path.join(folder, release?.chart ?? "")).sort()).toEqual([
        "Chart.yaml",
        "templates",
        "values.yaml",
      ]);
    },
  );

  it("synthesizes the same on cdktn, the continuation of cdktf", () => {
    const engine = "npm:cdktn@0.24.0";
    const continued = importer(tarball, { overrides: { cdktf: engine } }, engine);
    try {
      const [before, after] = [project, continued].map((folder) => readStack(synthesize(folder, "node20")));
      expect(after["//"].metadata.version).toBe("0.24.0");
      after["//"].metadata.version = before["//"].metadata.version;
      expect({ ...after, terraform: undefined }).toEqual({ ...before, terraform: undefined });
    } finally {
      fs.rmSync(continued, { recursive: true, force: true });
    }
  }, 300_000);

  it("knows which providers each subject needs", () => {
    expect(Object.keys(PROVIDERS).sort()).toEqual([...SUBJECTS].sort());
  });

  it.each(SUBJECTS)("loads %s with the providers it uses and no other", (subject) => {
    const load = `const m = require("cdktf-slipway/${subject}"); console.log(Object.keys(m).length)`;
    const count = execFileSync(process.execPath, ["--require", "./guard.js", "--eval", load], {
      cwd: project,
      encoding: "utf8",
      env: { ...process.env, ALLOWED: (PROVIDERS[subject] ?? []).join(",") },
      stdio: "pipe",
    });
    expect(Number(count)).toBeGreaterThan(0);
  });
});
