import { checkKnown, type Problems } from "./errors";

/** Where a chart lives, which version Slipway is tested with, and where it goes by default. */
export interface CatalogChart {
  /** Name of the chart in its repository. @default the catalog name */
  readonly chart?: string;
  /** HTTP(S) or OCI repository, without the chart name. */
  readonly repository: string;
  /** Exact version of the chart. */
  readonly version: string;
  /** Namespace the project recommends or, where it does not, the usual one. */
  readonly namespace: string;
  /** Kubernetes versions the chart declares in its Chart.yaml, as a semver range. @default any */
  readonly kubeVersion?: string;
}

/**
 * Every chart Slipway knows, in one place: a version bump is a change of this table and of nothing else.
 *
 * Read from the charts' own repositories at the tag of the version. Charts that moved stand with their new
 * home: Grafana, Loki and Tempo are maintained by grafana-community since early 2026.
 */
export const CHARTS = {
  alloy: { repository: "https://grafana.github.io/helm-charts", version: "1.11.1", namespace: "alloy" },
  "argo-cd": {
    repository: "https://argoproj.github.io/argo-helm",
    version: "10.1.1",
    namespace: "argocd",
    kubeVersion: ">=1.25.0-0",
  },
  "argo-rollouts": {
    repository: "https://argoproj.github.io/argo-helm",
    version: "2.41.0",
    namespace: "argo-rollouts",
  },
  "argo-workflows": {
    repository: "https://argoproj.github.io/argo-helm",
    version: "1.0.18",
    namespace: "argo",
  },
  "aws-ebs-csi-driver": {
    repository: "https://kubernetes-sigs.github.io/aws-ebs-csi-driver",
    version: "2.64.0",
    namespace: "kube-system",
    kubeVersion: ">=1.17.0-0",
  },
  "aws-load-balancer-controller": {
    repository: "https://aws.github.io/eks-charts",
    version: "3.5.0",
    namespace: "kube-system",
  },
  "cert-manager": {
    repository: "oci://quay.io/jetstack/charts",
    version: "v1.21.1",
    namespace: "cert-manager",
    kubeVersion: ">=1.22.0-0",
  },
  "chaos-mesh": { repository: "https://charts.chaos-mesh.org", version: "2.8.3", namespace: "chaos-mesh" },
  "cloudnative-pg": {
    repository: "https://cloudnative-pg.github.io/charts",
    version: "0.29.0",
    namespace: "cnpg-system",
    kubeVersion: ">=1.29.0-0",
  },
  "cluster-autoscaler": {
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    namespace: "kube-system",
  },
  "cnpg-cluster": {
    chart: "cluster",
    repository: "https://cloudnative-pg.github.io/charts",
    version: "0.8.1",
    namespace: "default",
    kubeVersion: ">=1.29.0-0",
  },
  consul: {
    repository: "https://helm.releases.hashicorp.com",
    version: "2.0.3",
    namespace: "consul",
    kubeVersion: ">=1.22.0-0",
  },
  "external-dns": {
    repository: "https://kubernetes-sigs.github.io/external-dns",
    version: "1.21.1",
    namespace: "external-dns",
  },
  "external-secrets": {
    repository: "https://charts.external-secrets.io",
    version: "2.9.0",
    namespace: "external-secrets",
    kubeVersion: ">=1.19.0-0",
  },
  flagger: {
    repository: "https://flagger.app",
    version: "1.44.0",
    namespace: "flagger-system",
    kubeVersion: ">=1.19.0-0",
  },
  flux2: {
    repository: "https://fluxcd-community.github.io/helm-charts",
    version: "2.18.3",
    namespace: "flux-system",
  },
  gatekeeper: {
    repository: "https://open-policy-agent.github.io/gatekeeper/charts",
    version: "3.23.0",
    namespace: "gatekeeper-system",
  },
  "gateway-crds-helm": {
    repository: "oci://docker.io/envoyproxy",
    version: "v1.9.0",
    namespace: "envoy-gateway-system",
  },
  "gateway-helm": {
    repository: "oci://docker.io/envoyproxy",
    version: "v1.9.0",
    namespace: "envoy-gateway-system",
  },
  "gha-runner-scale-set": {
    repository: "oci://ghcr.io/actions/actions-runner-controller-charts",
    version: "0.14.2",
    namespace: "arc-runners",
  },
  "gha-runner-scale-set-controller": {
    repository: "oci://ghcr.io/actions/actions-runner-controller-charts",
    version: "0.14.2",
    namespace: "arc-systems",
  },
  grafana: {
    repository: "https://grafana-community.github.io/helm-charts",
    version: "12.11.1",
    namespace: "grafana",
    kubeVersion: "^1.25.0-0",
  },
  "istio-base": {
    chart: "base",
    repository: "https://istio-release.storage.googleapis.com/charts",
    version: "1.30.3",
    namespace: "istio-system",
  },
  "istio-cni": {
    chart: "cni",
    repository: "https://istio-release.storage.googleapis.com/charts",
    version: "1.30.3",
    namespace: "istio-system",
  },
  "istio-gateway": {
    chart: "gateway",
    repository: "https://istio-release.storage.googleapis.com/charts",
    version: "1.30.3",
    namespace: "istio-ingress",
  },
  istiod: {
    repository: "https://istio-release.storage.googleapis.com/charts",
    version: "1.30.3",
    namespace: "istio-system",
  },
  jaeger: {
    repository: "https://jaegertracing.github.io/helm-charts",
    version: "4.11.1",
    namespace: "jaeger",
    kubeVersion: ">=1.21.0-0",
  },
  jenkins: { repository: "https://charts.jenkins.io", version: "5.9.53", namespace: "jenkins" },
  "k8s-monitoring": {
    repository: "https://grafana.github.io/helm-charts",
    version: "4.4.0",
    namespace: "monitoring",
  },
  karpenter: { repository: "oci://public.ecr.aws/karpenter", version: "1.14.1", namespace: "kube-system" },
  "karpenter-crd": {
    repository: "oci://public.ecr.aws/karpenter",
    version: "1.14.1",
    namespace: "kube-system",
  },
  keda: {
    repository: "https://kedacore.github.io/charts",
    version: "2.20.2",
    namespace: "keda",
    kubeVersion: ">=1.23.0-0",
  },
  "keda-add-ons-http": {
    repository: "https://kedacore.github.io/charts",
    version: "0.15.0",
    namespace: "keda",
    kubeVersion: ">=1.23.0-0",
  },
  "kube-prometheus-stack": {
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "88.5.3",
    namespace: "monitoring",
    kubeVersion: ">=1.25.0-0",
  },
  kyverno: {
    repository: "https://kyverno.github.io/kyverno",
    version: "3.9.0",
    namespace: "kyverno",
    kubeVersion: ">=1.25.0-0",
  },
  "kyverno-policies": {
    repository: "https://kyverno.github.io/kyverno",
    version: "3.9.0",
    namespace: "kyverno",
    kubeVersion: ">=1.25.0-0",
  },
  loki: {
    repository: "https://grafana-community.github.io/helm-charts",
    version: "18.11.0",
    namespace: "loki",
    kubeVersion: ">=1.25.0-0",
  },
  "metrics-server": {
    repository: "https://kubernetes-sigs.github.io/metrics-server",
    version: "3.13.1",
    namespace: "kube-system",
  },
  "mongodb-kubernetes": {
    repository: "https://mongodb.github.io/helm-charts",
    version: "1.10.0",
    namespace: "mongodb",
    kubeVersion: ">=1.16.0-0",
  },
  nack: { repository: "https://nats-io.github.io/k8s/helm/charts", version: "0.34.0", namespace: "nats" },
  nats: { repository: "https://nats-io.github.io/k8s/helm/charts", version: "2.14.2", namespace: "nats" },
  "nvidia-device-plugin": {
    repository: "https://nvidia.github.io/k8s-device-plugin",
    version: "0.20.0",
    namespace: "nvidia-device-plugin",
    kubeVersion: ">=1.10.0-0",
  },
  "open-feature-operator": {
    repository: "https://open-feature.github.io/open-feature-operator",
    version: "v0.9.2",
    namespace: "open-feature-operator-system",
    kubeVersion: ">=1.29.0-0",
  },
  opencost: {
    repository: "https://opencost.github.io/opencost-helm-chart",
    version: "2.5.17",
    namespace: "opencost",
  },
  "opentelemetry-collector": {
    repository: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    version: "0.170.0",
    namespace: "opentelemetry",
  },
  "opentelemetry-kube-stack": {
    repository: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    version: "0.20.3",
    namespace: "opentelemetry",
  },
  "opentelemetry-operator": {
    repository: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    version: "0.122.0",
    namespace: "opentelemetry-operator-system",
  },
  "plugin-barman-cloud": {
    repository: "https://cloudnative-pg.github.io/charts",
    version: "0.7.0",
    namespace: "cnpg-system",
    kubeVersion: ">=1.29.0-0",
  },
  "policy-controller": {
    repository: "https://sigstore.github.io/helm-charts",
    version: "0.10.6",
    namespace: "cosign-system",
  },
  "prometheus-adapter": {
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "5.3.0",
    namespace: "monitoring",
  },
  "prometheus-blackbox-exporter": {
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "11.17.2",
    namespace: "monitoring",
    kubeVersion: ">=1.21.0-0",
  },
  "prometheus-operator-crds": {
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "31.0.1",
    namespace: "monitoring",
    kubeVersion: ">=1.16.0-0",
  },
  reloader: {
    repository: "https://stakater.github.io/stakater-charts",
    version: "2.2.16",
    namespace: "reloader",
  },
  "sealed-secrets": {
    repository: "https://bitnami.github.io/sealed-secrets",
    version: "2.19.1",
    namespace: "kube-system",
    kubeVersion: ">=1.16.0-0",
  },
  "strimzi-kafka-operator": {
    repository: "oci://quay.io/strimzi-helm",
    version: "1.2.0",
    namespace: "strimzi",
  },
  tempo: {
    repository: "https://grafana-community.github.io/helm-charts",
    version: "2.2.4",
    namespace: "tempo",
  },
  "tempo-distributed": {
    repository: "https://grafana-community.github.io/helm-charts",
    version: "3.3.0",
    namespace: "tempo",
    kubeVersion: "^1.25.0-0",
  },
  "trivy-operator": {
    repository: "https://aquasecurity.github.io/helm-charts",
    version: "0.34.0",
    namespace: "trivy-system",
  },
  valkey: { repository: "https://valkey.io/valkey-helm", version: "0.11.0", namespace: "valkey" },
  "valkey-operator": {
    repository: "https://valkey.io/valkey-helm",
    version: "0.4.0",
    namespace: "valkey-operator-system",
    kubeVersion: ">=1.20.0-0",
  },
  vault: {
    repository: "https://helm.releases.hashicorp.com",
    version: "0.34.1",
    namespace: "vault",
    kubeVersion: ">=1.20.0-0",
  },
  "vault-secrets-operator": {
    repository: "https://helm.releases.hashicorp.com",
    version: "1.4.1",
    namespace: "vault-secrets-operator-system",
    kubeVersion: ">=1.21.0-0",
  },
  velero: {
    repository: "https://vmware-tanzu.github.io/helm-charts",
    version: "12.1.0",
    namespace: "velero",
    kubeVersion: ">=1.16.0-0",
  },
  "vertical-pod-autoscaler": {
    repository: "https://kubernetes.github.io/autoscaler",
    version: "0.11.0",
    namespace: "kube-system",
  },
  ztunnel: {
    repository: "https://istio-release.storage.googleapis.com/charts",
    version: "1.30.3",
    namespace: "istio-system",
  },
} as const satisfies Record<string, CatalogChart>;

/** Name of a chart in the catalog. */
export type ChartName = keyof typeof CHARTS;

/** Charts people still ask for by name, and why they get something else. */
const RETIRED: ReadonlyMap<string, string> = new Map([
  ["promtail", "Promtail reached its end of life on 2026-03-02; collect logs with alloy"],
  ["loki-stack", "deprecated by Grafana; use loki and alloy"],
  ["loki-distributed", "deprecated by Grafana; use loki, which has a distributed mode"],
  [
    "ingress-nginx",
    "retired in March 2026, no security fixes since; use the Gateway API (gateway-helm) or aws-load-balancer-controller",
  ],
  ["minio", "the MinIO community edition is no longer maintained; use S3 or another object store"],
]);

/**
 * Looks a chart up.
 *
 * Reports `retired-chart` with the reason and the successor, or `unknown-chart` with the known names.
 */
export function findChart(problems: Problems, prop: string, name: string): CatalogChart | undefined {
  const retired = RETIRED.get(name);
  if (retired !== undefined) {
    problems.add({ prop, code: "retired-chart", rule: "this chart is retired", value: name, fix: retired });
    return undefined;
  }
  const known = Object.keys(CHARTS);
  if (!checkKnown(problems, prop, "unknown-chart", "chart", name, known)) {
    return undefined;
  }
  return (CHARTS as Readonly<Record<string, CatalogChart>>)[name];
}
