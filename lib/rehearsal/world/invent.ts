import { AWS_ATTRIBUTE_PREFIXES, AWS_ID_PREFIXES } from "./aws-ids";
import type { TemplateSource } from "./template";

/** A plausible text for a computed attribute of which only the type and the name are known. */
export function inventText(type: string, name: string, source: TemplateSource): string {
  if (name === "id") {
    return inventId(type, source);
  }
  const prefixOf = name.endsWith("_prefix") ? name.slice(0, -"_prefix".length) : undefined;
  if (prefixOf !== undefined && source.attribute(prefixOf) !== undefined) {
    return "";
  }
  const prefix = source.attribute(`${name}_prefix`);
  if (prefix !== undefined) {
    return `${prefix}${uniqueSuffix(source)}`;
  }
  if (name === "name" && type.startsWith("aws_")) {
    return `terraform-${uniqueSuffix(source)}`;
  }
  for (const [pattern, invent] of BY_NAME) {
    if (pattern.test(name)) {
      return invent(source, name, type);
    }
  }
  return `${name.replaceAll("_", "-")}-${source.seed.hex(8)}`;
}

/** A plausible number: ports are 443, times of day and counts of things that exist are 1, everything else 0. */
export function inventNumber(name: string): number {
  if (/(^|_)port$/.test(name)) {
    return 443;
  }
  return /(^|_)(version|revision|generation|number|priority)$/.test(name) ? 1 : 0;
}

/** An ARN in the common form, from the words of the type: `aws_sqs_queue` is a `queue` of `sqs`. */
export function inventArn(type: string, source: TemplateSource, resource?: string): string {
  const [, service = "service", ...rest] = type.split("_");
  const { account } = source;
  const name = resource ?? source.attribute("name") ?? source.attribute("id") ?? source.seed.hex(17);
  const noun = rest.length > 0 ? `${rest.join("-")}/` : "";
  return `arn:${account.partition}:${service}:${account.region}:${account.id}:${noun}${name}`;
}

/** Moment at which everything in the simulated world was made. */
export const WORLD_TIME = "2026-01-01T00:00:00Z";

type Inventor = (source: TemplateSource, name: string, type: string) => string;

// The first pattern that fits decides, so the particular stand before the general.
const BY_NAME: readonly (readonly [RegExp, Inventor])[] = [
  [/(^|_)arn$/, inventAttributeArn],
  [/^namespace$/, () => "default"],
  [/(^|_)region$/, ({ account }) => account.region],
  [/(^|_)partition$/, ({ account }) => account.partition],
  [/(^|_)(account|account_id|owner_id|owner|registry_id|caller_reference)$/, ({ account }) => account.id],
  [/^(unique_id)$/, ({ seed }) => `AIDA${seed.upper(17)}`],
  [/(^|_)(hosted_zone_id|zone_id)$/, ({ seed }) => `Z${seed.upper(20)}`],
  [/(^|_)(uid|uuid|key_id)$/, ({ seed }) => seed.uuid()],
  [/^resource_version$/, ({ seed }) => seed.digits(6)],
  [/(^|_)id$/, inventAttributeId],
  [/(^|_)(time|date|timestamp|created|modified|created_at|updated_at|at)$/, () => WORLD_TIME],
  [/(^|_)availability_zone$/, ({ account }) => `${account.region}a`],
  [/(^|_)ipv6_cidr_block$/, ({ seed }) => `2001:db8:${seed.hex(4)}::/56`],
  [/(^|_)cidr(_block)?$/, () => "10.0.0.0/16"],
  [/(^|_)(public|carrier|elastic)_ip$/, ({ seed }) => `203.0.113.${seed.between(1, 254)}`],
  [
    /(^|_)(ip|ip_address|cluster_ip)$/,
    ({ seed }) => `10.${seed.between(0, 255)}.${seed.at("4").between(1, 254)}.10`,
  ],
  [/(^|_)mac(_address)?$/, ({ seed }) => `06:${(seed.hex(10).match(/../g) ?? []).join(":")}`],
  [/(^|_)(url|uri|invoke_url|website_endpoint)$/, (source, name) => `https://${hostName(source, name)}`],
  [/(^|_)(endpoint|address|dns|dns_name|domain|domain_name|fqdn|host|hostname)$/, hostName],
  [/(^|_)(status|state)$/, () => "ACTIVE"],
  [/(^|_)(etag|fingerprint|md5|sha|sha1|sha256|hash|checksum)$/, ({ seed }) => seed.hex(40)],
  [/(^|_)(policy|json|document|configuration)$/, () => "{}"],
  [/(^|_)(certificate|certificate_body|pem|public_key)$/, ({ seed }) => pem(seed.certificate())],
  [/(^|_)(version|version_number)$/, () => "1"],
  [/(^|_)path$/, () => "/"],
  [/(^|_)protocol$/, () => "tcp"],
];

function inventId(type: string, source: TemplateSource): string {
  const prefix = AWS_ID_PREFIXES[type] ?? type.split("_").pop() ?? type;
  return `${prefix}-0${source.seed.hex(16)}`;
}

function inventAttributeId(source: TemplateSource, name: string): string {
  const known = Object.entries(AWS_ATTRIBUTE_PREFIXES).find(
    ([attribute]) => name === attribute || name.endsWith(`_${attribute}`),
  );
  return `${known?.[1] ?? name.replace(/_id$/, "").replaceAll("_", "-")}-0${source.seed.hex(16)}`;
}

function inventAttributeArn(source: TemplateSource, name: string, type: string): string {
  return name === "arn"
    ? inventArn(type, source)
    : inventArn(type, source, `${name.replace(/_arn$/, "").replaceAll("_", "-")}/${source.seed.hex(17)}`);
}

function hostName({ account, seed }: TemplateSource, name: string): string {
  return `${name.replaceAll("_", "-")}-${seed.hex(8)}.${account.region}.${account.dnsSuffix}`;
}

// As the provider's own unique ids: 26 digits that begin with the year.
function uniqueSuffix({ seed }: TemplateSource): string {
  return `2026${seed.digits(22)}`;
}

function pem(base64: string): string {
  return Buffer.from(base64, "base64").toString("utf8");
}
