export type { CreationReason, CreationTemplate, CreationTemplateProps } from "./creation-template";
export type { ExpireImages, KeepImages, LifecycleProps, LifecycleRule } from "./lifecycle";
export type { PullThroughCacheProps, PullThroughCacheUpstream, UpstreamName } from "./pull-through-cache";
export * from "./registry";
export type { EncryptionProps } from "./registry-key";
export type { ReplicationDestination } from "./registry-replication";
export type { RegistryRepository } from "./registry-repository";
export type { RegistryScanningType } from "./registry-scanning";
export type { RepositorySettings } from "./repository-settings";
