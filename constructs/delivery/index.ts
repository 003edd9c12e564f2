export { Analysis } from "./analysis/analysis";
export type { AnalysisPaceProps } from "./analysis/analysis-pace";
export type { AnalysisBinding, AnalysisContext, AnalysisValue } from "./analysis/analysis-value";
export type { CpuProps } from "./analysis/cpu";
export type { ErrorRateProps } from "./analysis/error-rate";
export type { LatencyP95Props, LatencyProps } from "./analysis/latency";
export type { MetricAnalysisProps } from "./analysis/metric-analysis";
export type { QueryProps } from "./analysis/query";
export type { SmokeTestProps } from "./analysis/smoke-test";
export { ArgoRollouts, type ArgoRolloutsAttributes, type ArgoRolloutsProps } from "./argo-rollouts";
export type { BlueGreenProps } from "./blue-green";
export type { CanaryProps } from "./canary";
export {
  CANARY_PRESETS,
  type CanaryPause,
  type CanaryPreset,
  type CanaryStep,
  type CanarySteps,
} from "./canary-steps";
export type { CanaryTraffic } from "./canary-traffic";
export { Flagger, type FlaggerProps } from "./flagger";
export type { FlaggerAttributes } from "./flagger-config";
export type { FlaggerProvider } from "./flagger-values";
export { FeatureFlags, type FeatureFlagsProps, type IFeatureFlags } from "./flags/feature-flags";
export { type BooleanFlag, Flag, type FlagOptions, type FlagValue, type VariantFlag } from "./flags/flag";
export { OpenFeature, type OpenFeatureAttributes, type OpenFeatureProps } from "./flags/open-feature";
export type { IOpenFeature } from "./flags/open-feature-interface";
export {
  type Condition,
  Rollout,
  type Split,
  type TargetingRule,
  type VersionOperator,
  When,
} from "./flags/targeting";
export type { GatewayApiPlugin } from "./gateway-api-plugin";
export { Application } from "./gitops/application";
export type {
  ApplicationProps,
  IgnoredDifference,
  ImageOverride,
  Rendering,
} from "./gitops/application-props";
export { ArgoCd, type ArgoCdAttributes, type ArgoCdProps } from "./gitops/argo-cd";
export type { ArgoCdAccess } from "./gitops/argo-cd-access";
export {
  ArgoCdProject,
  type ArgoCdProjectProps,
  type ProjectAction,
  type ResourceKind,
} from "./gitops/argo-cd-project";
export { ArgoCdSso, type ArgoCdSsoValue, type DexConnector, type OidcProvider } from "./gitops/argo-cd-sso";
export type { ArgoCdReplicas } from "./gitops/argo-cd-values";
export { Flux, type FluxAttributes, type FluxProps } from "./gitops/flux";
export type { FluxComponent } from "./gitops/flux-config";
export type { GitRevision } from "./gitops/git-repository";
export type { IArgoCd, IFlux, IGitOps } from "./gitops/gitops-interface";
export type { ProjectReference } from "./gitops/gitops-manifests";
export {
  PreviewApplicationSet,
  type PreviewApplicationSetProps,
  type PreviewRendering,
} from "./gitops/preview-application-set";
export {
  type AzureDevOpsPullRequests,
  type BitbucketPullRequests,
  type GiteaPullRequests,
  type GitHubPullRequests,
  type GitLabMergeRequests,
  type PullRequestSource,
  PullRequests,
} from "./gitops/pull-requests";
export { type ExpiredPreview, expiredPreviews, type ListedNamespace } from "./preview/expired-previews";
export { PREVIEW_LABELS } from "./preview/preview-config";
export { PreviewEnvironment, type PreviewEnvironmentProps } from "./preview/preview-environment";
export { previewNumber } from "./preview/preview-number";
export type { PreviewSettings } from "./preview/preview-settings";
export { PreviewStack, type PreviewStackProps } from "./preview/preview-stack";
export type { StateLocation } from "./preview/state-backend";
export type { ReleaseProps } from "./release-settings";
export type { RollingProps } from "./rolling";
export { Strategy } from "./strategy";
export type {
  IProgressiveDelivery,
  StrategyBinding,
  StrategyContext,
  StrategyValue,
  TrafficRoute,
} from "./strategy-value";
