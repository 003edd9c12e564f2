import type { TerraformStack } from "cdktf";
import {
  ClusterSecretStore,
  type ClusterSecretStoreProps,
  ExternalSecrets,
  StoreProvider,
} from "../../../../constructs/secrets";
import { crdProblems } from "../../../support/crds";
import { GrantingCluster } from "../../../support/granting-cluster";
import { codes, problemsOf, synth } from "../../../support/synth";
import { objectsOf } from "../../../support/workloads";

const PROVIDERS = {
  aws: StoreProvider.awsParameterStore({ region: "eu-central-1", parameters: ["/prod/*"] }),
  role: StoreProvider.awsSecretsManager({
    region: "eu-central-1",
    roleArn: "arn:aws:iam::111122223333:role/x",
    sessionTagsPolicy: "Simple",
  }),
  gcp: StoreProvider.gcpSecretManager({
    projectId: "shop-prod",
    workloadIdentity: {
      serviceAccount: { name: "reader", namespace: "shop" },
      clusterName: "c",
      clusterLocation: "europe-west3",
    },
  }),
  azure: StoreProvider.azureKeyVault({ vaultUrl: "https://shop.vault.azure.net" }),
  vault: StoreProvider.vault({
    server: "https://vault.example.com",
    path: "secret",
    role: "shop",
    serviceAccount: { name: "reader", namespace: "shop", audiences: ["vault"] },
    certificateAuthority: { type: "ConfigMap", name: "ca", key: "ca.crt", namespace: "shop" },
  }),
};

function storeIn(
  stack: TerraformStack,
  options: Partial<ClusterSecretStoreProps> = {},
  watchNamespace?: string,
) {
  const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" }, false);
  const operator = new ExternalSecrets(stack, "ExternalSecrets", {
    cluster,
    watchNamespace,
    serviceAccountTokens: "allowed",
  });
  return new ClusterSecretStore(stack, "Store", {
    operator,
    name: "platform",
    namespaces: ["shop"],
    provider: PROVIDERS.aws,
    ...options,
  });
}

function manifestOf(options: Partial<ClusterSecretStoreProps> = {}) {
  const made = synth((stack) => storeIn(stack, options));
  expect(made.one("helm_release", "Store_Manifests_Release").namespace).toBe("external-secrets");
  const manifest = objectsOf(made, "Store_Manifests_Release")["ClusterSecretStore/platform"];
  return manifest as NonNullable<typeof manifest>;
}

describe("ClusterSecretStore", () => {
  it.each(Object.entries(PROVIDERS))("is what its definition asks for, with %s", (_, provider) => {
    expect(crdProblems(manifestOf({ provider }))).toEqual([]);
  });

  it("serves the namespaces it names, by name or label, or every one when told so", () => {
    expect(manifestOf().spec).toMatchObject({ conditions: [{ namespaces: ["shop"] }] });
    const labelled = manifestOf({ namespaces: { matchLabels: { team: "shop" } } });
    expect(labelled.spec).toMatchObject({
      conditions: [{ namespaceSelector: { matchLabels: { team: "shop" } } }],
    });
    expect(crdProblems(labelled)).toEqual([]);
    expect(manifestOf({ namespaces: "every-namespace" }).spec).not.toHaveProperty("conditions");
  });

  it("says whom it serves and what it may read", () => {
    synth((stack) => {
      const store = storeIn(stack);
      expect(store).toMatchObject({ namespaces: ["shop"], readable: ["/prod/*"], name: "platform" });
      expect(store.dependencies).toEqual([store.manifests]);
    });
    synth((stack) => {
      expect(storeIn(stack, { namespaces: "every-namespace" }).namespaces).toBeUndefined();
    });
    expect(ClusterSecretStore.existing("x")).toMatchObject({ kind: "ClusterSecretStore", name: "x" });
    const known = { readable: ["preview/*"], namespaces: ["preview-7"] };
    expect(ClusterSecretStore.existing("x", known)).toMatchObject(known);
  });

  it("refuses to serve nobody, which would be everybody", () => {
    for (const namespaces of [[], { matchLabels: {} }]) {
      expect(codes(problemsOf((stack) => storeIn(stack, { namespaces })))).toEqual([
        "namespaces no-namespaces",
      ]);
    }
    expect(codes(problemsOf((stack) => storeIn(stack, { namespaces: ["Shop"] })))).toEqual([
      "namespaces[0] invalid-name",
    ]);
  });

  it("needs an operator that acts on the cluster", () => {
    expect(codes(problemsOf((stack) => storeIn(stack, {}, "shop")))).toEqual(["operator not-watched"]);
  });
});
