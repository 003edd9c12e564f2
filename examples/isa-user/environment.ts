import type { NodeGroupProps } from "cdktf-slipway/eks";
import type { ScaledObjectBounds, ScalingBoundsTable } from "cdktf-slipway/keda";
import type { NamespaceQuota } from "cdktf-slipway/workload";
import type { BackendAddresses } from "./backends";
import type { ServiceName } from "./services";

/** What tells one environment of the platform from another. */
export type IsaEnvironment = {
  /** End of the stack's id and of every name: `staging`. */
  readonly name: string;
  readonly namespace: string;
  readonly cluster: KindCluster | AwsCluster;
  readonly images: Images;
  readonly backends: BackendAddresses;
  /** `rolling`, or as the services say: 10, 50, then 100 percent of the requests. */
  readonly releases: "rolling" | "as-declared";
  /** Pods of services that are not scaled, and of the platform's own parts. */
  readonly replicas: { readonly services: number; readonly platform: number };
  readonly scaling: ScalingBoundsTable<ScaledObjectBounds> | "none";
  /** What all pods of the namespace may use together, the second copies during releases among them. */
  readonly quota?: NamespaceQuota;
  readonly logs: { readonly retentionDays: number; readonly replicas: number };
  /** Traces kept of 100, beside those with errors and slow ones. */
  readonly traceSamplingPercentage: number;
  readonly alerts: {
    /** Share of requests that fail: 0.01 is 1 percent. */
    readonly errorRatio: number;
    readonly latencyP95Ms: number;
  };
  /** Terraform refuses to destroy what holds data. */
  readonly deletionProtection: boolean;
};

/** A cluster on this machine, reached by its context in the kubeconfig. Alerts are shown there and told to nobody. */
export type KindCluster = {
  readonly type: "kind";
  readonly clusterName: string;
  /** File with the secrets, which git ignores. */
  readonly envFile: string;
};

/** An EKS cluster that the environment makes. */
export type AwsCluster = AwsLocation & {
  readonly type: "eks";
  readonly cidr: string;
  readonly availabilityZones: readonly string[];
  readonly natGateways: "single" | "per-zone";
  readonly nodeGroups: Readonly<Record<string, NodeGroupProps>>;
  /** Roles of people, by what they may do in the namespace of the services. */
  readonly people: { readonly view: string; readonly deploy: string };
  readonly secrets: SecretManager;
  /** Where requests come in. */
  readonly edge: {
    readonly hostname: string;
    /** Blocks of the public subnets, in which the load balancer has its addresses. */
    readonly loadBalancerCidrs: readonly string[];
  };
};

export type AwsLocation = { readonly account: string; readonly region: string };

/** Images by the document's rules for tags. */
export type Images = {
  /** Registry and path before the name of a service. */
  readonly prefix: string;
} & (
  | { readonly tags: "latest" }
  /** `develop-<SHA>`, the commit by the variable `image_tag`. */
  | { readonly tags: "develop" }
  /** Versions as they are released; raising one is a change of this data that somebody reviews. */
  | {
      readonly tags: "versions";
      readonly versions: Readonly<Record<ServiceName, `v${number}.${number}.${number}`>>;
    }
);

/** Secrets in AWS Secrets Manager. */
export type SecretManager = {
  /** Beginning of every name: `prod/`. */
  readonly prefix: string;
  readonly refreshIntervalSeconds: number;
};

/** What must be there, and filled, before an environment is deployed. */
export type IsaBase = AwsLocation & {
  readonly name: string;
  /** Beginning of the names of secrets. */
  readonly secretPrefix: string;
  /** Function that changes the password of the database, by its ARN. */
  readonly databaseRotationArn: string;
  /** Repositories of the images, in the account that builds them. */
  readonly registry?: { readonly namePrefix: string; readonly pullAccounts: readonly string[] };
};
