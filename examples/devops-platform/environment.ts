import type { GitRevision, PreviewSettings } from "cdktf-slipway/delivery";
import type { NodeGroupProps } from "cdktf-slipway/eks";

/** What tells one environment from another. */
export type DevopsEnvironment = {
  /** Stack id behind `devops-`, and end of every name: `staging`. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Hosts of the environment lie below it; its zone is `hostedZoneId` of Route 53. */
  readonly domain: string;
  readonly hostedZoneId: string;
  readonly network: {
    readonly cidr: string;
    readonly availabilityZones: readonly string[];
    readonly natGateways: "single" | "per-zone";
  };
  readonly nodeGroups: Readonly<Record<string, NodeGroupProps>>;
  readonly replicas: { readonly operators: number; readonly services: number };
  /** Blocks the database of the authentication answers in. */
  readonly databaseCidrs: readonly string[];
  /** What a new version may do at most before it goes back. */
  readonly limits: ReleaseLimits;
  /** Users in percent that get what is still behind a flag. */
  readonly flags: { readonly newLogin: number; readonly mailDigests: number };
  /** What `kubeseal --raw` made for this cluster, by key of the Secret `notifications`. */
  readonly sealed: Readonly<Record<"smtp-password", string>>;
  readonly gitOps: { readonly highlyAvailable: boolean; readonly catalog: GitRevision };
  readonly deletionProtection: boolean;
  /** Previews of pull requests; left out where the cluster has none. */
  readonly previews?: PreviewSettings;
};

/** What decides about a release, while it is on its way. */
export type ReleaseLimits = {
  /** Share of failed requests: 0.01 is one in a hundred. */
  readonly errorRatio: number;
  /** What 95 of 100 requests stay below. */
  readonly latencyMs: number;
  /** Share of the CPU limit. */
  readonly cpuRatio: number;
};

/** Names below the domain of an environment. */
export function hostsOf({ domain }: Pick<DevopsEnvironment, "domain">) {
  return {
    frontend: `www.${domain}`,
    auth: `auth.${domain}`,
    authPreview: `auth-next.${domain}`,
    notifications: `notifications.${domain}`,
  };
}

/** Hosts the services are reached under. */
export type ShopHosts = ReturnType<typeof hostsOf>;

/** Name of the cluster, of the stack, and part of every other name. */
export function nameOf({ name }: Pick<DevopsEnvironment, "name">): string {
  return `devops-${name}`;
}
