import { Token } from "cdktf";
import { AMI_TYPES, type AmiType, resolveImage } from "../../../constructs/eks/node-images";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

type Props = Parameters<typeof resolveImage>[0];

function resolve(props: Props) {
  const problems = new Problems();
  return { image: resolveImage(props, problems), problems: problems.all, found: codes(problems.all) };
}

describe("resolveImage", () => {
  it.each([
    ["m7i.large", "al2023", "AL2023_x86_64_STANDARD"],
    ["m7g.large", "al2023", "AL2023_ARM_64_STANDARD"],
    ["g6.xlarge", "al2023", "AL2023_x86_64_NVIDIA"],
    ["g5g.xlarge", "al2023", "AL2023_ARM_64_NVIDIA"],
    ["inf2.xlarge", "al2023", "AL2023_x86_64_NEURON"],
    ["g4ad.xlarge", "al2023", "AL2023_x86_64_STANDARD"],
    ["m7i.large", "bottlerocket", "BOTTLEROCKET_x86_64"],
    ["c7g.large", "bottlerocket", "BOTTLEROCKET_ARM_64"],
    ["p5.48xlarge", "bottlerocket", "BOTTLEROCKET_x86_64_NVIDIA"],
    ["g5g.xlarge", "bottlerocket", "BOTTLEROCKET_ARM_64_NVIDIA"],
  ] as const)("picks for %s on %s the image %s", (type, operatingSystem, amiType) => {
    expect(resolve({ instanceTypes: [type], operatingSystem })).toMatchObject({
      image: { amiType, operatingSystem },
      found: [],
    });
  });

  it("picks Amazon Linux 2023 where no operating system is named", () => {
    expect(resolve({ instanceTypes: ["m7i.large"] }).image).toEqual({
      amiType: "AL2023_x86_64_STANDARD",
      operatingSystem: "al2023",
    });
  });

  it("takes the image that is named, and its operating system with it", () => {
    expect(resolve({ instanceTypes: ["m7i.large"], amiType: "BOTTLEROCKET_x86_64_FIPS" })).toMatchObject({
      image: { amiType: "BOTTLEROCKET_x86_64_FIPS", operatingSystem: "bottlerocket" },
      found: [],
    });
    expect(resolve({ instanceTypes: ["m7i.large"], amiType: "WINDOWS_CORE_2025_x86_64" }).image).toEqual({
      amiType: "WINDOWS_CORE_2025_x86_64",
      operatingSystem: "windows",
    });
  });

  it("takes a plain image on a GPU instance, for drivers from an operator", () => {
    expect(resolve({ instanceTypes: ["g6.xlarge"], amiType: "AL2023_x86_64_STANDARD" }).found).toEqual([]);
  });

  it("does not look into an image that is known after apply", () => {
    const amiType = Token.asString({ resolve: () => "x" }) as AmiType;
    expect(resolve({ instanceTypes: ["m7i.large"], operatingSystem: "bottlerocket", amiType })).toMatchObject(
      {
        image: { amiType, operatingSystem: "bottlerocket" },
        found: [],
      },
    );
  });

  it("fails where neither the image nor the instance types are known before apply", () => {
    const type = Token.asString({ resolve: () => "x" });
    expect(resolve({ instanceTypes: [type] }).found).toEqual(["amiType missing-ami-type"]);
    expect(resolve({ instanceTypes: Token.asList({ resolve: () => ["x"] }) }).found).toEqual([
      "amiType missing-ami-type",
    ]);
    expect(resolve({ instanceTypes: [type], amiType: "AL2023_ARM_64_STANDARD" }).found).toEqual([]);
  });

  it.each([
    ["AL2_x86_64", "AL2023_x86_64_STANDARD"],
    ["AL2_x86_64_GPU", "AL2023_x86_64_NVIDIA"],
    ["AL2_ARM_64", "AL2023_ARM_64_STANDARD"],
  ])("fails on %s of Amazon Linux 2 and names its successor", (amiType, successor) => {
    const { problems, found } = resolve({ instanceTypes: ["m7i.large"], amiType: amiType as AmiType });
    expect(found).toEqual(["amiType retired-image"]);
    expect(problems[0]?.fix).toContain(successor);
  });

  it("fails on an unknown AMI type and lists the known ones, none of Amazon Linux 2", () => {
    const { problems, found } = resolve({ instanceTypes: ["m7i.large"], amiType: "UBUNTU" as AmiType });
    expect(found).toEqual(["amiType unknown-ami-type"]);
    for (const known of Object.keys(AMI_TYPES)) {
      expect(problems[0]?.fix).toContain(known);
    }
    expect(problems[0]?.fix).not.toContain("AL2_");
  });

  it("fails on an NVIDIA image for instances without an NVIDIA GPU", () => {
    expect(resolve({ instanceTypes: ["m5.large"], amiType: "AL2023_x86_64_NVIDIA" }).found).toEqual([
      "amiType gpu-image-without-gpu",
    ]);
    expect(resolve({ instanceTypes: ["g4ad.xlarge"], amiType: "BOTTLEROCKET_x86_64_NVIDIA" }).found).toEqual([
      "amiType gpu-image-without-gpu",
    ]);
  });

  it("fails on a Neuron image for instances without Neuron", () => {
    expect(resolve({ instanceTypes: ["m5.large"], amiType: "AL2023_x86_64_NEURON" }).found).toEqual([
      "amiType neuron-image-without-neuron",
    ]);
  });

  it("fails on an image of the other architecture", () => {
    expect(resolve({ instanceTypes: ["m7i.large"], amiType: "AL2023_ARM_64_STANDARD" }).found).toEqual([
      "amiType wrong-image-architecture",
    ]);
    expect(resolve({ instanceTypes: ["m7g.large"], amiType: "AL2023_x86_64_STANDARD" }).found).toEqual([
      "amiType wrong-image-architecture",
    ]);
  });

  it("fails on an operating system that is not the image's", () => {
    expect(
      resolve({ instanceTypes: ["m7i.large"], operatingSystem: "al2023", amiType: "BOTTLEROCKET_x86_64" })
        .found,
    ).toEqual(["operatingSystem conflicting-settings"]);
  });

  it("fails on Neuron with Bottlerocket, which has no such image", () => {
    expect(resolve({ instanceTypes: ["trn1.2xlarge"], operatingSystem: "bottlerocket" }).found).toEqual([
      "operatingSystem no-neuron-image",
    ]);
  });

  it("fails on an unknown operating system", () => {
    expect(resolve({ instanceTypes: ["m7i.large"], operatingSystem: "ubuntu" as "al2023" }).found).toEqual([
      "operatingSystem unknown-operating-system",
    ]);
  });
});
