import { DataResource, Fn, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { parse } from "yaml";
import { type ICluster, KubeconfigCluster } from "../../constructs/cluster";
import type { KubernetesManifest } from "../../constructs/helm";
import type { IKeda } from "../../constructs/keda/keda-interface";
import type { PolicyStatement } from "../../lib/core/policy";
import { crdProblems } from "./crds";
import type { Synthesized } from "./synth";

/** A KEDA that installs nothing and remembers what its operator was granted. */
export class FakeKeda extends Construct implements IKeda {
  readonly cluster: ICluster;
  readonly namespace = "keda";
  readonly serviceAccount = "keda-operator";
  readonly dependencies: readonly ITerraformDependable[];
  readonly granted: PolicyStatement[] = [];

  constructor(
    scope: Construct,
    readonly watchNamespace: string | undefined = undefined,
  ) {
    super(scope, "FakeKeda");
    this.cluster = new KubeconfigCluster(this, "Cluster", { clusterName: "local", context: "kind-local" });
    this.dependencies = [new DataResource(this, "Definitions", {})];
  }

  grant(statements: readonly PolicyStatement[]): void {
    this.granted.push(...statements);
  }
}

/**
 * The objects of a release by kind and name, each checked against its definition.
 *
 * @param release end of the release's address: `Orders_Manifests_Release`
 */
export function objectsOf(synthesized: Synthesized, release: string): Record<string, KubernetesManifest> {
  const { manifests } = parse(synthesized.one("helm_release", release).values[0]) as {
    manifests: Record<string, KubernetesManifest>;
  };
  return Object.fromEntries(
    Object.values(manifests).map((manifest) => [
      `${manifest.kind}/${manifest.metadata.name}`,
      checked(manifest),
    ]),
  );
}

/** Hands a custom resource back that its definition accepts; fails on one it does not. */
export function checked<M extends KubernetesManifest>(manifest: M): M {
  expect(crdProblems(manifest)).toEqual([]);
  return manifest;
}

/** A number that is known only after apply. */
export function numberToken(): number {
  return Token.asNumber(Fn.tonumber("7"));
}
