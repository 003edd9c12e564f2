import type { StrategyBinding } from "../../constructs/delivery/strategy-value";
import type { KubernetesManifest } from "../../constructs/helm";
import type {
  ExposureContext,
  ExposureTargets,
  ExposureValue,
} from "../../constructs/workload/exposure/exposure-value";
import type { WorkloadContribution } from "../../constructs/workload/extension";
import type { IGateway } from "../../constructs/workload/workload-platform";
import { crdProblems } from "./crds";
import { contextOf, reported } from "./workloads";

/** A Gateway whose listeners are known: `*.example.com` and `shop.test`. */
export const GATEWAY: IGateway = {
  name: "public",
  namespace: "gateways",
  proxyNamespace: "envoy",
  listeners: [
    { name: "shop", hostname: "*.example.com" },
    { name: "test", hostname: "shop.test" },
  ],
  dependencies: [],
};

/** One Service that takes everything. */
export const AT_REST: ExposureTargets = { backends: [{ service: "users", weight: 100 }], routes: [] };

/** A release that splits requests between two Services, with a preview. */
export const SPLIT: Pick<StrategyBinding, "backends" | "routes"> = {
  backends: [
    { service: "users", weight: 100 },
    { service: "users-canary", weight: 0 },
  ],
  routes: [{ hostname: "preview.example.com", service: "users-canary" }],
};

/** What the exposure of the workload `users` is told. */
export function exposureContext(options: Partial<ExposureContext> = {}): ExposureContext {
  return {
    ...contextOf(),
    port: { name: "http", number: 3000 },
    platform: { cluster: undefined as never, namespace: "shop", gateway: GATEWAY },
    ...options,
  };
}

/** What an exposure comes to, with codes and props of its problems. */
export function bound(
  exposure: ExposureValue,
  targets: ExposureTargets = AT_REST,
  options: Partial<ExposureContext> = {},
): { readonly result: WorkloadContribution; readonly codes: string[] } {
  return reported((problems) => exposure.bind({ ...exposureContext(options), problems }, targets));
}

/** The objects of an exposure by kind and name; routes must be what their definition takes. */
export function manifestsOf({ manifests = [] }: WorkloadContribution): Record<string, KubernetesManifest> {
  return Object.fromEntries(
    manifests.map((manifest) => {
      const plain: KubernetesManifest = JSON.parse(JSON.stringify(manifest));
      if (plain.apiVersion.startsWith("gateway.networking.k8s.io/")) {
        expect(crdProblems(plain)).toEqual([]);
      }
      return [`${plain.kind}/${plain.metadata.name}`, plain];
    }),
  );
}
