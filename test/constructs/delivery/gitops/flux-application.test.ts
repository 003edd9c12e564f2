import type { ResolvedApplication } from "../../../../constructs/delivery/gitops/application-config";
import { fluxApplication } from "../../../../constructs/delivery/gitops/flux-application";
import { checked } from "../../../support/fake-keda";

const CONFIG: ResolvedApplication = {
  name: "users",
  releaseName: "app-users",
  repository: "https://github.com/acme/shop.git",
  path: "deploy/users",
  revision: { branch: "main" },
  namespace: "shop",
  rendering: { type: "kustomize" },
  sync: "automatic",
  prune: true,
  selfHeal: true,
  onDelete: "keep",
  ignoreDifferences: [],
  project: "",
  serviceAccount: "deployer",
  credentialsSecret: undefined,
};

const make = (options: Partial<ResolvedApplication> = {}) =>
  fluxApplication({ ...CONFIG, ...options }).map(checked);

describe("fluxApplication", () => {
  it("reads as an operator expects it, all in the application's namespace", () => {
    expect(make()).toEqual([
      {
        apiVersion: "source.toolkit.fluxcd.io/v1",
        kind: "GitRepository",
        metadata: { name: "users", namespace: "shop" },
        spec: {
          url: "https://github.com/acme/shop.git",
          ref: { branch: "main" },
          interval: "1m",
          timeout: "60s",
        },
      },
      {
        apiVersion: "kustomize.toolkit.fluxcd.io/v1",
        kind: "Kustomization",
        metadata: { name: "users", namespace: "shop" },
        spec: {
          interval: "10m",
          timeout: "10m",
          retryInterval: "1m",
          serviceAccountName: "deployer",
          sourceRef: { kind: "GitRepository", name: "users" },
          path: "./deploy/users",
          prune: true,
          deletionPolicy: "Orphan",
          targetNamespace: "shop",
          wait: true,
        },
      },
    ]);
  });

  it("has credentials by reference, and pauses when sync is manual", () => {
    const [source, objects] = make({ credentialsSecret: "git", sync: "manual", onDelete: "delete" });
    expect(source).toHaveProperty("spec.secretRef", { name: "git" });
    expect(objects).toMatchObject({ spec: { suspend: true, deletionPolicy: "Delete" } });
  });

  it("replaces images by tag and by digest", () => {
    const digest = `sha256:${"a".repeat(64)}`;
    const images = [
      { name: "users", newName: "registry/users", tag: "1" },
      { name: "proxy", digest },
    ];
    expect(make({ rendering: { type: "kustomize", images } })[1]).toHaveProperty("spec.images", [
      { name: "users", newName: "registry/users", newTag: "1" },
      { name: "proxy", digest },
    ]);
  });

  it("renders a chart, rolls back what fails and corrects drift", () => {
    const rendering = { type: "helm", valueFiles: ["values-prod.yaml"], values: { a: 1 } } as const;
    const [, release] = make({ rendering, ignoreDifferences: ["replicas"] });
    expect(release).toMatchObject({
      kind: "HelmRelease",
      spec: {
        releaseName: "users",
        serviceAccountName: "deployer",
        chart: {
          spec: {
            chart: "./deploy/users",
            reconcileStrategy: "Revision",
            valuesFiles: ["./deploy/users/values-prod.yaml"],
          },
        },
        upgrade: { remediation: { strategy: "rollback" } },
        driftDetection: { mode: "enabled" },
        values: { a: 1 },
      },
    });
    expect(release).toHaveProperty("spec.driftDetection.ignore.0", {
      paths: ["/spec/replicas"],
      target: { group: "apps", kind: "Deployment" },
    });
  });

  it("leaves out the rules of routes whose weights others set, and members of any kind", () => {
    const ignored = [
      "traffic-weights",
      { kind: "Service", name: "u", jsonPointers: ["/spec/type"] },
    ] as const;
    const [, release] = make({ rendering: { type: "helm" }, ignoreDifferences: ignored });
    expect(release).toHaveProperty("spec.driftDetection.ignore", [
      { paths: ["/spec/rules"], target: { group: "gateway.networking.k8s.io", kind: "HTTPRoute" } },
      { paths: ["/spec/type"], target: { kind: "Service", name: "u" } },
    ]);
    expect(make({ rendering: { type: "helm" } })[1]).not.toHaveProperty("spec.driftDetection.ignore");
  });

  it("takes the root of a repository", () => {
    expect(make({ path: "." })[1]).toHaveProperty("spec.path", "./");
    const rendering = { type: "helm", valueFiles: ["v.yaml"] } as const;
    expect(make({ path: ".", rendering })[1]).toHaveProperty("spec.chart.spec.valuesFiles", ["./v.yaml"]);
  });
});
