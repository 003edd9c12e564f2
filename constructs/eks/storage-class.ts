import { StorageClassV1 } from "@cdktf/provider-kubernetes/lib/storage-class-v1";
import { Construct } from "constructs";
import type { Problems } from "../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN } from "../../lib/core/names";
import type { ICluster } from "../cluster/cluster";

/** The storage class that volumes get when they name none. */
export interface DefaultStorageClassProps {
  /** @default gp3 */
  readonly name?: string;
  /** What becomes of the disk when its claim is deleted. @default Delete */
  readonly reclaimPolicy?: "Delete" | "Retain";
}

/** A storage class after `resolveStorageClass`. */
export interface DefaultStorageClassConfig {
  readonly name: string;
  readonly reclaimPolicy: "Delete" | "Retain";
}

/**
 * The default storage class: gp3 disks, encrypted with the account's default EBS key, made in the zone of the pod
 * that first uses them, and able to grow. EKS brings none that is default.
 */
export class DefaultStorageClass extends Construct {
  /** Name for `storageClassName`. */
  readonly storageClassName: string;
  /** The kubernetes_storage_class_v1, for overrides that no prop covers. */
  readonly resource: StorageClassV1;

  constructor(
    scope: Construct,
    id: string,
    props: DefaultStorageClassConfig & {
      readonly cluster: ICluster;
      /** CSI driver: `ebs.csi.aws.com`, in Auto Mode `ebs.csi.eks.amazonaws.com`. */
      readonly provisioner: string;
    },
  ) {
    super(scope, id);
    this.storageClassName = props.name;
    this.resource = new StorageClassV1(this, "Resource", {
      provider: props.cluster.kubernetesProvider,
      dependsOn: [...props.cluster.ready],
      metadata: {
        name: props.name,
        annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
      },
      storageProvisioner: props.provisioner,
      parameters: { type: "gp3", encrypted: "true" },
      reclaimPolicy: props.reclaimPolicy,
      volumeBindingMode: "WaitForFirstConsumer",
      allowVolumeExpansion: true,
    });
  }
}

/** Fills defaults and reports every problem. Code: `invalid-name`. */
export function resolveStorageClass(
  props: DefaultStorageClassProps,
  problems: Problems,
): DefaultStorageClassConfig {
  const name = props.name ?? "gp3";
  checkName(problems, "name", name, DNS_SUBDOMAIN);
  return { name, reclaimPolicy: props.reclaimPolicy ?? "Delete" };
}
