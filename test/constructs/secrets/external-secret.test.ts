import { App, DataResource, LocalBackend, TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import {
  ExternalSecret,
  type ExternalSecretProps,
  ExternalSecrets,
  type ISecretStore,
  SecretStore,
  StoreProvider,
} from "../../../constructs/secrets";
import { Microservice } from "../../../constructs/workload";
import { expectRehearsal, rehearse } from "../../../lib/rehearsal";
import { crdProblems } from "../../support/crds";
import { removeTemporaryFolders, temporaryFolder } from "../../support/rehearsals";
import { codes, problemsOf, synth } from "../../support/synth";
import { describeWithTerraform } from "../../support/terraform";
import { boundaryIn, contextOf, objectsOf, platformIn, reported } from "../../support/workloads";

const IMAGE = "registry.example.com/users:1.4.2";

function storeIn(stack: TerraformStack): ISecretStore {
  const dependencies = [new DataResource(stack, "StoreRelease", {})];
  return { kind: "SecretStore", name: "platform", namespaces: ["shop"], readable: ["prod/*"], dependencies };
}

function secretIn(stack: TerraformStack, options: Partial<ExternalSecretProps> = {}): ExternalSecret {
  const cluster =
    options.cluster ?? new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  return new ExternalSecret(stack, "PagerDuty", {
    cluster,
    store: storeIn(stack),
    namespace: "shop",
    name: "pagerduty",
    data: { "routing-key": "prod/pagerduty" },
    ...options,
  });
}

describe("ExternalSecret", () => {
  it("is a release of its own, behind the store, with one ExternalSecret", () => {
    const made = synth((stack) => secretIn(stack, { refreshIntervalSeconds: 600 }));
    const release = made.one("helm_release", "PagerDuty_Manifests_Release");
    expect(release).toMatchObject({ name: "pagerduty-secret", namespace: "shop" });
    expect(release.depends_on).toEqual(["terraform_data.StoreRelease"]);
    const objects = objectsOf(made, "PagerDuty_Manifests_Release");
    expect(Object.keys(objects)).toEqual(["ExternalSecret/pagerduty"]);
    const manifest = objects["ExternalSecret/pagerduty"] as NonNullable<(typeof objects)[string]>;
    expect(manifest).toMatchObject({
      metadata: {
        name: "pagerduty",
        namespace: "shop",
        labels: { "app.kubernetes.io/managed-by": "slipway" },
      },
      spec: {
        secretStoreRef: { kind: "SecretStore", name: "platform" },
        refreshInterval: "600s",
        data: [{ secretKey: "routing-key", remoteRef: { key: "prod/pagerduty" } }],
      },
    });
    expect(crdProblems(manifest)).toEqual([]);
  });

  it("waits for its boundary and whatever it is told, and takes another name for its release", () => {
    const made = synth((stack) =>
      secretIn(stack, {
        namespace: boundaryIn(stack),
        releaseName: "keys",
        dependsOn: [new DataResource(stack, "Before", {})],
      }),
    );
    expect(made.one("helm_release", "PagerDuty_Manifests_Release")).toMatchObject({
      name: "keys",
      depends_on: ["terraform_data.StoreRelease", "terraform_data.Boundary", "terraform_data.Before"],
    });
  });

  it("names its keys, and refuses others where it knows them", () => {
    synth((stack) => {
      const secret = secretIn(stack);
      expect(secret).toMatchObject({ name: "pagerduty", namespace: "shop", keys: ["routing-key"] });
      expect(secret.key("routing-key")).toMatchObject({ secretName: "pagerduty", key: "routing-key" });
      expect(secret.wholeSecret()).toEqual({ from: "whole-secret", name: "pagerduty" });
    });
    expect(codes(problemsOf((stack) => secretIn(stack).key("routing")))).toEqual(["key unknown-secret-key"]);
    synth((stack) => {
      const secret = secretIn(stack, { data: {}, from: "prod/pagerduty" });
      expect(secret.keys).toBeUndefined();
      expect(secret.key("anything").key).toBe("anything");
    });
  });

  it("is shared by workloads, which wait for it and bring no second one", () => {
    const made = synth((stack) => {
      const platform = platformIn(stack);
      const secret = secretIn(stack, { cluster: platform.cluster });
      for (const name of ["users", "orders"]) {
        new Microservice(stack, name, {
          platform,
          name,
          image: IMAGE,
          ports: { http: 3000 },
          secrets: [secret],
          env: { ROUTING_KEY: secret.key("routing-key") },
        });
      }
    });
    for (const name of ["users", "orders"]) {
      const release = made.one("helm_release", `${name}_Manifests_Release`);
      expect(release.depends_on).toEqual(
        expect.arrayContaining([expect.stringMatching(/^helm_release\.PagerDuty_Manifests_Release/)]),
      );
      expect(Object.keys(objectsOf(made, `${name}_Manifests_Release`)).join()).not.toContain(
        "ExternalSecret",
      );
    }
  });

  it("is of no use in another namespace", () => {
    synth((stack) => {
      const secret = secretIn(stack, {
        namespace: "monitoring",
        store: SecretStore.existing("m", "monitoring"),
      });
      expect(reported((problems) => secret.bind(contextOf(problems))).codes).toEqual([" secret-elsewhere"]);
    });
  });

  it("fails with every problem of its props", () => {
    const options = { name: "X", namespace: "billing", data: { "a b": "staging/x" }, releaseName: "R" };
    expect(codes(problemsOf((stack) => secretIn(stack, options)))).toEqual([
      "releaseName invalid-name",
      "name invalid-name",
      "store namespace-not-served",
      'data["a b"] invalid-name',
      'data["a b"] secret-not-readable',
    ]);
  });
});

describeWithTerraform("ExternalSecret, rehearsed", () => {
  afterEach(removeTemporaryFolders);

  it("comes up, stays, and goes", async () => {
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
    secretIn(stack, { cluster, store });
    expectRehearsal(await rehearse(stack))
      .toSucceed()
      .toBeIdempotent()
      .toBeDestroyedClean();
  });
});
