import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import type { ResolvedApplication } from "./application-config";
import type { IgnoredDifference, Rendering } from "./application-props";
import { SCALED_KINDS } from "./argo-application";

/** How often Flux looks at the repository, and at the objects. */
const POLL = "1m";
const RECONCILE = "10m";

/** An application as Flux has it: the repository, and what renders it. All of it in the application's namespace. */
export function fluxApplication(config: ResolvedApplication): readonly KubernetesManifest[] {
  const rendering =
    config.rendering.type === "helm" ? helmRelease(config, config.rendering) : kustomization(config);
  return [gitRepository(config), rendering];
}

function gitRepository({
  name,
  namespace,
  repository,
  revision,
  credentialsSecret,
}: ResolvedApplication): KubernetesManifest {
  return {
    apiVersion: "source.toolkit.fluxcd.io/v1",
    kind: "GitRepository",
    metadata: { name, namespace },
    spec: {
      url: repository,
      ref: { ...revision },
      interval: POLL,
      timeout: "60s",
      ...(credentialsSecret !== undefined && { secretRef: { name: credentialsSecret } }),
    },
  };
}

function kustomization(config: ResolvedApplication): KubernetesManifest {
  const images = config.rendering.type === "kustomize" ? (config.rendering.images ?? []) : [];
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { name: config.name, namespace: config.namespace },
    spec: {
      ...common(config),
      sourceRef: source(config),
      path: dotted(config.path),
      prune: config.prune,
      deletionPolicy: config.onDelete === "delete" ? "Delete" : "Orphan",
      targetNamespace: config.namespace,
      retryInterval: "1m",
      wait: true,
      ...(images.length > 0 && {
        images: images.map(({ tag, ...image }) => ({
          ...image,
          ...(tag !== undefined && { newTag: tag }),
        })),
      }),
    },
  };
}

function helmRelease(
  config: ResolvedApplication,
  { releaseName, valueFiles, values }: Extract<Rendering, { type: "helm" }>,
): KubernetesManifest {
  const ignored = config.ignoreDifferences.map(ignoredPaths);
  return {
    apiVersion: "helm.toolkit.fluxcd.io/v2",
    kind: "HelmRelease",
    metadata: { name: config.name, namespace: config.namespace },
    spec: {
      ...common(config),
      releaseName: releaseName ?? config.name,
      chart: {
        spec: {
          chart: dotted(config.path),
          sourceRef: source(config),
          // A commit that leaves the chart's version alone is deployed as well.
          reconcileStrategy: "Revision",
          ...(valueFiles !== undefined && {
            valuesFiles: valueFiles.map((file) => `${dotted(config.path).replace(/\/$/, "")}/${file}`),
          }),
        },
      },
      install: { remediation: { retries: 5 } },
      upgrade: { cleanupOnFail: true, remediation: { retries: 5, strategy: "rollback" } },
      driftDetection: { mode: "enabled", ...(ignored.length > 0 && { ignore: ignored.flat() }) },
      ...(values !== undefined && { values }),
    },
  };
}

function common({ serviceAccount, sync }: ResolvedApplication): JsonObject {
  return {
    interval: RECONCILE,
    timeout: "10m",
    ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
    ...(sync === "manual" && { suspend: true }),
  };
}

function source({ name }: ResolvedApplication): JsonObject {
  return { kind: "GitRepository", name };
}

/** Flux begins paths at `./`. */
function dotted(path: string): string {
  return path === "." ? "./" : path.startsWith("./") ? path : `./${path}`;
}

/** Flux has no path into every item of a list: it leaves out all rules of a route. */
function ignoredPaths(ignored: IgnoredDifference): readonly JsonObject[] {
  if (ignored === "replicas") {
    return SCALED_KINDS.map(([group, kind]) => ({ paths: ["/spec/replicas"], target: { group, kind } }));
  }
  if (ignored === "traffic-weights") {
    return [{ paths: ["/spec/rules"], target: { group: "gateway.networking.k8s.io", kind: "HTTPRoute" } }];
  }
  const { jsonPointers, ...target } = ignored;
  return [{ paths: jsonPointers, target }];
}
