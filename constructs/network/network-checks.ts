import { type Cidr, isCidr, parseCidr } from "../../lib/core/cidr";
import type { Problems } from "../../lib/core/errors";
import { ifKnown, isToken } from "../../lib/core/tokens";

/** AWS takes blocks of /16 to /28 for VPCs and for subnets ("VPC CIDR blocks", Amazon VPC user guide). */
export const LARGEST_PREFIX = 16;
export const SMALLEST_PREFIX = 28;

const MAX_ZONES = 6;

/**
 * Reports availability zones a network cannot stand in: none or more than six, one listed twice, one known only
 * after apply, one of another region.
 *
 * Codes: `zone-count`, `zone-not-known`, `duplicate-zone`, `foreign-zone`.
 *
 * @param region region the zones must belong to; undefined or a token leaves that unchecked
 */
export function checkZones(problems: Problems, zones: readonly string[], region?: string): void {
  const list = problems.at("availabilityZones");
  if (isToken(zones)) {
    list.add(zoneNotKnown(zones));
    return;
  }
  list.addIf(zones.length < 1 || zones.length > MAX_ZONES, {
    prop: "",
    code: "zone-count",
    rule: `a network has 1 to ${MAX_ZONES} zones`,
    value: zones.length,
    fix: "list the zones by name; three are usual, EKS asks for two",
  });
  zones.forEach((zone, index) => {
    const at = list.at(index);
    if (at.addIf(isToken(zone), zoneNotKnown(zone))) {
      return;
    }
    at.addIf(zones.indexOf(zone) < index, {
      prop: "",
      code: "duplicate-zone",
      rule: "a zone is listed once",
      value: zone,
      fix: "remove it or name another zone",
    });
    ifKnown(region, (known) => {
      at.addIf(!belongsTo(zone, known), {
        prop: "",
        code: "foreign-zone",
        rule: `the zones of ${known} are named ${known}a and so on`,
        value: zone,
        fix: "correct the zone or the region",
      });
    });
  });
}

/**
 * Parses an IPv4 block. Returns undefined for a token, and for a text that is no block after reporting it as
 * `invalid-cidr` or `host-bits`.
 */
export function checkCidr(problems: Problems, prop: string, text: string): Cidr | undefined {
  if (isToken(text)) {
    return undefined;
  }
  const parsed = parseCidr(text);
  if (isCidr(parsed)) {
    return parsed;
  }
  const [address, prefix, ...rest] = text.split("/");
  const wellFormed =
    rest.length === 0 && isCidr(parseCidr(`${address}/32`)) && isCidr(parseCidr(`0.0.0.0/${prefix}`));
  problems.add({
    prop,
    code: wellFormed ? "host-bits" : "invalid-cidr",
    rule: parsed.reason,
    value: text,
    fix: wellFormed ? "write the first address of the block" : "write it like 10.0.0.0/16",
  });
  return undefined;
}

/** `eu-central-1a` is a zone of eu-central-1, and `us-west-2-lax-1a` a local zone of us-west-2. */
function belongsTo(zone: string, region: string): boolean {
  return zone.startsWith(region) && /^([a-z]|-.+)$/.test(zone.slice(region.length));
}

function zoneNotKnown(value: unknown) {
  return {
    prop: "",
    code: "zone-not-known",
    rule: "zones are part of the addresses of subnets and must be known before apply",
    value,
    fix: "write their names down; a data source may answer differently tomorrow",
  };
}
