import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";

export type Architecture = "x86_64" | "arm64";

/** What an instance type carries beside its processor; `amd` GPUs have no image of their own. */
export type Accelerator = "none" | "nvidia" | "neuron" | "amd";

/** What the name of an instance type says about the hardware. */
export interface InstanceHardware {
  readonly architecture: Architecture;
  readonly accelerator: Accelerator;
}

/** Source: `instanceTypes` of CreateNodegroup, EKS API. */
const MAX_INSTANCE_TYPES = 20;

const INSTANCE_TYPE =
  /^(?<series>[a-z]+)(?<generation>\d*)(?<options>[a-z]*)(?<suffix>(-[a-z0-9]+)*)\.(nano|micro|small|medium|large|\d*xlarge|metal(-\d+xl)?)$/;

/**
 * Reads an instance type such as `m7i.large`; undefined when it is not of the form `family.size`.
 *
 * A `g` among the letters behind the generation number stands for a Graviton processor (`m7g`, `im4gn`, `g5g`),
 * in front of it for graphics (`g5`, `gr6`). `a1` is the Graviton that predates the rule, `p6e-gb200` has
 * NVIDIA's own ARM processor.
 *
 * Source: "Amazon EC2 instance type naming conventions", EC2 user guide.
 */
export function parseInstanceType(type: string): InstanceHardware | undefined {
  const match = INSTANCE_TYPE.exec(type)?.groups;
  if (match === undefined) {
    return undefined;
  }
  const { series = "", generation = "", options = "", suffix = "" } = match;
  const arm = options.includes("g") || `${series}${generation}` === "a1" || suffix.startsWith("-gb");
  return { architecture: arm ? "arm64" : "x86_64", accelerator: acceleratorOf(series, options) };
}

function acceleratorOf(series: string, options: string): Accelerator {
  switch (series) {
    case "g":
    case "gr":
      return options.startsWith("ad") ? "amd" : "nvidia";
    case "p":
      return "nvidia";
    case "inf":
    case "trn":
      return "neuron";
    default:
      return "none";
  }
}

/**
 * Reports instance types that EKS would refuse or that cannot share one image, and tells the hardware they have in
 * common; undefined where it is not known before apply, or there is none.
 */
export function resolveHardware(types: readonly string[], problems: Problems): InstanceHardware | undefined {
  if (isToken(types)) {
    return undefined;
  }
  problems.addIf(types.length === 0, {
    prop: "instanceTypes",
    code: "no-instance-types",
    rule: "a node group has at least one instance type",
    value: types,
    fix: "name one, or leave the prop out for the default",
  });
  problems.addIf(types.length > MAX_INSTANCE_TYPES, {
    prop: "instanceTypes",
    code: "too-many-instance-types",
    rule: `a node group has at most ${MAX_INSTANCE_TYPES} instance types`,
    value: types.length,
    fix: "split the group",
  });
  const hardware = types.flatMap((type, index) => {
    const parsed = isToken(type) ? undefined : parseInstanceType(type);
    problems.at("instanceTypes").addIf(parsed === undefined && !isToken(type), {
      prop: `[${index}]`,
      code: "invalid-instance-type",
      rule: "an instance type is written family.size",
      value: type,
      fix: "write it like m7i.large",
    });
    return parsed ?? [];
  });
  return checkShared(types, hardware, problems) ? hardware[0] : undefined;
}

function checkShared(
  types: readonly string[],
  hardware: readonly InstanceHardware[],
  problems: Problems,
): boolean {
  const mixed = [
    problems.addIf(new Set(hardware.map((one) => one.architecture)).size > 1, {
      prop: "instanceTypes",
      code: "mixed-architectures",
      rule: "the instance types of a node group share one image, so one processor architecture",
      value: types,
      fix: "make one group for x86 and one for ARM (a g behind the generation number, as in m7g)",
    }),
    problems.addIf(new Set(hardware.map((one) => one.accelerator)).size > 1, {
      prop: "instanceTypes",
      code: "mixed-accelerators",
      rule: "the instance types of a node group all have the same kind of GPU or accelerator, or none has",
      value: types,
      fix: "make a group of its own for the instances with GPUs or accelerators",
    }),
  ];
  return !mixed.includes(true);
}
