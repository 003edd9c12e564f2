import { TerraformStack, Testing } from "cdktf";
import type { ImageTrustProps } from "../../../../constructs/ci/image-trust/image-trust";
import { resolveImageTrust } from "../../../../constructs/ci/image-trust/image-trust-config";
import { githubWorkflow } from "../../../../constructs/ci/image-trust/signer";
import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const SIGNERS = {
  acme: {
    images: ["ghcr.io/acme/*"],
    identities: [
      githubWorkflow({ repository: "acme/w", workflow: ".github/workflows/c.yml", ref: "refs/heads/main" }),
    ],
  },
};

function resolve(options: Partial<ImageTrustProps> = {}) {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  const kyverno = { cluster, namespace: "kyverno", dependencies: [] };
  const problems = new Problems();
  const props = { kyverno, name: "production", namespaces: ["shop"], signers: SIGNERS, ...options };
  return { config: resolveImageTrust(props, problems), problems: codes(problems.all) };
}

describe("resolveImageTrust", () => {
  it("fills every default, closed", () => {
    const { config, problems } = resolve();
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      mode: "enforce",
      failurePolicy: "Fail",
      webhookTimeoutSeconds: 15,
      unsigned: [],
      pinDigests: true,
      pullSecrets: [],
      releaseName: "production",
    });
    expect(config.tags).toMatchObject({ allow: expect.arrayContaining([expect.any(String)]) });
  });

  it("neither changes pods nor holds them up while it only watches", () => {
    for (const mode of ["warn", "audit"] as const) {
      expect(resolve({ mode, pinDigests: true }).config).toMatchObject({
        pinDigests: false,
        failurePolicy: "Ignore",
      });
    }
  });

  it("takes each default back", () => {
    const { config, problems } = resolve({
      unsigned: "any",
      tags: "any",
      pinDigests: false,
      failurePolicy: "Ignore",
    });
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      unsigned: "any",
      tags: "any",
      pinDigests: false,
      failurePolicy: "Ignore",
    });
  });

  it.each<[string, Partial<ImageTrustProps>, string[]]>([
    ["a name in capitals", { name: "Production", releaseName: "p" }, ["name invalid-name"]],
    ["a long name", { name: "p".repeat(31) }, ["name invalid-name"]],
    ["a long release name", { releaseName: "p".repeat(54) }, ["releaseName invalid-name"]],
    ["a mode nobody knows", { mode: "block" as never }, ["mode unknown-mode"]],
    [
      "a failure policy nobody knows",
      { failurePolicy: "Deny" as never },
      ["failurePolicy unknown-failure-policy"],
    ],
    ["a timeout webhooks cannot have", { webhookTimeoutSeconds: 31 }, ["webhookTimeoutSeconds out-of-range"]],
    ["no namespaces", { namespaces: [] }, ["namespaces no-namespaces"]],
    ["no labels, which would mean all", { namespaces: { labels: {} } }, ["namespaces no-namespaces"]],
    [
      "a namespace that is left out",
      { namespaces: ["shop", "kube-system"] },
      ["namespaces[1] namespace-left-out"],
    ],
    ["Kyverno's own", { namespaces: ["kyverno"] }, ["namespaces[0] namespace-left-out"]],
    ["a namespace's name", { namespaces: ["Shop"] }, ["namespaces[0] invalid-name"]],
    [
      "a signer's name and identities",
      { signers: { Acme: { images: ["ghcr.io/acme/*"], identities: [] } } },
      ["signers.Acme invalid-name", "signers.Acme.identities no-identities"],
    ],
    ["images without registry", { unsigned: ["postgres"] }, ["unsigned[0] invalid-image"]],
    ["tags nobody can have", { tags: { allow: [] } }, ["tags.allow no-tags"]],
    ["a secret's name", { pullSecrets: ["My Secret"] }, ["pullSecrets[0] invalid-name"]],
    ["a log without TLS", { transparencyLogUrl: "http://rekor" }, ["transparencyLogUrl insecure-log"]],
    ["nothing to check", { signers: {}, unsigned: "any", tags: "any" }, ["signers nothing-asked"]],
    ["nothing to run", { signers: {} }, ["signers nothing-trusted"]],
  ])("fails on %s", (_, options, expected) => {
    expect(resolve(options).problems).toEqual(expected);
  });

  it("takes rules without signers", () => {
    expect(resolve({ signers: undefined, unsigned: "any" }).problems).toEqual([]);
    expect(resolve({ signers: undefined, unsigned: ["ghcr.io/acme/*"] }).problems).toEqual([]);
  });
});
