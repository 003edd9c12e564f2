import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import type { ResolvedApplication } from "./application-config";
import type { IgnoredDifference, ImageOverride, Rendering } from "./application-props";
import { IN_CLUSTER } from "./argo-cd-project-config";
import { revisionText } from "./git-repository";

/** Makes Argo CD delete the objects before it lets the Application go. */
export const CASCADE = "resources-finalizer.argocd.argoproj.io";

/** Tries again five times, after 5 s, 10 s and so on up to three minutes, as Argo CD's documentation proposes. */
export const RETRY = { limit: 5, backoff: { duration: "5s", factor: 2, maxDuration: "3m" } };

/** An application as Argo CD has it. */
export function argoApplication(config: ResolvedApplication, argoNamespace: string): KubernetesManifest {
  const ignored = config.ignoreDifferences.flatMap(ignoredFields);
  return {
    apiVersion: "argoproj.io/v1alpha1",
    kind: "Application",
    metadata: {
      name: config.name,
      namespace: argoNamespace,
      ...(config.onDelete === "delete" && { finalizers: [CASCADE] }),
    },
    spec: {
      project: config.project,
      source: {
        repoURL: config.repository,
        path: config.path,
        targetRevision: revisionText(config.revision),
        ...argoRendering(config.rendering, config.name),
      },
      destination: { server: IN_CLUSTER, namespace: config.namespace },
      syncPolicy: {
        ...(config.sync === "automatic" && {
          automated: { prune: config.prune, selfHeal: config.selfHeal },
        }),
        retry: RETRY,
        syncOptions: [
          "ServerSideApply=true",
          // Without it a sync writes what a comparison leaves out.
          ...(ignored.length > 0 ? ["RespectIgnoreDifferences=true"] : []),
        ],
      },
      ...(ignored.length > 0 && { ignoreDifferences: ignored }),
    },
  } as KubernetesManifest;
}

function argoRendering(rendering: Rendering, name: string): JsonObject {
  if (rendering.type === "kustomize") {
    const { images = [] } = rendering;
    return images.length > 0 ? { kustomize: { images: images.map(imageText) } } : {};
  }
  const { releaseName, valueFiles, values } = rendering;
  return {
    helm: {
      releaseName: releaseName ?? name,
      ...(valueFiles !== undefined && { valueFiles }),
      ...(values !== undefined && { valuesObject: values }),
    },
  };
}

function imageText({ name, newName, tag, digest }: ImageOverride): string {
  const image = newName === undefined ? name : `${name}=${newName}`;
  return tag === undefined ? `${image}@${digest}` : `${image}:${tag}`;
}

/** Workloads that something may scale, by group and kind. */
export const SCALED_KINDS: readonly (readonly [group: string, kind: string])[] = [
  ["apps", "Deployment"],
  ["apps", "StatefulSet"],
  ["argoproj.io", "Rollout"],
];

function ignoredFields(ignored: IgnoredDifference): readonly JsonObject[] {
  if (ignored === "replicas") {
    return SCALED_KINDS.map(([group, kind]) => ({ group, kind, jsonPointers: ["/spec/replicas"] }));
  }
  return ignored === "traffic-weights"
    ? [
        {
          group: "gateway.networking.k8s.io",
          kind: "HTTPRoute",
          jqPathExpressions: [".spec.rules[]?.backendRefs[]?.weight"],
        },
      ]
    : [ignored];
}
