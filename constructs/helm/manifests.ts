import * as path from "node:path";
import { AssetType, type ITerraformDependable, TerraformAsset, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { type Problems, resolveOrThrow } from "../../lib/core/errors";
import type { JsonObject } from "../../lib/core/render";
import { isToken } from "../../lib/core/tokens";
import type { ICluster } from "../cluster/cluster";
import { HelmRelease } from "./helm-release";
import { registerManifest } from "./manifest-registry";

/** A Kubernetes object as it would stand in a YAML file. */
export type KubernetesManifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
} & JsonObject;

export interface ManifestsProps {
  /** Where the objects go. */
  readonly cluster: ICluster;
  /** Name of the release that carries them, at most 53 characters. */
  readonly releaseName: string;
  /** Namespace of the release, and of objects that name none. */
  readonly namespace: string;
  /** The objects. Their order has no meaning: Helm installs by kind, namespaces first. */
  readonly manifests: readonly KubernetesManifest[];
  /** @default true */
  readonly createNamespace?: boolean;
  /** Time for each Helm operation. @default 600 */
  readonly timeoutSeconds?: number;
  /** What must exist before: the release that brings the custom resource definitions. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * Kubernetes objects, custom resources included, that Helm installs and rolls back as one.
 *
 *     new Manifests(this, "Issuer", {
 *       cluster,
 *       releaseName: "issuer",
 *       namespace: "cert-manager",
 *       manifests: [{ apiVersion: "cert-manager.io/v1", kind: "ClusterIssuer", metadata: { name: "ca" }, spec: {} }],
 *       dependsOn: [certManager],
 *     });
 *
 * The objects travel in the values of a constant chart, so that a plan shows them as a diff and needs no access
 * to the cluster; `kubernetes_manifest` would need the cluster and the definitions to exist at plan time.
 *
 * @throws ConfigError `missing-api-version`, `missing-kind`, `missing-name`, `name-not-known`,
 * `duplicate-manifest`, `duplicate-object`, `no-manifests` and those of HelmRelease
 */
export class Manifests extends Construct implements ITerraformDependable {
  readonly release: HelmRelease;
  /** Address in Terraform: manifests can stand wherever something to depend on is asked for. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, props: ManifestsProps) {
    super(scope, id);
    const config = resolveOrThrow(this, "ManifestsProps", (problems) => resolveManifests(props, problems));
    this.release = new HelmRelease(this, "Release", {
      cluster: props.cluster,
      chart: { name: `./${chartOf(this).path}`, version: CHART_VERSION },
      releaseName: props.releaseName,
      namespace: props.namespace,
      createNamespace: props.createNamespace,
      timeoutSeconds: props.timeoutSeconds,
      values: { manifests: config.manifests },
      dependsOn: props.dependsOn,
    });
    this.fqn = this.release.fqn;
    for (const { kind, metadata } of Object.values(config.manifests)) {
      const { name, namespace = props.namespace } = metadata;
      registerManifest(this, props.cluster, { kind, namespace, name });
    }
  }
}

/** Checks the manifests and gives each the key it has in the values: kind, namespace and name. */
export function resolveManifests(props: Pick<ManifestsProps, "manifests" | "namespace">, problems: Problems) {
  const manifests: Record<string, KubernetesManifest> = {};
  problems.addIf(props.manifests.length === 0, {
    prop: "manifests",
    code: "no-manifests",
    rule: "a release of manifests holds at least one",
    value: [],
    fix: "add a manifest or leave the construct out",
  });
  props.manifests.forEach((manifest, index) => {
    const at = problems.at("manifests").at(index);
    const name: string | undefined = manifest.metadata?.name;
    const present = [
      at.addIf(!manifest.apiVersion, missing("apiVersion", "missing-api-version", manifest)),
      at.addIf(!manifest.kind, missing("kind", "missing-kind", manifest)),
      at.addIf(!name, missing("metadata.name", "missing-name", manifest)),
      at.addIf(isToken(name), {
        prop: "metadata.name",
        code: "name-not-known",
        rule: "the name of an object must be known before apply, it is its identity in the plan",
        value: name,
        fix: "use a literal name",
      }),
    ];
    if (present.includes(true)) {
      return;
    }
    const key = `${manifest.kind}/${manifest.metadata.namespace ?? props.namespace}/${name}`;
    at.addIf(key in manifests, {
      prop: "",
      code: "duplicate-manifest",
      rule: "two manifests describe the same object",
      value: key,
      fix: "remove or rename one of them",
    });
    manifests[key] = manifest;
  });
  return { manifests };
}

const CHART_VERSION = "1.0.0";
const CHART_ID = "SlipwayManifestsChart";

/** The chart is one asset for each stack; its path holds a hash of its contents, so a change shows in the plan. */
function chartOf(scope: Construct): TerraformAsset {
  const stack = TerraformStack.of(scope);
  const existing = stack.node.tryFindChild(CHART_ID);
  return existing instanceof TerraformAsset
    ? existing
    : new TerraformAsset(stack, CHART_ID, {
        path: path.join(__dirname, "manifests-chart"),
        type: AssetType.DIRECTORY,
      });
}

function missing(prop: string, code: string, manifest: KubernetesManifest) {
  return {
    prop,
    code,
    rule: `a manifest names its ${prop}`,
    value: manifest.metadata?.name ?? manifest.kind,
    fix: `add ${prop}`,
  };
}
