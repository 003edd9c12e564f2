import type { Tags } from "../../lib/core/tags";
import type { ExecAuthentication } from "../cluster/cluster-providers";
import type { INetwork } from "../network/network";
import type { AccessEntryProps } from "./access-entry";
import type { AddOnsProps } from "./addons-config";
import type { AutoModeProps } from "./auto-mode";
import type { EncryptionProps } from "./cluster-encryption";
import type { ControlPlaneLogsProps } from "./cluster-logs";
import type { FargateProfileProps } from "./fargate-profile";
import type { NodeGroupProps } from "./node-group";
import type { DefaultStorageClassProps } from "./storage-class";

/** Who reaches the API server from outside the VPC; the endpoint inside it is always on. */
export type PublicEndpointProps = "none" | "open-to-the-world" | { readonly cidrs: readonly string[] };

/** Props of an EksCluster. */
export interface EksClusterProps {
  /** 1 to 100 letters, digits, dashes and underscores. Changing it replaces the cluster. */
  readonly clusterName: string;
  /** Where control plane and nodes go: its private subnets, at least two. */
  readonly network: INetwork;
  /** AWS region of the cluster, `eu-central-1`; whoever runs terraform asks there for credentials. */
  readonly region: string;
  /**
   * Who may use the Kubernetes API, by names of your choice. Include whoever runs terraform as `cluster-admin`: it
   * makes the storage class and installs releases.
   * @default nobody, which is refused unless `creatorAccess` is `cluster-admin`
   */
  readonly accessEntries?: Readonly<Record<string, AccessEntryProps>>;
  /**
   * Whether whoever makes the cluster becomes its administrator, which shows in no configuration. Changing it
   * replaces the cluster.
   * @default none
   */
  readonly creatorAccess?: "none" | "cluster-admin";
  /** Managed node groups, by names of your choice. @default none; more come through `addNodeGroup` */
  readonly nodeGroups?: Readonly<Record<string, NodeGroupProps>>;
  /** Fargate profiles, by names of your choice. @default none */
  readonly fargateProfiles?: Readonly<Record<string, FargateProfileProps>>;
  /** Lets AWS run the nodes; an empty object is enough. @default off: node groups and core add-ons */
  readonly autoMode?: AutoModeProps;
  /**
   * Kubernetes minor version, one of `supportedVersions()`. EKS upgrades one minor version at a time.
   * @default 1.36
   */
  readonly version?: string;
  /**
   * What happens when standard support of the version ends. `standard`: EKS upgrades the control plane by itself, at
   * no extra cost. `extended`: it stays for 12 more months at a higher price.
   * @default standard
   */
  readonly upgradePolicy?: "standard" | "extended";
  /**
   * Blocks from which the API server is reached over the internet, or `open-to-the-world`.
   * @default none: only from the VPC and what is connected to it
   */
  readonly publicEndpoint?: PublicEndpointProps;
  /**
   * Block for the addresses of Services, /12 to /24 of a private range, apart from the VPC. It cannot be changed.
   * @default EKS takes 10.100.0.0/16 or 172.20.0.0/16, whichever is apart from the VPC
   */
  readonly serviceIpv4Cidr?: string;
  /** @default all five logs, kept 365 days; `none` switches them off */
  readonly controlPlaneLogs?: ControlPlaneLogsProps | "none";
  /**
   * What encrypts Kubernetes data and control plane logs. The policy of a key passed as `keyArn` must let the
   * CloudWatch Logs service use it. A cluster never goes back from a key of yours to `aws-owned`.
   * @default customer-key: a KMS key made for the cluster, rotated every year
   */
  readonly encryption?: EncryptionProps;
  /**
   * EKS add-ons by name: settings of core add-ons, `none` to switch one off, and more.
   * @default vpc-cni, kube-proxy, eks-pod-identity-agent, coredns and aws-ebs-csi-driver; in Auto Mode none
   */
  readonly addOns?: AddOnsProps;
  /** @default an encrypted gp3 class that is the cluster's default, unless aws-ebs-csi-driver is switched off */
  readonly storageClass?: DefaultStorageClassProps | "none";
  /** @default true: neither AWS nor a plan lets the cluster be deleted */
  readonly deletionProtection?: boolean;
  /** @default true: traffic can be shifted away from a failing zone (Amazon Application Recovery Controller) */
  readonly zonalShift?: boolean;
  /** How terraform gets its Kubernetes credential. @default `aws eks get-token` for this cluster and region */
  readonly authentication?: Partial<ExecAuthentication>;
  /** Alias of the Helm and Kubernetes providers, for a second cluster in one stack. @default default providers */
  readonly providerAlias?: string;
  /** Tags of everything AWS makes here. @default only those of the provider */
  readonly tags?: Tags;
}
