/** Custom kinds one chart brings, and the values that decide whether it does. */
export type CrdSource = {
  /** Name of the chart in its repository. */
  readonly chart: string;
  /** API group of the kinds. */
  readonly group: string;
  readonly kinds: readonly string[];
  /** Dotted values of which one must be true. @default brought without asking */
  readonly onlyIf?: readonly string[];
  /** Dotted value that turns them off when it is false. @default cannot be turned off by a value */
  readonly unless?: string;
  /** They stand in the chart's crds folder, which `skip_crds` leaves out. @default true where `unless` is not set */
  readonly folder?: boolean;
};

const PROMETHEUS = {
  group: "monitoring.coreos.com",
  kinds: [
    "Alertmanager",
    "AlertmanagerConfig",
    "PodMonitor",
    "Probe",
    "Prometheus",
    "PrometheusAgent",
    "PrometheusRule",
    "ScrapeConfig",
    "ServiceMonitor",
    "ThanosRuler",
  ],
} as const;

const GATEWAY = {
  group: "gateway.networking.k8s.io",
  kinds: ["Gateway", "GatewayClass", "GRPCRoute", "HTTPRoute", "ReferenceGrant"],
} as const;

const KARPENTER = [
  { group: "karpenter.sh", kinds: ["NodePool", "NodeClaim"] },
  { group: "karpenter.k8s.aws", kinds: ["EC2NodeClass"] },
] as const;

const ISTIO = [
  {
    group: "networking.istio.io",
    kinds: ["DestinationRule", "Gateway", "ServiceEntry", "Sidecar", "VirtualService"],
  },
  {
    group: "security.istio.io",
    kinds: ["AuthorizationPolicy", "PeerAuthentication", "RequestAuthentication"],
  },
] as const;

/** Which release must be there before an object of a custom kind. Kinds that are not listed are not checked. */
export const CRD_SOURCES: readonly CrdSource[] = [
  {
    chart: "keda",
    group: "keda.sh",
    kinds: ["ClusterTriggerAuthentication", "ScaledJob", "ScaledObject", "TriggerAuthentication"],
    unless: "crds.install",
  },
  {
    chart: "keda-add-ons-http",
    group: "http.keda.sh",
    kinds: ["HTTPScaledObject", "InterceptorRoute"],
    unless: "crds.install",
  },
  { chart: "kube-prometheus-stack", ...PROMETHEUS, unless: "crds.enabled", folder: true },
  { chart: "prometheus-operator-crds", ...PROMETHEUS },
  {
    chart: "argo-rollouts",
    group: "argoproj.io",
    kinds: ["AnalysisRun", "AnalysisTemplate", "ClusterAnalysisTemplate", "Experiment", "Rollout"],
    unless: "installCRDs",
  },
  {
    chart: "argo-cd",
    group: "argoproj.io",
    kinds: ["Application", "ApplicationSet", "AppProject"],
    unless: "crds.install",
  },
  {
    chart: "argo-workflows",
    group: "argoproj.io",
    kinds: ["ClusterWorkflowTemplate", "CronWorkflow", "Workflow", "WorkflowTemplate"],
    unless: "crds.install",
  },
  {
    chart: "external-secrets",
    group: "external-secrets.io",
    kinds: ["ClusterExternalSecret", "ClusterSecretStore", "ExternalSecret", "PushSecret", "SecretStore"],
    unless: "installCRDs",
  },
  {
    chart: "cert-manager",
    group: "cert-manager.io",
    kinds: ["Certificate", "CertificateRequest", "ClusterIssuer", "Issuer"],
    onlyIf: ["crds.enabled", "installCRDs"],
    folder: false,
  },
  ...KARPENTER.map((kinds) => ({ chart: "karpenter", ...kinds })),
  ...KARPENTER.map((kinds) => ({ chart: "karpenter-crd", ...kinds, folder: false })),
  {
    chart: "velero",
    group: "velero.io",
    kinds: ["Backup", "BackupStorageLocation", "Restore", "Schedule", "VolumeSnapshotLocation"],
  },
  {
    chart: "kyverno",
    group: "kyverno.io",
    kinds: ["CleanupPolicy", "ClusterCleanupPolicy", "ClusterPolicy", "Policy", "PolicyException"],
    unless: "crds.install",
  },
  {
    chart: "kyverno",
    group: "policies.kyverno.io",
    kinds: [
      "GeneratingPolicy",
      "ImageValidatingPolicy",
      "MutatingPolicy",
      "NamespacedValidatingPolicy",
      "PolicyException",
      "ValidatingPolicy",
    ],
    unless: "crds.install",
  },
  { chart: "flagger", group: "flagger.app", kinds: ["AlertProvider", "Canary", "MetricTemplate"] },
  ...ISTIO.map((kinds) => ({ chart: "base", ...kinds, folder: false })),
  { chart: "gateway-helm", ...GATEWAY },
  { chart: "gateway-crds-helm", ...GATEWAY, onlyIf: ["crds.gatewayAPI.enabled"], folder: false },
  { chart: "sealed-secrets", group: "bitnami.com", kinds: ["SealedSecret"] },
  {
    chart: "cloudnative-pg",
    group: "postgresql.cnpg.io",
    kinds: ["Backup", "Cluster", "Database", "Pooler", "ScheduledBackup"],
    unless: "crds.create",
  },
  {
    chart: "plugin-barman-cloud",
    group: "barmancloud.cnpg.io",
    kinds: ["ObjectStore"],
    unless: "crds.create",
  },
  {
    chart: "open-feature-operator",
    group: "core.openfeature.dev",
    kinds: ["FeatureFlag", "FeatureFlagSource"],
    folder: false,
  },
  {
    chart: "chaos-mesh",
    group: "chaos-mesh.org",
    kinds: ["NetworkChaos", "PodChaos", "Schedule", "StressChaos", "Workflow"],
  },
  { chart: "trivy-operator", group: "aquasecurity.github.io", kinds: ["VulnerabilityReport"] },
  { chart: "flux2", group: "helm.toolkit.fluxcd.io", kinds: ["HelmRelease"], unless: "installCRDs" },
  { chart: "flux2", group: "kustomize.toolkit.fluxcd.io", kinds: ["Kustomization"], unless: "installCRDs" },
  {
    chart: "flux2",
    group: "source.toolkit.fluxcd.io",
    kinds: ["GitRepository", "HelmRepository", "OCIRepository"],
    unless: "installCRDs",
  },
  {
    chart: "opentelemetry-operator",
    group: "opentelemetry.io",
    kinds: ["Instrumentation", "OpenTelemetryCollector"],
    unless: "crds.create",
  },
  {
    chart: "vault-secrets-operator",
    group: "secrets.hashicorp.com",
    kinds: ["VaultAuth", "VaultConnection", "VaultDynamicSecret", "VaultStaticSecret"],
  },
  {
    chart: "strimzi-kafka-operator",
    group: "kafka.strimzi.io",
    kinds: ["Kafka", "KafkaConnect", "KafkaNodePool", "KafkaTopic", "KafkaUser"],
  },
];

/** Kinds a managed cluster brings itself: EKS with Auto Mode runs Karpenter. */
export const AUTO_MODE_KINDS: readonly { readonly group: string; readonly kinds: readonly string[] }[] = [
  { group: "karpenter.sh", kinds: ["NodePool", "NodeClaim"] },
  { group: "eks.amazonaws.com", kinds: ["NodeClass"] },
];

/** Kinds an EKS add-on brings, by the name of the add-on. */
export const ADDON_KINDS: Readonly<
  Record<string, { readonly group: string; readonly kinds: readonly string[] }>
> = {
  "cert-manager": {
    group: "cert-manager.io",
    kinds: ["Certificate", "CertificateRequest", "ClusterIssuer", "Issuer"],
  },
  "snapshot-controller": {
    group: "snapshot.storage.k8s.io",
    kinds: ["VolumeSnapshot", "VolumeSnapshotClass", "VolumeSnapshotContent"],
  },
};

/** API groups that every Kubernetes cluster serves; the core group is the empty one. */
export const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  "",
  "admissionregistration.k8s.io",
  "apiextensions.k8s.io",
  "apiregistration.k8s.io",
  "apps",
  "authentication.k8s.io",
  "authorization.k8s.io",
  "autoscaling",
  "batch",
  "certificates.k8s.io",
  "coordination.k8s.io",
  "discovery.k8s.io",
  "events.k8s.io",
  "flowcontrol.apiserver.k8s.io",
  "networking.k8s.io",
  "node.k8s.io",
  "policy",
  "rbac.authorization.k8s.io",
  "resource.k8s.io",
  "scheduling.k8s.io",
  "storage.k8s.io",
]);
