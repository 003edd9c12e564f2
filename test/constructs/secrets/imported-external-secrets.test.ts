import type { TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../constructs/cluster";
import { ExternalSecrets, type ExternalSecretsAttributes } from "../../../constructs/secrets";
import { codes, problemsOf, synth } from "../../support/synth";

function imported(stack: TerraformStack, attributes: Partial<ExternalSecretsAttributes> = {}) {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "l", context: "kind-l" });
  return ExternalSecrets.fromAttributes(stack, "ExternalSecrets", { cluster, ...attributes });
}
const STATEMENTS = [{ actions: ["ssm:GetParameter"], resources: ["arn:aws:ssm:::parameter/x"] }];

describe("ExternalSecrets.fromAttributes", () => {
  it("makes nothing and assumes what the chart makes", () => {
    const made = synth((stack) => {
      expect(imported(stack)).toMatchObject({
        namespace: "external-secrets",
        serviceAccount: "external-secrets",
        serviceAccountTokens: "allowed",
        watchNamespace: undefined,
        dependencies: [],
      });
    });
    expect(made.addresses()).toEqual([]);
  });

  it("takes grants only where somebody else made them", () => {
    expect(codes(problemsOf((stack) => imported(stack).grant(STATEMENTS)))).toEqual([
      "permissions no-operator-permissions",
    ]);
    synth((stack) => imported(stack, { permissions: "granted-elsewhere" }).grant(STATEMENTS));
    synth((stack) => imported(stack).grant([]));
  });

  it("reports names that cannot be", () => {
    const names = { namespace: "X", serviceAccount: "X", watchNamespace: "X" };
    expect(codes(problemsOf((stack) => imported(stack, names)))).toEqual([
      "namespace invalid-name",
      "serviceAccount invalid-name",
      "watchNamespace invalid-name",
    ]);
  });
});
