import type { ResolvedApplication } from "../../../../constructs/delivery/gitops/application-config";
import { argoApplication } from "../../../../constructs/delivery/gitops/argo-application";
import { checked } from "../../../support/fake-keda";

const CONFIG: ResolvedApplication = {
  name: "users",
  releaseName: "app-users",
  repository: "https://github.com/acme/shop.git",
  path: "deploy/users",
  revision: { tag: "v1.4.2" },
  namespace: "shop",
  rendering: { type: "kustomize" },
  sync: "automatic",
  prune: false,
  selfHeal: true,
  onDelete: "keep",
  ignoreDifferences: [],
  project: "shop",
  serviceAccount: undefined,
  credentialsSecret: undefined,
};

const make = (options: Partial<ResolvedApplication> = {}) =>
  checked(argoApplication({ ...CONFIG, ...options }, "argocd"));

describe("argoApplication", () => {
  it("reads as an operator expects it", () => {
    expect(make()).toEqual({
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Application",
      metadata: { name: "users", namespace: "argocd" },
      spec: {
        project: "shop",
        source: {
          repoURL: "https://github.com/acme/shop.git",
          path: "deploy/users",
          targetRevision: "v1.4.2",
        },
        destination: { server: "https://kubernetes.default.svc", namespace: "shop" },
        syncPolicy: {
          automated: { prune: false, selfHeal: true },
          retry: { limit: 5, backoff: { duration: "5s", factor: 2, maxDuration: "3m" } },
          syncOptions: ["ServerSideApply=true"],
        },
      },
    });
  });

  it("waits for a person when sync is manual", () => {
    expect(make({ sync: "manual" })).not.toHaveProperty("spec.syncPolicy.automated");
  });

  it("takes the objects along when told to", () => {
    expect(make({ onDelete: "delete" })).toHaveProperty("metadata.finalizers", [
      "resources-finalizer.argocd.argoproj.io",
    ]);
  });

  it("replaces images by tag and by digest", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const images = [
      { name: "users", newName: "registry/users", tag: "1" },
      { name: "proxy", digest },
    ];
    expect(make({ rendering: { type: "kustomize", images } })).toHaveProperty(
      "spec.source.kustomize.images",
      ["users=registry/users:1", `proxy@${digest}`],
    );
  });

  it("renders a chart with files and values", () => {
    const rendering = { type: "helm", valueFiles: ["values-prod.yaml"], values: { replicas: 3 } } as const;
    expect(make({ rendering })).toHaveProperty("spec.source.helm", {
      releaseName: "users",
      valueFiles: ["values-prod.yaml"],
      valuesObject: { replicas: 3 },
    });
    expect(make({ rendering: { type: "helm", releaseName: "u" } })).toHaveProperty("spec.source.helm", {
      releaseName: "u",
    });
  });

  it("neither sees nor writes what others set", () => {
    const own = { group: "apps", kind: "Deployment", name: "users", jsonPointers: ["/spec/paused"] };
    const made = make({ ignoreDifferences: ["replicas", "traffic-weights", own] });
    expect(made).toHaveProperty("spec.ignoreDifferences", [
      { group: "apps", kind: "Deployment", jsonPointers: ["/spec/replicas"] },
      { group: "apps", kind: "StatefulSet", jsonPointers: ["/spec/replicas"] },
      { group: "argoproj.io", kind: "Rollout", jsonPointers: ["/spec/replicas"] },
      {
        group: "gateway.networking.k8s.io",
        kind: "HTTPRoute",
        jqPathExpressions: [".spec.rules[]?.backendRefs[]?.weight"],
      },
      own,
    ]);
    expect(made).toHaveProperty("spec.syncPolicy.syncOptions", [
      "ServerSideApply=true",
      "RespectIgnoreDifferences=true",
    ]);
  });
});
