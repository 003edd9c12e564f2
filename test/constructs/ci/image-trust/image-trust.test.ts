import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { parse } from "yaml";
import { ImageTrust, type ImageTrustProps } from "../../../../constructs/ci/image-trust/image-trust";
import { Kyverno } from "../../../../constructs/ci/image-trust/kyverno";
import { githubWorkflow } from "../../../../constructs/ci/image-trust/signer";
import { KubeconfigCluster } from "../../../../constructs/cluster/kubeconfig-cluster";
import { expectRehearsal, rehearse } from "../../../../lib/rehearsal";
import { crdProblems } from "../../../support/crds";
import { removeTemporaryFolders, temporaryFolder } from "../../../support/rehearsals";
import { codes, problemsOf, synth } from "../../../support/synth";
import { describeWithTerraform } from "../../../support/terraform";

const WORKFLOW = { repository: "acme/w", workflow: ".github/workflows/c.yml", ref: "refs/tags/v*" };

function trustIn(stack: TerraformStack, options: Partial<ImageTrustProps> = {}): ImageTrust {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  return new ImageTrust(stack, "ImageTrust", {
    kyverno: new Kyverno(stack, "Kyverno", { cluster }),
    name: "production",
    namespaces: ["shop"],
    signers: { acme: { images: ["ghcr.io/acme/*"], identities: [githubWorkflow(WORKFLOW)] } },
    ...options,
  });
}

const RELEASE = "ImageTrust_Manifests_Release";

describe("ImageTrust", () => {
  it("carries its policies in one release behind Kyverno's", () => {
    const release = synth((stack) => trustIn(stack)).one("helm_release", RELEASE);
    expect(release).toMatchObject({ name: "production", namespace: "kyverno" });
    expect(release.depends_on).toEqual([expect.stringMatching(/^helm_release\.Kyverno_Release/)]);
    const { manifests } = parse(release.values[0]);
    expect(Object.keys(manifests)).toEqual([
      "ImageValidatingPolicy/kyverno/production-signed-acme",
      "ValidatingPolicy/kyverno/production-names",
    ]);
    expect(Object.values(manifests).flatMap((manifest) => crdProblems(manifest as never))).toEqual([]);
  });

  it("keeps repositories that are known after apply whole", () => {
    const made = synth((stack) => {
      const { repositoryUrl } = new EcrRepository(stack, "Orders", { name: "orders" });
      const signers = { orders: { images: [repositoryUrl], identities: [githubWorkflow(WORKFLOW)] } };
      trustIn(stack, { signers });
    });
    const [text] = made.one("helm_release", RELEASE).values;
    expect(text).toContain("${aws_ecr_repository.Orders.repository_url}:*");
    expect(text).toContain('image.startsWith(\\"${aws_ecr_repository.Orders.repository_url}:\\")');
    expect(text).not.toContain("$${aws_ecr");
  });

  it("can stand in dependsOn", () => {
    synth((stack) => {
      const trust = trustIn(stack);
      expect(trust.fqn).toBe(trust.manifests.fqn);
    });
  });

  it("lets two environments live in one cluster", () => {
    const made = synth((stack) => {
      const trust = trustIn(stack);
      const kyverno = stack.node.findChild("Kyverno") as Kyverno;
      new ImageTrust(stack, "Audit", {
        kyverno,
        name: "staging",
        namespaces: { labels: { stage: "staging" } },
        mode: "audit",
        unsigned: "any",
        dependsOn: [trust],
      });
    });
    expect(made.one("helm_release", "Audit_Manifests_Release").depends_on).toHaveLength(2);
  });

  it("fails with every problem at once", () => {
    const problems = problemsOf((stack) => trustIn(stack, { namespaces: [], mode: "x" as never }));
    expect(codes(problems)).toEqual(["mode unknown-mode", "namespaces no-namespaces"]);
  });
});

describeWithTerraform("ImageTrust, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("comes up behind Kyverno, stays, and goes", async () => {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), "trust");
    new LocalBackend(stack, {});
    trustIn(stack);
    expectRehearsal(await rehearse(stack))
      .toSucceed()
      .toBeIdempotent()
      .toBeDestroyedClean();
  });
});
