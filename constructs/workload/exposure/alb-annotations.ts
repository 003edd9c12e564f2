import { checkArn } from "../../../lib/core/arn";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown } from "../../../lib/core/tokens";
import { checkAddressBlocks } from "../calls/address-blocks";
import { checkPath } from "./paths";

/** A load balancer and how it listens. */
export interface AlbProps {
  /** Who reaches it: the networks connected to the VPC, or everybody. @default internal */
  readonly scheme?: "internal" | "internet-facing";
  /**
   * Certificates of ACM; the first one answers callers that name no host. `tls: "none"` has none.
   * @default those of the account whose names fit the hostnames
   */
  readonly certificateArns?: readonly string[];
  /** `"none"` listens on HTTP alone: whoever is on the way can read and change requests. @default HTTPS, and HTTP sends on to it */
  readonly tls?: "none";
  /**
   * Versions and ciphers of TLS. Source of the default: "Security policies for your Application Load Balancer", AWS.
   * @default ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09, the one AWS recommends
   */
  readonly tlsPolicy?: string;
  /** Web ACL of AWS WAF, of the same region. @default none */
  readonly wafAclArn?: string;
  /**
   * Shares one load balancer between all that name the same group, which must agree on scheme, TLS policy, WAF, access
   * logs and allowed addresses. Whoever may make an Ingress may join a group.
   * @default a load balancer of its own
   */
  readonly groupName?: string;
  /** Place of its rules within the group, 1 to 1000; lower ones are asked first. @default 0, by namespace and name */
  readonly groupOrder?: number;
  /** Path that answers 200 when a pod is well. @default /, for gRPC /AWS.ALB/healthcheck with the status 12 */
  readonly healthCheckPath?: string;
  /** Blocks of callers that are let in. @default every address that reaches it */
  readonly allowedCidrs?: readonly string[];
  /** Bucket that requests are logged to. @default they are not logged */
  readonly accessLogs?: { readonly bucket: string; readonly prefix?: string };
  /** Headers with invalid names: `passed-on` leaves them to the service. @default dropped */
  readonly invalidHeaders?: "dropped" | "passed-on";
}

const PREFIX = "alb.ingress.kubernetes.io";
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/**
 * Annotations the AWS Load Balancer Controller reads. Source: its guide, "Ingress annotations".
 *
 * Codes: `unknown-scheme`, `no-certificate`, `invalid-arn`, `tls-contradiction`, `invalid-tls-policy`, `invalid-name`,
 * `out-of-range`, `order-without-group`, `invalid-path`, `no-cidr`, `invalid-cidr`, `grpc-needs-tls`, `invalid-bucket`.
 */
export function albAnnotations(
  props: AlbProps,
  grpc: boolean,
  problems: Problems,
): Readonly<Record<string, string>> {
  checkProps(props, problems);
  problems.addIf(grpc && props.tls === "none", {
    prop: "tls",
    code: "grpc-needs-tls",
    rule: "a load balancer speaks gRPC by HTTPS only",
    value: props.tls,
    fix: "leave tls out",
  });
  const { groupOrder, allowedCidrs } = props;
  return named({
    scheme: props.scheme ?? "internal",
    "target-type": "ip",
    ...listening(props),
    "wafv2-acl-arn": props.wafAclArn,
    "group.name": props.groupName,
    "group.order": groupOrder === undefined ? undefined : String(groupOrder),
    "inbound-cidrs": allowedCidrs?.join(","),
    "backend-protocol-version": grpc ? "GRPC" : undefined,
    "healthcheck-path": props.healthCheckPath,
    "load-balancer-attributes": attributes(props),
  });
}

function listening({ tls, certificateArns, tlsPolicy = TLS_POLICY }: AlbProps) {
  return tls === "none"
    ? { "listen-ports": JSON.stringify([{ HTTP: 80 }]) }
    : {
        "listen-ports": JSON.stringify([{ HTTP: 80 }, { HTTPS: 443 }]),
        "ssl-redirect": "443",
        "ssl-policy": tlsPolicy,
        "certificate-arn": certificateArns?.join(","),
      };
}

/** Source: "Load balancer attributes", Elastic Load Balancing user guide. */
function attributes({ accessLogs, invalidHeaders = "dropped" }: AlbProps): string {
  const given = {
    "access_logs.s3.enabled": accessLogs === undefined ? undefined : "true",
    "access_logs.s3.bucket": accessLogs?.bucket,
    "access_logs.s3.prefix": accessLogs?.prefix,
    "routing.http.drop_invalid_header_fields.enabled": String(invalidHeaders === "dropped"),
  };
  return Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
}

function named(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined ? [] : [[`${PREFIX}/${key}`, value]],
    ),
  );
}

function checkProps(props: AlbProps, problems: Problems): void {
  checkKnown(problems, "scheme", "unknown-scheme", "scheme", props.scheme, ["internal", "internet-facing"]);
  checkKnown(problems, "invalidHeaders", "unknown-setting", "setting", props.invalidHeaders, [
    "dropped",
    "passed-on",
  ]);
  checkTls(props, problems);
  if (props.wafAclArn !== undefined) {
    checkArn(problems, "wafAclArn", props.wafAclArn, "wafv2", "regional/webacl/");
  }
  checkName(problems, "groupName", props.groupName, GROUP_NAME);
  checkWholeNumber(problems, "groupOrder", props.groupOrder, 1, 1000);
  problems.addIf(props.groupOrder !== undefined && props.groupName === undefined, {
    prop: "groupOrder",
    code: "order-without-group",
    rule: "an order is one within a group",
    value: props.groupOrder,
    fix: "add groupName or leave groupOrder out",
  });
  if (props.healthCheckPath !== undefined) {
    checkPath(problems, "healthCheckPath", props.healthCheckPath);
  }
  if (props.allowedCidrs !== undefined) {
    checkAddressBlocks(problems, "allowedCidrs", props.allowedCidrs);
  }
  checkAccessLogs(props.accessLogs, problems.at("accessLogs"));
}

const GROUP_NAME = {
  ...DNS_SUBDOMAIN,
  maxLength: 63,
  must: "be lowercase letters, digits, dashes and dots, start and end with a letter or digit, at most 63 characters",
};

function checkTls({ tls, certificateArns, tlsPolicy }: AlbProps, problems: Problems): void {
  problems.addIf(certificateArns?.length === 0, {
    prop: "certificateArns",
    code: "no-certificate",
    rule: "an empty list would look for certificates by hostname",
    value: [],
    fix: "name a certificate, or leave certificateArns out to look for one",
  });
  certificateArns?.forEach((arn, index) => {
    checkArn(problems.at("certificateArns"), `[${index}]`, arn, "acm", "certificate/");
  });
  const given = Object.entries({ certificateArns, tlsPolicy }).filter(([, value]) => value !== undefined);
  for (const [prop, value] of tls === "none" ? given : []) {
    problems.add({
      prop,
      code: "tls-contradiction",
      rule: 'with tls "none" nothing listens on HTTPS',
      value,
      fix: `leave tls or ${prop} out`,
    });
  }
  ifKnown(tlsPolicy, (policy) => {
    problems.addIf(!/^ELBSecurityPolicy-[A-Za-z0-9-]+$/.test(policy), {
      prop: "tlsPolicy",
      code: "invalid-tls-policy",
      rule: "a policy is one of those Elastic Load Balancing has ready",
      value: policy,
      fix: `write it like ${TLS_POLICY}`,
    });
  });
}

/** In a list of attributes, commas and equal signs separate: a bucket's name has neither. */
function checkAccessLogs(logs: AlbProps["accessLogs"], problems: Problems): void {
  ifKnown(logs?.bucket, (bucket) => {
    problems.addIf(!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket), {
      prop: "bucket",
      code: "invalid-bucket",
      rule: "a bucket's name has 3 to 63 lowercase letters, digits, dots and dashes",
      value: bucket,
      fix: "pass the name of the bucket, not its ARN",
    });
  });
  ifKnown(logs?.prefix, (prefix) => {
    problems.addIf(
      !/^[A-Za-z0-9!_.*'()-]+(\/[A-Za-z0-9!_.*'()-]+)*$/.test(prefix) || prefix.includes("AWSLogs"),
      {
        prop: "prefix",
        code: "invalid-prefix",
        rule: "a prefix is a path without slashes at its ends, and without AWSLogs, which AWS appends",
        value: prefix,
        fix: "write it like shop/users",
      },
    );
  });
}
