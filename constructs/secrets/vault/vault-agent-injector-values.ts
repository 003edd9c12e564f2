import type { ResourceRequirements } from "../../../lib/core/quantities";

/** What the values are made of. */
export interface VaultAgentInjectorValuesConfig {
  readonly vaultAddress: string;
  readonly authPath: string;
  readonly replicas: number;
  readonly failurePolicy: "Ignore" | "Fail";
  readonly namespaceLabels: { readonly [key: string]: string } | undefined;
  readonly metrics: boolean;
  readonly resources: ResourceRequirements | undefined;
  readonly priorityClassName: string | undefined;
}

/** The values for a resolved configuration: the injector and nothing else of the chart. Vault itself runs elsewhere. */
export function vaultAgentInjectorValues(config: VaultAgentInjectorValuesConfig) {
  return {
    global: { externalVaultAddr: config.vaultAddress },
    server: { enabled: false },
    csi: { enabled: false },
    injector: {
      enabled: true,
      replicas: config.replicas,
      leaderElector: { enabled: config.replicas > 1 },
      authPath: config.authPath,
      logFormat: "json",
      metrics: { enabled: config.metrics },
      webhook: {
        failurePolicy: config.failurePolicy,
        ...(config.namespaceLabels !== undefined && {
          namespaceSelector: { matchLabels: config.namespaceLabels },
        }),
      },
      ...(config.replicas > 1 && { podDisruptionBudget: { maxUnavailable: 1 } }),
      ...(config.resources !== undefined && { resources: config.resources }),
      ...(config.priorityClassName !== undefined && { priorityClassName: config.priorityClassName }),
    },
  };
}

/** Values of the chart that Slipway sets. */
export type VaultAgentInjectorValues = ReturnType<typeof vaultAgentInjectorValues>;
