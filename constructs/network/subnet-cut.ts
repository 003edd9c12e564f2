import { splitCidr } from "../../lib/core/cidr";
import type { Problems } from "../../lib/core/errors";
import { isToken } from "../../lib/core/tokens";
import { SMALLEST_PREFIX } from "./network-checks";

/** What a subnet is for. */
export type SubnetTier = "private" | "public" | "data";

/** The block of a subnet and the zone it stands in. */
export interface SubnetBlock {
  readonly zone: string;
  /** IPv4 block, `10.0.32.0/19`; a token where it was given as one. */
  readonly cidr: string;
}

const EIGHTHS = 8;
const BITS_OF_EIGHTHS = 3;

/** The eighth a tier shares among its zones; each zone's private subnet has an eighth of its own. */
const SHARED_EIGHTH: Readonly<Partial<Record<SubnetTier, number>>> = { public: 6, data: 7 };

/** Letters that have a place. Local zones and wavelength zones are named otherwise and have none. */
const ZONE_WITH_PLACE = /^[a-z]+(?:-[a-z]+)+-\d+([a-f])$/;

/**
 * Cuts the subnets of one tier, one for each zone, out of a VPC's block.
 *
 * Where a subnet lies depends on the VPC's block, the tier and the letter of the zone, and on nothing else. The block
 * is cut into eighths: the first six for the private subnets of zones a to f, the seventh for all public, the last for
 * all data subnets; these two are cut into eighths again, one for each letter. A /16 gives private subnets of /19,
 * public and data subnets of /22. Places of tiers and zones that are not in use stay free, so nothing moves when one
 * is added, removed or listed in another order.
 *
 * Codes: `not-enough-space`, `subnet-too-small`, `invalid-prefix-length`, `zone-without-place`.
 *
 * @param vpcCidr block of the VPC, known and valid
 * @param prefixLength size of the subnets, each at the start of its place; undefined fills the place
 */
export function cutSubnets(
  tier: SubnetTier,
  vpcCidr: string,
  zones: readonly string[],
  prefixLength: number | undefined,
  problems: Problems,
): SubnetBlock[] {
  const shared = SHARED_EIGHTH[tier];
  const placePrefix = Number(vpcCidr.split("/")[1]) + BITS_OF_EIGHTHS * (shared === undefined ? 1 : 2);
  const prefix = prefixLength ?? placePrefix;
  if (!checkSpace(tier, vpcCidr, placePrefix, prefixLength, problems)) {
    return [];
  }
  const places = eighths(shared === undefined ? vpcCidr : (eighths(vpcCidr)[shared] ?? ""));
  return zones.flatMap((zone) => {
    const place = places[placeOf(zone)];
    problems.addIf(place === undefined && !isToken(zone), {
      prop: "",
      code: "zone-without-place",
      rule: "subnets are cut for zones whose names end with a letter from a to f",
      value: zone,
      fix: "list the blocks of this tier",
    });
    return place === undefined ? [] : (splitCidr(place, [prefix]) ?? []).map((cidr) => ({ zone, cidr }));
  });
}

/** Whether subnets of the wanted size exist and fit their places. */
function checkSpace(
  tier: SubnetTier,
  vpcCidr: string,
  placePrefix: number,
  prefixLength: number | undefined,
  problems: Problems,
): boolean {
  if (prefixLength !== undefined && !Number.isInteger(prefixLength)) {
    problems.add({
      prop: "prefixLength",
      code: "invalid-prefix-length",
      rule: "a prefix length is a whole number",
      value: prefixLength,
      fix: "write 20 for a block of /20",
    });
    return false;
  }
  if (prefixLength !== undefined && prefixLength > SMALLEST_PREFIX) {
    problems.add({
      prop: "prefixLength",
      code: "subnet-too-small",
      rule: `AWS has no subnet smaller than /${SMALLEST_PREFIX}`,
      value: prefixLength,
      fix: "choose a shorter prefix",
    });
    return false;
  }
  if (placePrefix > SMALLEST_PREFIX || (prefixLength ?? placePrefix) < placePrefix) {
    problems.add({
      prop: prefixLength === undefined ? "" : "prefixLength",
      code: "not-enough-space",
      rule: `a ${tier} subnet cut from ${vpcCidr} has room for /${placePrefix} or smaller, and AWS for nothing below /${SMALLEST_PREFIX}`,
      value: prefixLength,
      fix: `take a larger VPC, or list the blocks of this tier${tier === "private" ? "" : ', or say "none"'}`,
    });
    return false;
  }
  return true;
}

/** Position of a zone's place; -1 where it has none. */
function placeOf(zone: string): number {
  return "abcdef".indexOf(ZONE_WITH_PLACE.exec(zone)?.[1] ?? "none");
}

function eighths(cidr: string): string[] {
  const prefix = Number(cidr.split("/")[1]) + BITS_OF_EIGHTHS;
  return splitCidr(cidr, Array<number>(EIGHTHS).fill(prefix)) ?? [];
}
