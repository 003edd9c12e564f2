import { type AlbProps, albAnnotations } from "../../../../constructs/workload/exposure/alb-annotations";
import { reported } from "../../../support/workloads";

const CERTIFICATE = "arn:aws:acm:eu-central-1:111122223333:certificate/12345678-1234";
const WAF = "arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/shop/12345678";

function annotations(props: AlbProps, grpc = false) {
  const { result, codes } = reported((problems) => albAnnotations(props, grpc, problems));
  const short = Object.entries(result).map(([key, value]) => [
    key.replace("alb.ingress.kubernetes.io/", ""),
    value,
  ]);
  return { short: Object.fromEntries(short) as Record<string, string>, codes };
}

describe("albAnnotations", () => {
  it("is internal, by HTTPS, and drops headers with invalid names", () => {
    expect(annotations({})).toEqual({
      short: {
        scheme: "internal",
        "target-type": "ip",
        "listen-ports": '[{"HTTP":80},{"HTTPS":443}]',
        "ssl-redirect": "443",
        "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=true",
      },
      codes: [],
    });
  });

  it("takes every default back", () => {
    const { short, codes } = annotations({
      scheme: "internet-facing",
      tls: "none",
      invalidHeaders: "passed-on",
    });
    expect(codes).toEqual([]);
    expect(short).toEqual({
      scheme: "internet-facing",
      "target-type": "ip",
      "listen-ports": '[{"HTTP":80}]',
      "load-balancer-attributes": "routing.http.drop_invalid_header_fields.enabled=false",
    });
  });

  it("says what is asked for, in the words of the controller", () => {
    const { short, codes } = annotations({
      certificateArns: [CERTIFICATE, `${CERTIFICATE}5`],
      tlsPolicy: "ELBSecurityPolicy-TLS13-1-3-2021-06",
      wafAclArn: WAF,
      groupName: "shop.public",
      groupOrder: 10,
      healthCheckPath: "/health",
      allowedCidrs: ["198.51.100.0/24", "2001:db8::/32"],
      accessLogs: { bucket: "shop-logs", prefix: "alb/users" },
    });
    expect(codes).toEqual([]);
    expect(short).toMatchObject({
      "certificate-arn": `${CERTIFICATE},${CERTIFICATE}5`,
      "ssl-policy": "ELBSecurityPolicy-TLS13-1-3-2021-06",
      "wafv2-acl-arn": WAF,
      "group.name": "shop.public",
      "group.order": "10",
      "healthcheck-path": "/health",
      "inbound-cidrs": "198.51.100.0/24,2001:db8::/32",
      "load-balancer-attributes":
        "access_logs.s3.enabled=true,access_logs.s3.bucket=shop-logs,access_logs.s3.prefix=alb/users," +
        "routing.http.drop_invalid_header_fields.enabled=true",
    });
  });

  it("speaks gRPC to a port that does, by HTTPS alone", () => {
    expect(annotations({}, true).short["backend-protocol-version"]).toBe("GRPC");
    expect(annotations({ tls: "none" }, true).codes).toEqual(["tls grpc-needs-tls"]);
  });

  it.each<[AlbProps, string[]]>([
    [{ scheme: "public" as never }, ["scheme unknown-scheme"]],
    [{ invalidHeaders: "kept" as never }, ["invalidHeaders unknown-setting"]],
    [{ certificateArns: [] }, ["certificateArns no-certificate"]],
    [{ certificateArns: ["cert"] }, ["certificateArns[0] invalid-arn"]],
    [{ certificateArns: [CERTIFICATE], tls: "none" }, ["certificateArns tls-contradiction"]],
    [{ tlsPolicy: "ELBSecurityPolicy-2016-08", tls: "none" }, ["tlsPolicy tls-contradiction"]],
    [{ tlsPolicy: "modern" }, ["tlsPolicy invalid-tls-policy"]],
    [{ wafAclArn: WAF.replace("regional", "global") }, ["wafAclArn invalid-arn"]],
    [{ groupName: "Shop" }, ["groupName invalid-name"]],
    [{ groupName: "shop", groupOrder: 1001 }, ["groupOrder out-of-range"]],
    [{ groupOrder: 1 }, ["groupOrder order-without-group"]],
    [{ healthCheckPath: "health" }, ["healthCheckPath invalid-path"]],
    [{ allowedCidrs: [] }, ["allowedCidrs no-cidr"]],
    [{ allowedCidrs: ["10.0.0.1/8"] }, ["allowedCidrs[0] invalid-cidr"]],
    [{ accessLogs: { bucket: "a=b,c" } }, ["accessLogs.bucket invalid-bucket"]],
    [{ accessLogs: { bucket: "logs", prefix: "/a" } }, ["accessLogs.prefix invalid-prefix"]],
    [{ accessLogs: { bucket: "logs", prefix: "AWSLogs" } }, ["accessLogs.prefix invalid-prefix"]],
  ])("refuses %j", (props, codes) => {
    expect(annotations(props).codes).toEqual(codes);
  });
});
