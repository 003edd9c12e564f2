import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expectRehearsal, rehearse, survivesFailureAtEveryStep, World } from "../lib/rehearsal";
import { ROOT, synthesizeProgram } from "./support/project";
import { describeWithTerraform } from "./support/terraform";

const EXAMPLES = fs.readdirSync(path.join(ROOT, "examples")).sort();

/** Every call of staging takes minutes; SLIPWAY_NIGHTLY=1 takes them all. */
const EVERY = process.env.SLIPWAY_NIGHTLY === "1" ? 1 : 10;

/** API endpoint of the cluster that the example `scalers` finds. */
const CLUSTER = "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com";

/** What a pipeline passes to those that ask for it. */
const VARIABLES = {
  image_tag: "0123456789abcdef0123456789abcdef01234567",
  image_tags: {
    "auth-service": "sha-0123456",
    "collection-service": "sha-1234567",
    "marketplace-service": "sha-2345678",
    "user-service": "sha-3456789",
    "vision-service": "sha-4567890",
  },
};

/** A pull request, for programs that have previews. */
const PREVIEW = { PREVIEW: "7" };

/** What previews find in a cluster that the stack of an environment made. */
const CHARTS = ["external-secrets", "gateway-helm", "kube-prometheus-stack", "open-feature-operator"];

describeWithTerraform("every environment and example, rehearsed", () => {
  const outdirs = new Map<string, string>();
  const envFile = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "slipway-env-")), ".env");

  beforeAll(() => {
    // The file of secrets that the example isa-user reads on a developer's machine.
    fs.copyFileSync(path.join(ROOT, "examples", "isa-user", ".env.example"), envFile);
    process.env.ISA_ENV_FILE = envFile;
    for (const program of ["stacks", ...EXAMPLES.map((name) => `examples/${name}`)]) {
      const outdir = synthesizeProgram(`${program}/main.js`, PREVIEW);
      for (const stack of fs.readdirSync(path.join(outdir, "stacks"))) {
        outdirs.set(stack, outdir);
      }
    }
  });

  afterAll(() => {
    fs.rmSync(path.dirname(envFile), { recursive: true, force: true });
    delete process.env.ISA_ENV_FILE;
    for (const outdir of new Set(outdirs.values())) {
      fs.rmSync(outdir, { recursive: true, force: true });
    }
  });

  it.each([
    ["local"],
    ["staging"],
    ["production"],
    ["devops-staging"],
    ["devops-production"],
    ["preview-7"],
    ["ecochain-staging"],
    ["ecochain-production"],
    ["etl-dev"],
    ["etl-prod"],
    ["isa-staging-base"],
    ["isa-production-base"],
    ["isa-local"],
    ["isa-staging"],
    ["isa-production"],
    ["scalers"],
  ])("%s is made, plans nothing more, and goes without a trace", async (stack) => {
    const rehearsal = await rehearse(outdirs.get(stack) ?? "", {
      stack,
      variables: VARIABLES,
      world: new World({ clusters: [CLUSTER], charts: CHARTS }),
    });
    expectRehearsal(rehearsal).toSucceed().toBeIdempotent().toBeDestroyedClean();
  });

  it("leaves no environment or example out", () => {
    expect([...outdirs.keys()].sort()).toEqual([
      "devops-production",
      "devops-staging",
      "ecochain-production",
      "ecochain-staging",
      "etl-dev",
      "etl-prod",
      "isa-local",
      "isa-production",
      "isa-production-base",
      "isa-staging",
      "isa-staging-base",
      "local",
      "preview-7",
      "production",
      "scalers",
      "staging",
    ]);
  });

  it("makes releases after what they need, and destroys them before any of it goes", async () => {
    const rehearsal = await rehearse(outdirs.get("production") ?? "", { stack: "production" });
    const expectation = expectRehearsal(rehearsal);
    for (const inCluster of ["helm_release", "kubernetes_storage_class_v1"]) {
      for (const needed of [
        "aws_eks_access_entry",
        "aws_eks_access_policy_association",
        "aws_eks_node_group",
        "aws_eks_addon",
        "aws_route",
        "production/Foundation/Network/PrivateSubnets",
        "production/Foundation/Network/InternetAccess",
        "aws_nat_gateway",
        "aws_vpc_endpoint",
        "terraform_data",
      ]) {
        expectation.toCreateInOrder(needed, inCluster).toDestroyInOrder(inCluster, needed);
      }
    }
  });

  it("survives a refused create or delete of staging, whichever it is", async () => {
    await survivesFailureAtEveryStep(outdirs.get("staging") ?? "", { stack: "staging", every: EVERY });
  }, 900_000);

  it("mends drift and brings back what was removed behind terraform's back", async () => {
    const outdir = outdirs.get("staging") ?? "";
    const vpc = await rehearse(outdir, { stack: "staging" });
    const address = vpc.state.find((object) => object.address.startsWith("aws_vpc."))?.address ?? "";
    const drift = { address, change: { enable_dns_hostnames: false } };
    expectRehearsal(await rehearse(outdir, { stack: "staging", drift })).toSucceed();
    const release = vpc.state.find((object) => object.address.includes("Keda"))?.address ?? "";
    expectRehearsal(await rehearse(outdir, { stack: "staging", drift: { address: release } })).toSucceed();
  });
});
