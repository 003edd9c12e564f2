import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { EnvFileSecretProps } from "../../../../constructs/secrets";
import { resolveEnvFileSecret } from "../../../../constructs/secrets/local/env-file-config";
import { Problems } from "../../../../lib/core/errors";
import { smallCluster } from "../../../support/eks-fixture";
import { codes, synth } from "../../../support/synth";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-env-file-"));
const file = path.join(folder, ".env");
beforeAll(() => fs.writeFileSync(file, "JWT=hunter2\nDB=hunter3\n"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

function resolved(props: Partial<EnvFileSecretProps> = {}, context = "kind-local") {
  const problems = new Problems();
  let config: ReturnType<typeof resolveEnvFileSecret> | undefined;
  synth((stack) => {
    const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context });
    const platform = { cluster, namespace: "shop" };
    config = resolveEnvFileSecret({ platform, name: "users", file, ...props }, problems);
  });
  return { config, problems: problems.all, codes: codes(problems.all) };
}

describe("resolveEnvFileSecret", () => {
  it("asks the file for its names and for nothing else", () => {
    const { config, problems } = resolved();
    expect(problems).toEqual([]);
    expect(config).toEqual({ name: "users", namespace: "shop", file, keys: ["JWT", "DB"] });
  });

  it("needs no file before the plan where its names are given", () => {
    const missing = path.join(folder, "none.env");
    expect(resolved({ file: missing }).codes).toEqual(["file env-file-missing"]);
    expect(resolved({ file: missing, keys: ["JWT"] }).codes).toEqual([]);
  });

  it.each(["k3d-shop", "minikube", "docker-desktop", "rancher-desktop", "orbstack", "colima"])(
    "takes %s for a cluster on this machine",
    (context) => expect(resolved({}, context).codes).toEqual([]),
  );

  it("refuses every other cluster, unless it is said to be on this machine", () => {
    expect(resolved({}, "production").codes).toEqual(["platform.cluster env-file-outside-local"]);
    expect(resolved({}, "not-kind-x").codes).toEqual(["platform.cluster env-file-outside-local"]);
    expect(resolved({ localContexts: ["talos"] }, "talos").codes).toEqual([]);
  });

  it("refuses EKS whatever is said", () => {
    const problems = new Problems();
    synth((stack) => {
      const platform = { cluster: smallCluster(stack), namespace: "shop" };
      resolveEnvFileSecret({ platform, name: "users", file, localContexts: ["any"] }, problems);
    });
    expect(codes(problems.all)).toEqual(["platform.cluster env-file-outside-local"]);
  });

  it("refuses a file git would commit", () => {
    const repository = path.join(folder, "repository");
    fs.mkdirSync(repository);
    execFileSync("git", ["init", "--quiet"], { cwd: repository });
    const committed = path.join(repository, ".env");
    fs.writeFileSync(committed, "JWT=hunter2\n");
    expect(resolved({ file: committed }).codes).toEqual(["file env-file-not-ignored"]);
    fs.writeFileSync(path.join(repository, ".gitignore"), ".env\n");
    expect(resolved({ file: committed }).codes).toEqual([]);
  });

  it("reports keys the file has not, files without any, and names no Secret has", () => {
    expect(resolved({ name: "X", keys: ["JWT", "PASSWORD"] }).codes).toEqual([
      "name invalid-name",
      "keys[1] unknown-secret-key",
    ]);
    const empty = path.join(folder, "empty.env");
    fs.writeFileSync(empty, "# nothing\n");
    expect(resolved({ file: empty }).codes).toEqual(["file no-secret-data"]);
  });

  it("never shows a value", () => {
    expect(JSON.stringify(resolved({ keys: ["X"] }, "production").problems)).not.toContain("hunter");
  });
});
