import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { SealedSecrets, type SealedSecretsProps } from "../../../../constructs/secrets";
import { codes, problemsOf, synth } from "../../../support/synth";

function controllerIn(stack: TerraformStack, options: Partial<SealedSecretsProps> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  return new SealedSecrets(stack, "SealedSecrets", { cluster, ...options });
}

describe("SealedSecrets", () => {
  it("installs the catalog's chart under the name kubeseal looks for", () => {
    const release = synth((stack) => controllerIn(stack)).one("helm_release");
    expect(release).toMatchObject({ chart: "sealed-secrets", namespace: "kube-system" });
    const values = parse(release.values[0]);
    expect(values).toMatchObject({
      fullnameOverride: "sealed-secrets-controller",
      keyrenewperiod: "720h",
      rbac: { serviceProxier: { create: false } },
    });
    expect(values.extraDeploy).toHaveLength(1);
  });

  it("switches its NetworkPolicy off when told to, and warns when values take it away", () => {
    const made = synth((stack) => controllerIn(stack, { networkPolicy: false, keyRenewalDays: 7 }));
    const values = parse(made.one("helm_release").values[0]);
    expect(values.keyrenewperiod).toBe("168h");
    expect(values).not.toHaveProperty("extraDeploy");
    synth((stack) => {
      const { release } = controllerIn(stack, { values: { extraDeploy: [] } });
      expect(release.node.metadata.map(({ data }) => data)).toEqual([
        expect.stringContaining("[overridden-wiring] values override extraDeploy"),
      ]);
    });
  });

  it("is what sealed secrets wait for", () => {
    synth((stack) => {
      const controller = controllerIn(stack);
      expect(controller.dependencies).toEqual([controller.release]);
      expect(controller.fqn).toBe(controller.release.fqn);
    });
  });

  it("reports every problem at its prop", () => {
    const options = {
      releaseName: "X",
      namespace: "X",
      priorityClassName: "X",
      keyRenewalDays: 0,
      resources: { requests: { cpu: "much" } },
    };
    expect(codes(problemsOf((stack) => controllerIn(stack, options)))).toEqual([
      "releaseName invalid-name",
      "namespace invalid-name",
      "priorityClassName invalid-name",
      "keyRenewalDays out-of-range",
      "resources.requests.cpu invalid-quantity",
    ]);
  });
});
