import {
  type VaultAgentInjectorValuesConfig,
  vaultAgentInjectorValues,
} from "../../../../constructs/secrets/vault/vault-agent-injector-values";
import { chartKeys, misfits } from "../../../support/chart-keys";
import { schemaProblems } from "../../../support/chart-schemas";

const MINIMAL: VaultAgentInjectorValuesConfig = {
  vaultAddress: "https://vault.example.com:8200",
  authPath: "auth/kubernetes",
  replicas: 1,
  failurePolicy: "Ignore",
  namespaceLabels: undefined,
  metrics: false,
  resources: undefined,
  priorityClassName: undefined,
};
const MAXIMAL: VaultAgentInjectorValuesConfig = {
  ...MINIMAL,
  replicas: 3,
  failurePolicy: "Fail",
  namespaceLabels: { vault: "injected" },
  metrics: true,
  resources: { requests: { cpu: "50m", memory: "64Mi" } },
  priorityClassName: "system-cluster-critical",
};

describe("vaultAgentInjectorValues", () => {
  it.each([
    ["minimal", MINIMAL],
    ["maximal", MAXIMAL],
  ])("fits keys and schema of the pinned chart, from %s props", (_, config) => {
    const values = vaultAgentInjectorValues(config);
    expect(misfits(values, chartKeys("vault"))).toEqual([]);
    expect(schemaProblems("vault", values)).toEqual([]);
  });

  it("runs the injector alone, against a Vault that is elsewhere", () => {
    expect(vaultAgentInjectorValues(MINIMAL)).toEqual({
      global: { externalVaultAddr: "https://vault.example.com:8200" },
      server: { enabled: false },
      csi: { enabled: false },
      injector: {
        enabled: true,
        replicas: 1,
        leaderElector: { enabled: false },
        authPath: "auth/kubernetes",
        logFormat: "json",
        metrics: { enabled: false },
        webhook: { failurePolicy: "Ignore" },
      },
    });
  });

  it("lets one pod go at a time, and serves the namespaces it is told", () => {
    expect(vaultAgentInjectorValues(MAXIMAL).injector).toMatchObject({
      replicas: 3,
      leaderElector: { enabled: true },
      podDisruptionBudget: { maxUnavailable: 1 },
      webhook: { failurePolicy: "Fail", namespaceSelector: { matchLabels: { vault: "injected" } } },
    });
  });
});
