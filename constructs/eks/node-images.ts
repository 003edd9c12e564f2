import { checkKnown, type Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import {
  type Accelerator,
  type Architecture,
  type InstanceHardware,
  resolveHardware,
} from "./instance-types";
import type { NodeGroupProps } from "./node-group";

/** Operating systems Slipway picks an image for. */
export type NodeOperatingSystem = "al2023" | "bottlerocket";

interface Image {
  readonly operatingSystem: NodeOperatingSystem | "windows";
  readonly architecture: Architecture;
  readonly accelerator: Accelerator;
}

function image(
  operatingSystem: Image["operatingSystem"],
  architecture: Architecture,
  accelerator: Accelerator = "none",
): Image {
  return { operatingSystem, architecture, accelerator };
}

/**
 * The AMI types a node group can have. Left out of the enum of the EKS API are the images of Amazon Linux 2,
 * which is retired, and CUSTOM, which needs an image id and user data of its own. Where several fit, the first
 * one is the default.
 *
 * Source: `amiType` of CreateNodegroup, EKS API.
 */
export const AMI_TYPES = {
  AL2023_x86_64_STANDARD: image("al2023", "x86_64"),
  AL2023_ARM_64_STANDARD: image("al2023", "arm64"),
  AL2023_x86_64_NVIDIA: image("al2023", "x86_64", "nvidia"),
  AL2023_ARM_64_NVIDIA: image("al2023", "arm64", "nvidia"),
  AL2023_x86_64_NEURON: image("al2023", "x86_64", "neuron"),
  BOTTLEROCKET_x86_64: image("bottlerocket", "x86_64"),
  BOTTLEROCKET_ARM_64: image("bottlerocket", "arm64"),
  BOTTLEROCKET_x86_64_NVIDIA: image("bottlerocket", "x86_64", "nvidia"),
  BOTTLEROCKET_ARM_64_NVIDIA: image("bottlerocket", "arm64", "nvidia"),
  BOTTLEROCKET_x86_64_FIPS: image("bottlerocket", "x86_64"),
  BOTTLEROCKET_ARM_64_FIPS: image("bottlerocket", "arm64"),
  BOTTLEROCKET_x86_64_NVIDIA_FIPS: image("bottlerocket", "x86_64", "nvidia"),
  BOTTLEROCKET_ARM_64_NVIDIA_FIPS: image("bottlerocket", "arm64", "nvidia"),
  WINDOWS_CORE_2019_x86_64: image("windows", "x86_64"),
  WINDOWS_FULL_2019_x86_64: image("windows", "x86_64"),
  WINDOWS_CORE_2022_x86_64: image("windows", "x86_64"),
  WINDOWS_FULL_2022_x86_64: image("windows", "x86_64"),
  WINDOWS_CORE_2025_x86_64: image("windows", "x86_64"),
  WINDOWS_FULL_2025_x86_64: image("windows", "x86_64"),
} as const satisfies Record<string, Image>;

/** Name of a kind of image in the EKS API. */
export type AmiType = keyof typeof AMI_TYPES;

/** Images of Amazon Linux 2, and what takes their place. */
const RETIRED: Readonly<Record<string, AmiType>> = {
  AL2_x86_64: "AL2023_x86_64_STANDARD",
  AL2_x86_64_GPU: "AL2023_x86_64_NVIDIA",
  AL2_ARM_64: "AL2023_ARM_64_STANDARD",
};

/** Image a node group starts its nodes from. */
export interface NodeImage {
  readonly amiType: string;
  /** Decides the names of the disks. */
  readonly operatingSystem: Image["operatingSystem"];
}

/** Picks the image that fits the instance types, or checks the one that was asked for. */
export function resolveImage(
  props: Required<Pick<NodeGroupProps, "instanceTypes">> &
    Pick<NodeGroupProps, "operatingSystem" | "amiType">,
  problems: Problems,
): NodeImage {
  checkKnown(
    problems,
    "operatingSystem",
    "unknown-operating-system",
    "operating system",
    props.operatingSystem,
    ["al2023", "bottlerocket"],
  );
  const hardware = resolveHardware(props.instanceTypes, problems);
  if (props.amiType !== undefined) {
    return checkImage(props.amiType, props.operatingSystem, hardware, problems);
  }
  problems.addIf(
    isToken(props.instanceTypes) || (props.instanceTypes.length > 0 && props.instanceTypes.every(isToken)),
    {
      prop: "amiType",
      code: "missing-ami-type",
      rule: "the image follows from the instance types, which are not known before apply",
      fix: "name the AMI type",
    },
  );
  return deriveImage(props.operatingSystem ?? "al2023", hardware, problems);
}

function deriveImage(
  operatingSystem: NodeOperatingSystem,
  hardware: InstanceHardware | undefined,
  problems: Problems,
): NodeImage {
  const { architecture, accelerator } = hardware ?? { architecture: "x86_64", accelerator: "none" };
  problems.addIf(operatingSystem === "bottlerocket" && accelerator === "neuron", {
    prop: "operatingSystem",
    code: "no-neuron-image",
    rule: "EKS has no Bottlerocket image for AWS Neuron",
    value: operatingSystem,
    fix: "use al2023 for inf and trn instances",
  });
  const wanted = accelerator === "amd" ? "none" : accelerator;
  const found = Object.entries(AMI_TYPES).find(
    ([, candidate]) =>
      candidate.operatingSystem === operatingSystem &&
      candidate.architecture === architecture &&
      candidate.accelerator === wanted,
  );
  return { amiType: found?.[0] ?? "", operatingSystem };
}

function checkImage(
  amiType: string,
  operatingSystem: NodeOperatingSystem | undefined,
  hardware: InstanceHardware | undefined,
  problems: Problems,
): NodeImage {
  const known = isToken(amiType) ? undefined : findImage(amiType, problems);
  if (known === undefined) {
    return { amiType, operatingSystem: operatingSystem ?? "al2023" };
  }
  problems.addIf(operatingSystem !== undefined && operatingSystem !== known.operatingSystem, {
    prop: "operatingSystem",
    code: "conflicting-settings",
    rule: `amiType ${amiType} is of another operating system`,
    value: operatingSystem,
    fix: "leave operatingSystem out where amiType is given",
  });
  if (hardware !== undefined) {
    checkFit(amiType, known, hardware, problems);
  }
  return { amiType, operatingSystem: known.operatingSystem };
}

function findImage(amiType: string, problems: Problems): Image | undefined {
  const successor = RETIRED[amiType];
  if (successor !== undefined) {
    problems.add({
      prop: "amiType",
      code: "retired-image",
      rule: "EKS has no Amazon Linux 2 image for Kubernetes 1.33 and newer, and updates none any more",
      value: amiType,
      fix: `use ${successor}`,
    });
    return undefined;
  }
  return checkKnown(problems, "amiType", "unknown-ami-type", "AMI type", amiType, Object.keys(AMI_TYPES))
    ? (AMI_TYPES as Readonly<Record<string, Image>>)[amiType]
    : undefined;
}

/** A plain image on a GPU instance is fine: the drivers may come from an operator in the cluster. */
function checkFit(amiType: string, known: Image, hardware: InstanceHardware, problems: Problems): void {
  problems.addIf(known.architecture !== hardware.architecture, {
    prop: "amiType",
    code: "wrong-image-architecture",
    rule: `the instance types are ${hardware.architecture}, the image is ${known.architecture}`,
    value: amiType,
    fix: "leave amiType out to have it follow the instance types, or choose an image of their architecture",
  });
  problems.addIf(known.accelerator === "nvidia" && hardware.accelerator !== "nvidia", {
    prop: "amiType",
    code: "gpu-image-without-gpu",
    rule: "an NVIDIA image needs instance types with an NVIDIA GPU",
    value: amiType,
    fix: "leave amiType out, or use instance types such as g6.xlarge",
  });
  problems.addIf(known.accelerator === "neuron" && hardware.accelerator !== "neuron", {
    prop: "amiType",
    code: "neuron-image-without-neuron",
    rule: "a Neuron image needs instance types with an AWS Inferentia or Trainium chip",
    value: amiType,
    fix: "leave amiType out, or use instance types such as inf2.xlarge",
  });
}
