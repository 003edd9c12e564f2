import { App, DataResource, LocalBackend, TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { Manifests } from "../../../../constructs/helm/manifests";
import {
  ExternalSecrets,
  Secret,
  SecretStore,
  type SecretStoreProps,
  StoreProvider,
} from "../../../../constructs/secrets";
import { expectRehearsal, rehearse } from "../../../../lib/rehearsal";
import { crdProblems } from "../../../support/crds";
import { GrantingCluster } from "../../../support/granting-cluster";
import { removeTemporaryFolders, temporaryFolder } from "../../../support/rehearsals";
import { codes, problemsOf, synth } from "../../../support/synth";
import { describeWithTerraform } from "../../../support/terraform";
import { boundaryIn, contextOf, objectsOf, reported } from "../../../support/workloads";

const provider = StoreProvider.awsSecretsManager({ region: "eu-central-1", secrets: ["prod/shop/*"] });

function storeIn(stack: TerraformStack, options: Partial<SecretStoreProps> = {}) {
  const cluster = new GrantingCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" }, false);
  const operator = options.operator ?? new ExternalSecrets(stack, "ExternalSecrets", { cluster });
  const store = new SecretStore(stack, "Store", {
    operator,
    name: "shop",
    namespace: "shop",
    provider,
    ...options,
  });
  return { store, cluster };
}

describe("SecretStore", () => {
  it("is one object behind the operator, who may read what it names", () => {
    const made = synth((stack) => {
      const { cluster } = storeIn(stack);
      expect(Object.values(cluster.grants)[0]?.statements[0]?.actions).toContain(
        "secretsmanager:GetSecretValue",
      );
    });
    const manifest = objectsOf(made, "Store_Manifests_Release")["SecretStore/shop"];
    expect(manifest).toEqual({
      apiVersion: "external-secrets.io/v1",
      kind: "SecretStore",
      metadata: { name: "shop", namespace: "shop" },
      spec: { provider: { aws: { service: "SecretsManager", region: "eu-central-1" } } },
    });
    expect(crdProblems(manifest as NonNullable<typeof manifest>)).toEqual([]);
    const release = made.one("helm_release", "Store_Manifests_Release");
    expect(release).toMatchObject({ name: "shop-store", namespace: "shop" });
    expect(release.depends_on).toEqual([expect.stringMatching(/^helm_release\.ExternalSecrets_Release/)]);
  });

  it("waits for the boundary of its namespace and whatever else it is told", () => {
    const made = synth((stack) =>
      storeIn(stack, {
        namespace: boundaryIn(stack),
        dependsOn: [new DataResource(stack, "Before", {})],
      }),
    );
    expect(made.one("helm_release", "Store_Manifests_Release").depends_on).toEqual(
      expect.arrayContaining(["terraform_data.Boundary", "terraform_data.Before"]),
    );
  });

  it("is what secrets wait for and are held against", () => {
    synth((stack) => {
      const { store } = storeIn(stack);
      const secret = Secret.fromManager({ store, name: "users", from: "prod/billing/users" });
      const { codes, result } = reported((problems) => secret.bind(contextOf(problems)));
      expect(codes).toEqual(["from secret-not-readable"]);
      expect(result.dependsOn).toEqual([store.manifests]);
    });
  });

  it("can be one that exists", () => {
    expect(SecretStore.existing("team", "shop")).toEqual({
      kind: "SecretStore",
      name: "team",
      namespaces: ["shop"],
      readable: undefined,
      dependencies: [],
    });
  });

  it("fails with every problem of its props and its provider", () => {
    const bad = StoreProvider.awsSecretsManager({ region: "x", secrets: [] });
    expect(
      codes(problemsOf((stack) => storeIn(stack, { name: "X", namespace: "Y", provider: bad }))),
    ).toEqual([
      "namespace invalid-name",
      "name invalid-name",
      "releaseName invalid-name",
      "provider.region invalid-region",
      "provider.secrets no-store-secrets",
    ]);
  });

  it("fails where the operator does not look", () => {
    const problems = problemsOf((stack) => {
      const cluster = new GrantingCluster(stack, "C", { clusterName: "l", context: "kind-l" }, false);
      storeIn(stack, { operator: new ExternalSecrets(stack, "E", { cluster, watchNamespace: "billing" }) });
    });
    expect(codes(problems)).toEqual(["namespace not-watched"]);
  });
});

describeWithTerraform("SecretStore, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("comes after the operator and before the secrets out of it, and goes the other way", async () => {
    const stack = new TerraformStack(new App({ outdir: temporaryFolder() }), "secrets");
    new LocalBackend(stack, {});
    const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
    const operator = new ExternalSecrets(stack, "Operator", { cluster });
    const store = new SecretStore(stack, "Store", {
      operator,
      name: "shop",
      namespace: "shop",
      provider: StoreProvider.gcpSecretManager({ projectId: "shop-prod" }),
    });
    const { manifests = [], dependsOn } = Secret.fromManager({ store, name: "users", from: "users" }).bind(
      contextOf(),
    );
    new Manifests(stack, "Users", { cluster, releaseName: "users", namespace: "shop", manifests, dependsOn });
    const rehearsal = await rehearse(stack);
    expectRehearsal(rehearsal).toSucceed().toBeIdempotent().toBeDestroyedClean();
    const made = rehearsal.longestChain.filter((address) => address.startsWith("helm_release"));
    expect(made.map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "helm_release.Operator_Release",
      "helm_release.Store_Manifests_Release",
      "helm_release.Users_Release",
    ]);
  });
});
