import { DataResource, type TerraformStack } from "cdktf";
import { parse } from "yaml";
import type { KubernetesManifest } from "../../constructs/helm";
import type { WorkloadContext } from "../../constructs/workload/extension";
import type { WorkloadBase } from "../../constructs/workload/workload-kind";
import type { WorkloadPlatform } from "../../constructs/workload/workload-platform";
import { Problems } from "../../lib/core/errors";
import { GrantingCluster } from "./granting-cluster";
import { codes, type Synthesized } from "./synth";

/** A platform in a stack, on a cluster that remembers what it granted. */
export type TestPlatform = WorkloadPlatform & { readonly cluster: GrantingCluster };

/** @param annotates whether service accounts need an annotation to use the cloud */
export function platformIn(
  stack: TerraformStack,
  options: Partial<WorkloadPlatform> = {},
  annotates = false,
): TestPlatform {
  const props = { clusterName: "local", context: "kind-local", kubernetesVersion: "1.36" };
  return { namespace: "shop", ...options, cluster: new GrantingCluster(stack, "Cluster", props, annotates) };
}

/** A boundary around the namespace shop. */
export function boundaryIn(stack: TerraformStack) {
  return { name: "shop", dependencies: [new DataResource(stack, "Boundary", {})] };
}

/** The objects of a release by kind and name. */
export function objectsOf(synthesized: Synthesized, release: string): Record<string, KubernetesManifest> {
  const { manifests } = parse(synthesized.one("helm_release", release).values[0]) as {
    manifests: Record<string, KubernetesManifest>;
  };
  return Object.fromEntries(
    Object.values(manifests).map((manifest) => [`${manifest.kind}/${manifest.metadata.name}`, manifest]),
  );
}

/** What a part of the workload `users` is told. */
export function contextOf(problems: Problems = new Problems()): WorkloadContext {
  return {
    name: "users",
    namespace: "shop",
    // Parts that ask the cluster for something have tests with a stack.
    cluster: undefined as never,
    selector: { "app.kubernetes.io/name": "users" },
    labels: { "app.kubernetes.io/name": "users", team: "shop" },
    serviceAccount: "users",
    problems,
  };
}

/** What a kind of workload is told. */
export function baseOf(options: Partial<WorkloadBase> = {}): WorkloadBase {
  const port = { name: "http", number: 3000, protocol: "TCP" } as const;
  return {
    context: contextOf(),
    platform: { cluster: undefined as never, namespace: "shop" },
    ports: [port],
    port,
    ...options,
  };
}

/** Runs something that reports, and returns what it came to with its codes. */
export function reported<T>(act: (problems: Problems) => T): {
  readonly result: T;
  readonly codes: string[];
} {
  const problems = new Problems();
  const result = act(problems);
  return { result, codes: codes(problems.all) };
}
