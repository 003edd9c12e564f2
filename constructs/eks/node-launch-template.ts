import type { LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import type { NodeGroupConfig } from "./node-group-config";
import type { NodeImage } from "./node-images";

/**
 * Disks by operating system, the one that holds images and pods by its size. Bottlerocket keeps its own system on a
 * disk apart, whose size the image gives.
 *
 * Source: "Customize managed nodes with launch templates", EKS user guide, and the Bottlerocket documentation.
 */
const DISKS: Readonly<
  Record<NodeImage["operatingSystem"], { readonly data: string; readonly system?: string }>
> = {
  al2023: { data: "/dev/xvda" },
  bottlerocket: { data: "/dev/xvdb", system: "/dev/xvda" },
  windows: { data: "/dev/sda1" },
};

/**
 * The launch template of a node group. It holds what the node group API has no word for: encrypted disks, instance
 * metadata, monitoring, tags of instances. No image and no user data, so that EKS keeps both up to date.
 */
export function launchTemplateConfig(config: NodeGroupConfig): LaunchTemplateConfig {
  const { data, system } = DISKS[config.operatingSystem];
  const disk = {
    encrypted: "true",
    kmsKeyId: config.diskKmsKeyArn,
    volumeType: "gp3",
    deleteOnTermination: "true",
  };
  return {
    name: config.launchTemplateName,
    updateDefaultVersion: true,
    blockDeviceMappings: [
      ...(system === undefined ? [] : [{ deviceName: system, ebs: disk }]),
      { deviceName: data, ebs: { ...disk, volumeSize: config.diskSizeGib } },
    ],
    metadataOptions: {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: config.imdsHopLimit,
    },
    monitoring: { enabled: config.detailedMonitoring },
    tagSpecifications: ["instance", "volume"].map((resourceType) => ({
      resourceType,
      tags: config.instanceTags,
    })),
    tags: config.tags,
  };
}
