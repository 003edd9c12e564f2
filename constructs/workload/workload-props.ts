import type { ITerraformDependable } from "cdktf";
import type { PolicyStatement } from "../../lib/core/policy";
import type { CallsProps } from "./calls/calls-props";
import type { WorkloadConfig } from "./config-map";
import type { Labels, WorkloadExtension } from "./extension";
import type { PodProps } from "./pod/pod-props";
import type { WorkloadPlatform } from "./workload-platform";

/** What every workload can say: its pod, where it runs, and what belongs to it. */
export interface WorkloadProps extends PodProps, CallsProps {
  /** Where it runs and what is there for it. */
  readonly platform: WorkloadPlatform;
  /**
   * Name of the workload and of all that is made for it: lowercase letters, digits and dashes, starts with a letter, at
   * most 52 characters.
   */
  readonly name: string;
  /** Labels of every object, over those of the platform. @default none */
  readonly labels?: Labels;
  /** What it is a part of, for `app.kubernetes.io/part-of`. @default the namespace */
  readonly partOf?: string;
  /** Secrets whose objects are made with it; `env` and `mounts` say where their keys go. @default none */
  readonly secrets?: readonly WorkloadExtension[];
  /** What else adds to it: feature flags, an injected agent. @default none */
  readonly extensions?: readonly WorkloadExtension[];
  /** Settings that are no secret, as variables and files. @default none */
  readonly config?: WorkloadConfig;
  /** What its pods may do in the cloud. @default nothing */
  readonly permissions?: readonly PolicyStatement[];
  /**
   * Tasks that must have run to their end before each release of this workload: migrations. Where one fails, this
   * workload stays as it was.
   * @default none
   */
  readonly before?: readonly ITerraformDependable[];
  /** Name of the Helm release that carries all of it. @default the workload's name */
  readonly releaseName?: string;
  /** Time for the release to become ready. @default 600 */
  readonly timeoutSeconds?: number;
  /** What must exist before, beside what its parts ask for. @default nothing */
  readonly dependsOn?: readonly ITerraformDependable[];
}
