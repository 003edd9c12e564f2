/**
 * How replicas keep apart: `prefer` puts them on nodes and into zones of their own where there are such, `require`
 * leaves a replica out rather than put it with another, `none` does not care.
 */
export type Spread = "prefer" | "require" | "none";

/** Every way, for messages. */
export const SPREADS: readonly Spread[] = ["prefer", "require", "none"];

/** Where replicas go, as kube-prometheus-stack takes it for Prometheus and for Alertmanager. */
export type SpreadValues = {
  readonly podAntiAffinity?: string;
  readonly topologySpreadConstraints?: readonly {
    readonly maxSkew: number;
    readonly topologyKey: string;
    readonly whenUnsatisfiable: string;
    readonly labelSelector: { readonly matchLabels: { readonly [label: string]: string } };
  }[];
};

/**
 * Nodes by the anti-affinity the chart knows, zones by a constraint. One replica has nothing to keep apart from.
 *
 * @param labels those that the operator gives the pods, the same the chart's anti-affinity selects by
 */
export function spreadValues(
  spread: Spread,
  replicas: number,
  labels: { readonly [label: string]: string },
): SpreadValues {
  if (replicas < 2) {
    return {};
  }
  if (spread === "none") {
    return { podAntiAffinity: "" };
  }
  return {
    podAntiAffinity: spread === "require" ? "hard" : "soft",
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: "topology.kubernetes.io/zone",
        whenUnsatisfiable: spread === "require" ? "DoNotSchedule" : "ScheduleAnyway",
        labelSelector: { matchLabels: labels },
      },
    ],
  };
}
