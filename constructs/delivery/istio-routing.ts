import type { RoutingBinding } from "./canary-traffic";
import type { StrategyContext } from "./strategy-value";

/** Route of the VirtualService whose weights the controller writes. */
const ROUTE = "primary";

/**
 * One Service for both versions, split inside the mesh: the controller adds to the subsets of the DestinationRule whose
 * pods they are, and writes the weights into the VirtualService.
 */
export function istioRouting({ name, namespace, labels, selector }: StrategyContext): RoutingBinding {
  const next = `${name}-canary`;
  const host = `${name}.${namespace}.svc.cluster.local`;
  const metadata = { name, namespace, labels };
  return {
    canary: {
      canaryService: next,
      trafficRouting: {
        istio: {
          virtualService: { name, routes: [ROUTE] },
          destinationRule: { name, stableSubsetName: "stable", canarySubsetName: "canary" },
        },
      },
    },
    services: [name, next],
    backends: [{ service: name, weight: 100 }],
    manifests: [
      {
        apiVersion: "networking.istio.io/v1",
        kind: "VirtualService",
        metadata,
        spec: {
          hosts: [host],
          http: [
            {
              name: ROUTE,
              route: [
                { destination: { host, subset: "stable" }, weight: 100 },
                { destination: { host, subset: "canary" }, weight: 0 },
              ],
            },
          ],
        },
      },
      {
        apiVersion: "networking.istio.io/v1",
        kind: "DestinationRule",
        metadata,
        spec: {
          host,
          subsets: [
            { name: "stable", labels: selector },
            { name: "canary", labels: selector },
          ],
        },
      },
    ],
    target: next,
  };
}
