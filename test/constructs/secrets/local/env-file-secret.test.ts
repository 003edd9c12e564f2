import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import * as semver from "semver";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { Manifests } from "../../../../constructs/helm/manifests";
import { type EnvFileSecretProps, Secret } from "../../../../constructs/secrets";
import { NamespaceBoundary } from "../../../../constructs/workload/namespace/namespace-boundary";
import { ConfigError } from "../../../../lib/core/errors";
import { expectRehearsal, rehearse } from "../../../../lib/rehearsal";
import { removeTemporaryFolders, temporaryFolder } from "../../../support/rehearsals";
import { codes, problemsOf, synth } from "../../../support/synth";
import { TERRAFORM, terraform } from "../../../support/terraform";
import { boundaryIn, contextOf, reported } from "../../../support/workloads";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-env-file-secret-"));
const file = path.join(folder, ".env");
beforeAll(() => fs.writeFileSync(file, "JWT=hunter2\n"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function secretIn(stack: TerraformStack, options: Partial<EnvFileSecretProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  const platform = { cluster, namespace: boundaryIn(stack) };
  return Secret.fromEnvFile(stack, "Users", { platform, name: "users", file, ...options });
}

describe("Secret.fromEnvFile", () => {
  it("is a Secret whose values only terraform reads, behind its namespace", () => {
    const made = synth((stack) => secretIn(stack));
    const secret = made.one("kubernetes_secret_v1");
    expect(secret).toMatchObject({
      metadata: { name: "users", namespace: "shop" },
      depends_on: ["terraform_data.Boundary"],
    });
    expect(secret.data).toBeUndefined();
    expect(secret.data_wo).toContain("regexall");
    expect(JSON.stringify(made.json)).not.toContain("hunter2");
  });

  it("is what a workload waits for, and knows its keys", () => {
    synth((stack) => {
      const secret = secretIn(stack);
      expect(secret.bind(contextOf())).toEqual({ dependsOn: [secret.resource] });
      expect(secret.key("JWT")).toMatchObject({ name: "users", key: "JWT" });
      expect(secret.wholeSecret()).toEqual({ from: "whole-secret", name: "users" });
      expect(() => secret.key("PASSWORD")).toThrow(ConfigError);
      const elsewhere = reported((problems) => secret.bind({ ...contextOf(problems), namespace: "billing" }));
      expect(elsewhere.codes).toEqual([" secret-elsewhere"]);
    });
  });

  it("fails with the problems of its props", () => {
    expect(codes(problemsOf((stack) => secretIn(stack, { name: "X" })))).toEqual(["name invalid-name"]);
  });
});

/** Write-only arguments came with 1.11, of Terraform and of OpenTofu alike. */
const WRITES_ONLY =
  TERRAFORM !== undefined &&
  semver.gte(JSON.parse(terraform(["version", "-json"], os.tmpdir())).terraform_version, "1.11.0");

(WRITES_ONLY ? describe : describe.skip)("Secret.fromEnvFile, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("is there before its workload, and its value in no plan and no state", async () => {
    const outdir = temporaryFolder();
    const stack = new TerraformStack(new App({ outdir }), "local");
    new LocalBackend(stack, {});
    const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
    const namespace = new NamespaceBoundary(stack, "Shop", {
      cluster,
      name: "shop",
      deletionProtection: false,
    });
    const platform = { cluster, namespace };
    const secret = Secret.fromEnvFile(stack, "Users", { platform, name: "users", file });
    new Manifests(stack, "Workload", {
      cluster,
      releaseName: "users",
      namespace: "shop",
      manifests: [{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "users" } }],
      dependsOn: secret.bind(contextOf()).dependsOn,
    });
    const rehearsal = await rehearse(stack);
    expectRehearsal(rehearsal)
      .toSucceed()
      .toBeIdempotent()
      .toCreateInOrder("kubernetes_secret_v1", "helm_release")
      .toBeDestroyedClean();
    const { plan, state, steps } = rehearsal;
    expect(JSON.stringify(plan)).toContain("data_wo_revision");
    expect(state.map(({ address }) => address)).toContainEqual(
      expect.stringMatching(/^kubernetes_secret_v1/),
    );
    expect(JSON.stringify({ plan, state, steps })).not.toContain("hunter2");
  });
});
