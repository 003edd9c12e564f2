import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { VaultAgentInjector, type VaultAgentInjectorProps } from "../../../../constructs/secrets";
import { codes, problemsOf, synth } from "../../../support/synth";

const vaultAddress = "https://vault.example.com:8200";

function injectorIn(stack: TerraformStack, options: Partial<VaultAgentInjectorProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  return new VaultAgentInjector(stack, "Vault", { cluster, vaultAddress, ...options });
}

describe("VaultAgentInjector", () => {
  it("installs two injectors and no Vault", () => {
    const release = synth((stack) => injectorIn(stack)).one("helm_release");
    expect(release).toMatchObject({ chart: "vault", name: "vault", namespace: "vault" });
    expect(parse(release.values[0])).toMatchObject({
      server: { enabled: false },
      injector: { replicas: 2, metrics: { enabled: true }, webhook: { failurePolicy: "Ignore" } },
    });
  });

  it("is what workloads wait for", () => {
    synth((stack) => {
      const injector = injectorIn(stack, { metrics: false, replicas: 1 });
      expect(injector.vaultAddress).toBe(vaultAddress);
      expect(injector.dependencies).toEqual([injector.release]);
      expect(injector.fqn).toBe(injector.release.fqn);
    });
  });

  it("refuses a connection others can read, unless told that it is meant", () => {
    const options = { vaultAddress: "http://vault.vault:8200" };
    expect(codes(problemsOf((stack) => injectorIn(stack, options)))).toEqual(["vaultAddress insecure-url"]);
    synth((stack) => injectorIn(stack, { ...options, plainHttp: "allowed" }));
  });

  it("refuses to hold up every pod of the cluster", () => {
    expect(codes(problemsOf((stack) => injectorIn(stack, { failurePolicy: "Fail" })))).toEqual([
      "failurePolicy blocks-every-pod",
    ]);
    synth((stack) => injectorIn(stack, { failurePolicy: "Fail", namespaceLabels: { vault: "yes" } }));
  });

  it("reports every problem at its prop", () => {
    const options = {
      vaultAddress: "vault",
      releaseName: "X",
      namespace: "X",
      priorityClassName: "X",
      replicas: 0,
      failurePolicy: "Wait" as "Fail",
      resources: { limits: { memory: "much" } },
    };
    expect(codes(problemsOf((stack) => injectorIn(stack, options)))).toEqual([
      "vaultAddress invalid-url",
      "releaseName invalid-name",
      "namespace invalid-name",
      "priorityClassName invalid-name",
      "replicas out-of-range",
      "resources.limits.memory invalid-quantity",
      "failurePolicy unknown-failure-policy",
    ]);
  });
});
