import * as fs from "node:fs";
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
const VARIABLES = { image_tag: "0123456789abcdef0123456789abcdef01234567" };

describeWithTerraform("every environment and example, rehearsed", () => {
  const outdirs = new Map<string, string>();

  beforeAll(() => {
    for (const program of ["stacks", ...EXAMPLES.map((name) => `examples/${name}`)]) {
      const outdir = synthesizeProgram(`${program}/main.js`);
      for (const stack of fs.readdirSync(path.join(outdir, "stacks"))) {
        outdirs.set(stack, outdir);
      }
    }
  });

  afterAll(() => {
    for (const outdir of new Set(outdirs.values())) {
      fs.rmSync(outdir, { recursive: true, force: true });
    }
  });

  it.each([
    ["local"],
    ["staging"],
    ["production"],
    ["ecochain-staging"],
    ["ecochain-production"],
    ["etl-dev"],
    ["etl-prod"],
    ["scalers"],
  ])("%s is made, plans nothing more, and goes without a trace", async (stack) => {
    const rehearsal = await rehearse(outdirs.get(stack) ?? "", {
      stack,
      variables: VARIABLES,
      world: new World({ clusters: [CLUSTER] }),
    });
    expectRehearsal(rehearsal).toSucceed().toBeIdempotent().toBeDestroyedClean();
  });

  it("leaves no environment or example out", () => {
    expect([...outdirs.keys()].sort()).toEqual([
      "ecochain-production",
      "ecochain-staging",
      "etl-dev",
      "etl-prod",
      "local",
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
