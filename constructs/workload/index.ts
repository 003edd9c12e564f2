export {
  type CalledPorts,
  Caller,
  type CallerValue,
  type CidrCallerProps,
  type NamespaceCallerProps,
  type PodsCallerProps,
} from "./calls/callers";
export type { CalledPort, CallSource, CallsProps, CallTarget, WorkloadReference } from "./calls/calls-props";
export {
  type CidrEgressProps,
  Egress,
  type EgressPort,
  type EgressValue,
  type InternetEgressProps,
  type NamespaceEgressProps,
  type PodsEgressProps,
} from "./calls/egress";
export type { IWorkload } from "./calls/workload-interface";
export type { ClaimProps } from "./claim-templates";
export type { WorkloadConfig } from "./config-map";
export { CronTask, type CronTaskProps } from "./cron-task";
export type { DeployedProps } from "./deployed";
export type { DisruptionBudget, PodCount } from "./disruption-budget";
export type { AlbProps } from "./exposure/alb-annotations";
export type { AlbExposureProps } from "./exposure/alb-exposure";
export { Exposure } from "./exposure/exposure";
export type { ExposureContext, ExposureTargets, ExposureValue } from "./exposure/exposure-value";
export { Gateway } from "./exposure/gateway";
export type { GatewayExposureProps } from "./exposure/gateway-exposure";
export type { GatewayListener } from "./exposure/gateway-listeners";
export type {
  CertificateIssuer,
  GatewayAttributes,
  GatewayProps,
  RouteNamespaces,
} from "./exposure/gateway-props";
export type { HeaderChanges } from "./exposure/header-changes";
export type { HostnamesProps } from "./exposure/hostnames";
export type { HttpFilters, PathRewrite } from "./exposure/http-filters";
export type { PathMatch, RoutePath } from "./exposure/paths";
export type { Labels, WorkloadContext, WorkloadContribution, WorkloadExtension } from "./extension";
export type { JobProps } from "./job-spec";
export { Microservice, type MicroserviceProps } from "./microservice";
export { dashboardPath } from "./monitoring/dashboard-path";
export type {
  MonitoringDefaults,
  MonitoringProps,
  ScrapeOptions,
  ServiceObjectives,
} from "./monitoring/monitoring-props";
export type { ContainerLimits } from "./namespace/container-limits";
export { NamespaceBoundary } from "./namespace/namespace-boundary";
export type { NamespaceBoundaryProps } from "./namespace/namespace-boundary-props";
export type { NamespaceNetwork, NamespacePeer } from "./namespace/namespace-policies";
export type { NamespaceQuota } from "./namespace/namespace-quota";
export type { PodSecurity, PodSecurityLevel } from "./namespace/pod-security";
export { type RoleRule, TEAM_ROLE_RULES, TEAM_ROLES, type TeamRole } from "./namespace/team-role-rules";
export type { TeamGroups } from "./namespace/team-roles";
export { type ContainerResources, DEFAULT_RESOURCES } from "./pod/container-resources";
export { EnvFrom, type EnvFromSource, type EnvSource, type EnvValue } from "./pod/env";
export type { ImageProps, ImagePullPolicy } from "./pod/image";
export type { MountProps, TemporaryDirectory } from "./pod/mounts";
export type {
  ContainerProps,
  LongRunningContainerProps,
  PodProps,
  Probes,
  SidecarProps,
} from "./pod/pod-props";
export type { ContainerPort, PortProps, PortProtocol } from "./pod/ports";
export { Probe, type ProbeTiming, type ProbeValue } from "./pod/probe";
export type { GpuProps, SpreadProps, SpreadRule } from "./pod/scheduling";
export type { ContainerSecurity, PodSecurityContext } from "./pod/security";
export type { ShutdownProps } from "./pod/shutdown";
export { VolumeFrom, type VolumeSource } from "./pod/volume";
export type { ReplicasProps } from "./replicas";
export type { EventScaling, ResourceScaling, ScalingProps } from "./scaling/scaling-props";
export { StatefulService, type StatefulServiceProps } from "./stateful-service";
export { Task, type TaskProps } from "./task";
export { Worker, type WorkerProps } from "./worker";
export { Workload } from "./workload";
export type { IGateway, IWorkloadMetrics, IWorkloadNamespace, WorkloadPlatform } from "./workload-platform";
export type { WorkloadProps } from "./workload-props";
