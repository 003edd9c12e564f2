import type { NodeGroupProps } from "cdktf-slipway/eks";
import type { ScaledObjectBounds, ScalingBoundsTable } from "cdktf-slipway/keda";

/** What tells one environment of the ETL platform from another. */
export type EtlEnvironment = {
  /** Stack id, and end of every name: `dev`. */
  readonly name: string;
  readonly cluster: KindCluster | AwsCluster;
  /** Registry and path before an image's name. */
  readonly imagePrefix: string;
  readonly replicas: { readonly keda: number; readonly rabbitMq: number; readonly producers: number };
  readonly rabbitMqStorage: string;
  readonly logRetentionDays: number;
  /** How far consumers are scaled here: the triggers are the same everywhere. */
  readonly scaling: ScalingBoundsTable<ScaledObjectBounds>;
};

/** A cluster on this machine. */
export type KindCluster = { readonly type: "kind"; readonly context: string };

/** A cluster made by this stack. */
export type AwsCluster = {
  readonly type: "aws";
  readonly account: string;
  readonly region: string;
  readonly cidr: string;
  readonly availabilityZones: readonly string[];
  readonly nodeGroups: Readonly<Record<string, NodeGroupProps>>;
};
