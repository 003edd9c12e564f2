import { WRITTEN_ONCE } from "../../../../constructs/ci/image-trust/image-tags";
import { type TrustConfig, trustPolicies } from "../../../../constructs/ci/image-trust/image-trust-policies";
import { githubWorkflow } from "../../../../constructs/ci/image-trust/signer";
import { crdProblems } from "../../../support/crds";
import type { Attributes } from "../../../support/synth";

const CONFIG: TrustConfig = {
  name: "production",
  namespaces: ["shop", "billing"],
  mode: "enforce",
  failurePolicy: "Fail",
  webhookTimeoutSeconds: 15,
  signers: {
    acme: {
      images: ["ghcr.io/acme/*"],
      identities: [
        githubWorkflow({
          repository: "acme/workflows",
          workflow: ".github/workflows/container.yml",
          ref: "refs/tags/v*",
        }),
      ],
    },
    tools: {
      images: ["quay.io/tools/agent"],
      identities: [
        {
          issuer: "https://gitlab.com",
          subject: "https://gitlab.com/tools/agent//.gitlab-ci.yml@refs/heads/main",
        },
      ],
    },
  },
  unsigned: ["docker.io/library/postgres"],
  tags: { allow: WRITTEN_ONCE },
  pinDigests: true,
  pullSecrets: [],
  transparencyLogUrl: "https://rekor.sigstore.dev",
};

function specsOf(parts: Partial<TrustConfig> = {}): Record<string, Attributes> {
  const policies = trustPolicies({ ...CONFIG, ...parts });
  return Object.fromEntries(policies.map(({ metadata, spec }) => [metadata.name, spec as Attributes]));
}

describe("trustPolicies", () => {
  it.each<[string, Partial<TrustConfig>]>([
    ["everything", {}],
    [
      "labels and audit",
      { namespaces: { labels: { team: "shop" } }, mode: "audit", failurePolicy: "Ignore" },
    ],
    ["warnings", { mode: "warn" }],
    ["pull secrets", { pullSecrets: ["registry"], pinDigests: false }],
    ["digests only", { tags: "digest", unsigned: "any" }],
  ])("is what Kyverno's definitions take: %s", (_, parts) => {
    const policies = trustPolicies({ ...CONFIG, ...parts });
    expect(policies.flatMap(crdProblems)).toEqual([]);
    expect(policies).toHaveLength(3);
  });

  it("asks each signer's images for a signature of that signer", () => {
    const spec = specsOf()["production-signed-acme"];
    expect(spec?.matchImageReferences).toEqual([{ glob: "ghcr.io/acme/*" }]);
    expect(spec?.attestors).toEqual([
      {
        name: "signer",
        cosign: {
          keyless: {
            identities: [
              {
                issuer: "https://token.actions.githubusercontent.com",
                subjectRegExp:
                  "^(https://github\\.com/acme/workflows/\\.github/workflows/container\\.yml@refs/tags/v[^@]*)$",
              },
            ],
          },
          ctlog: { url: "https://rekor.sigstore.dev" },
        },
      },
    ]);
    expect(specsOf()["production-signed-tools"]?.matchImageReferences).toEqual([
      { glob: "quay.io/tools/agent" },
      { glob: "quay.io/tools/agent:*" },
      { glob: "quay.io/tools/agent@*" },
    ]);
  });

  it("leaves no kind of container out, nor those that join a running pod", () => {
    const specs = specsOf();
    const expression = specs["production-signed-acme"]?.validations[0].expression;
    const images = specs["production-names"]?.variables[0].expression;
    for (const kind of ["containers", "initContainers", "ephemeralContainers"]) {
      expect(expression).toContain(`images.${kind}`);
      expect(images).toContain(kind);
    }
    for (const spec of Object.values(specs)) {
      expect(spec.matchConstraints.resourceRules).toEqual([
        {
          apiGroups: [""],
          apiVersions: ["v1"],
          operations: ["CREATE", "UPDATE"],
          resources: ["pods", "pods/ephemeralcontainers"],
        },
      ]);
    }
  });

  it("binds every policy to the namespaces, by name or by label", () => {
    for (const spec of Object.values(specsOf())) {
      expect(spec.matchConstraints.namespaceSelector).toEqual({
        matchExpressions: [
          { key: "kubernetes.io/metadata.name", operator: "In", values: ["shop", "billing"] },
        ],
      });
    }
    for (const spec of Object.values(specsOf({ namespaces: { labels: { trust: "signed" } } }))) {
      expect(spec.matchConstraints.namespaceSelector).toEqual({ matchLabels: { trust: "signed" } });
    }
  });

  it.each([
    ["enforce", ["Deny"]],
    ["warn", ["Warn", "Audit"]],
    ["audit", ["Audit"]],
  ] as const)("does what the mode says: %s", (mode, actions) => {
    for (const spec of Object.values(specsOf({ mode }))) {
      expect(spec.validationActions).toEqual(actions);
    }
  });

  it("fails closed, or open when told to", () => {
    const policies = (failurePolicy: "Fail" | "Ignore") =>
      Object.values(specsOf({ failurePolicy })).map((spec) => spec.failurePolicy);
    expect(policies("Fail")).toEqual(["Fail", "Fail", "Fail"]);
    expect(policies("Ignore")).toEqual(["Ignore", "Ignore", "Ignore"]);
  });

  it("pins digests into pods only, or leaves pods as they are", () => {
    const pinned = specsOf()["production-signed-acme"];
    expect(pinned?.validationConfigurations).toEqual({
      required: true,
      mutateDigest: true,
      verifyDigest: true,
    });
    expect(pinned?.autogen).toEqual({ podControllers: { controllers: [] } });
    expect(specsOf({ pinDigests: false })["production-signed-acme"]?.validationConfigurations).toEqual({
      required: true,
      mutateDigest: false,
      verifyDigest: false,
    });
  });

  it("lets pods go that are being deleted", () => {
    for (const spec of Object.values(specsOf())) {
      expect(spec.matchConditions).toEqual([
        { name: "not-being-deleted", expression: "!has(object.metadata.deletionTimestamp)" },
      ]);
    }
  });

  it("takes images of signers and of trusted registries, and no others", () => {
    expect(specsOf()["production-names"]?.validations[0].expression).toBe(
      'variables.images.all(image, image.startsWith("ghcr.io/acme/") || ' +
        'image == "quay.io/tools/agent" || image.startsWith("quay.io/tools/agent:") || ' +
        'image.startsWith("quay.io/tools/agent@") || image == "docker.io/library/postgres" || ' +
        'image.startsWith("docker.io/library/postgres:") || image.startsWith("docker.io/library/postgres@"))',
    );
  });

  it("leaves out rules that are switched off, and the policy with the last one", () => {
    expect(specsOf({ unsigned: "any" })["production-names"]?.validations).toHaveLength(1);
    expect(specsOf({ tags: "any" })["production-names"]?.validations).toHaveLength(1);
    expect(Object.keys(specsOf({ unsigned: "any", tags: "any" }))).toEqual([
      "production-signed-acme",
      "production-signed-tools",
    ]);
    expect(Object.keys(specsOf({ signers: {} }))).toEqual(["production-names"]);
  });

  it("hands over names of secrets, never what they hold", () => {
    expect(specsOf()["production-signed-acme"]).not.toHaveProperty("credentials");
    expect(specsOf({ pullSecrets: ["registry"] })["production-signed-acme"]?.credentials).toEqual({
      secrets: ["registry"],
    });
  });
});
