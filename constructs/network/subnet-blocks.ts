import { containsCidr, overlapsCidr } from "../../lib/core/cidr";
import { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import { checkCidr, LARGEST_PREFIX, SMALLEST_PREFIX } from "./network-checks";
import { cutSubnets, type SubnetBlock, type SubnetTier } from "./subnet-cut";

/**
 * How the subnets of a tier are placed: one IPv4 block for each zone, in the order of the zones, or the prefix length
 * of the blocks to cut from the VPC's block.
 */
export type SubnetChoice = readonly string[] | { readonly prefixLength: number };

/** The choices for all tiers; undefined cuts a tier at its default size. */
export interface SubnetChoices {
  readonly privateSubnets?: SubnetChoice;
  readonly publicSubnets?: SubnetChoice | "none";
  readonly dataSubnets?: SubnetChoice | "none";
}

/** A block together with the prop path that asked for it. */
interface PlacedBlock extends SubnetBlock {
  readonly prop: string;
}

/**
 * Places the subnets of all tiers in the VPC's block.
 *
 * Codes: `subnet-count`, `subnets-not-known`, `invalid-cidr`, `host-bits`, `subnet-too-small`, `subnet-too-large`,
 * `foreign-subnet`, `overlapping-subnets`, `cidr-not-known`, and those of `cutSubnets`.
 *
 * @param vpcCidr undefined when it was wrong and has been reported; a token where the block is known after apply
 */
export function placeSubnets(
  choices: SubnetChoices,
  vpcCidr: string | undefined,
  zones: readonly string[],
  problems: Problems,
) {
  const place = (tier: SubnetTier): PlacedBlock[] =>
    placeTier(tier, choices[`${tier}Subnets`], vpcCidr, isToken(zones) ? [] : zones, problems);
  const placed = { private: place("private"), public: place("public"), data: place("data") };
  checkOverlaps([...placed.private, ...placed.public, ...placed.data], problems);
  return {
    privateSubnets: placed.private.map(blockOnly),
    publicSubnets: placed.public.map(blockOnly),
    dataSubnets: placed.data.map(blockOnly),
  };
}

function placeTier(
  tier: SubnetTier,
  choice: SubnetChoice | "none" | undefined,
  vpcCidr: string | undefined,
  zones: readonly string[],
  problems: Problems,
): PlacedBlock[] {
  const prop = `${tier}Subnets`;
  const at = problems.at(prop);
  if (choice === "none") {
    return [];
  }
  if (isToken(choice) || (isCut(choice) && isToken(choice?.prefixLength))) {
    at.add({
      prop: "",
      code: "subnets-not-known",
      rule: "subnets are placed at synthesis",
      value: choice,
      fix: "list one block for each zone; the single blocks may be known after apply",
    });
    return [];
  }
  if (!isCut(choice)) {
    checkListed(tier, choice, vpcCidr, zones.length, at);
    return zones.flatMap((zone, index) => {
      const cidr = choice[index];
      return cidr === undefined ? [] : [{ zone, cidr, prop: `${prop}[${index}]` }];
    });
  }
  if (isToken(vpcCidr)) {
    at.add({
      prop: "",
      code: "cidr-not-known",
      rule: "subnets are cut at synthesis, when the block of the VPC is not known yet",
      value: vpcCidr,
      fix: `list the blocks of this tier${tier === "private" ? "" : ', or say "none"'}`,
    });
    return [];
  }
  return vpcCidr === undefined
    ? []
    : cutSubnets(tier, vpcCidr, zones, choice?.prefixLength, at).map((block) => ({ ...block, prop }));
}

function checkListed(
  tier: SubnetTier,
  blocks: readonly string[],
  vpcCidr: string | undefined,
  zoneCount: number,
  problems: Problems,
): void {
  problems.addIf(blocks.length !== zoneCount, {
    prop: "",
    code: "subnet-count",
    rule: `a network of ${zoneCount} zones has ${zoneCount} ${tier} subnets`,
    value: blocks.length,
    fix: `list one block for each zone${tier === "private" ? "" : ', or say "none"'}`,
  });
  const vpc = vpcCidr === undefined ? undefined : checkCidr(new Problems(), "", vpcCidr);
  blocks.forEach((cidr, index) => {
    const at = problems.at(index);
    const block = checkCidr(at, "", cidr);
    if (block === undefined) {
      return;
    }
    const largest = Math.max(LARGEST_PREFIX, vpc?.prefix ?? 0);
    const wrongSize =
      at.addIf(block.prefix > SMALLEST_PREFIX, {
        prop: "",
        code: "subnet-too-small",
        rule: `AWS has no subnet smaller than /${SMALLEST_PREFIX}`,
        value: cidr,
        fix: "choose a shorter prefix",
      }) ||
      at.addIf(block.prefix < largest, {
        prop: "",
        code: "subnet-too-large",
        rule: `a subnet of this VPC is /${largest} or smaller`,
        value: cidr,
        fix: "choose a longer prefix",
      });
    at.addIf(!wrongSize && vpc !== undefined && !containsCidr(vpc.text, cidr), {
      prop: "",
      code: "foreign-subnet",
      rule: `a subnet lies inside the block of its VPC, ${vpc?.text}`,
      value: cidr,
      fix: "choose a block inside the VPC",
    });
  });
}

function checkOverlaps(placed: readonly PlacedBlock[], problems: Problems): void {
  const known = placed.filter((block) => checkCidr(new Problems(), "", block.cidr) !== undefined);
  known.forEach((block, index) => {
    const other = known
      .slice(0, index)
      .find((earlier) => !isSamePlace(earlier, block) && overlapsCidr(earlier.cidr, block.cidr));
    problems.addIf(other !== undefined, {
      prop: block.prop,
      code: "overlapping-subnets",
      rule: `subnets share no address, but ${block.zone} overlaps ${other?.prop} ${other?.cidr}`,
      value: block.cidr,
      fix: "choose another block; subnets that are cut keep their places, list those you want to move",
    });
  });
}

/** A zone listed twice is cut twice; that is reported as a duplicate zone. */
function isSamePlace(one: PlacedBlock, other: PlacedBlock): boolean {
  return one.prop === other.prop && one.zone === other.zone;
}

function isCut(choice: SubnetChoice | undefined): choice is { readonly prefixLength: number } | undefined {
  return !Array.isArray(choice);
}

function blockOnly({ zone, cidr }: PlacedBlock): SubnetBlock {
  return { zone, cidr };
}
