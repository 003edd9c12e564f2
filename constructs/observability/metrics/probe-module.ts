import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown } from "../../../lib/core/tokens";
import { re2Problem } from "../routing/re2";

/** How the blackbox exporter probes a target. */
export type ProbeModule = HttpModule | TcpModule | DnsModule;

/** What every module takes. */
export interface ProbeModuleOptions {
  /** Seconds until the probe gives up; the time a scrape is given, less half a second, ends it as well. @default 10 */
  readonly timeoutSeconds?: number;
  /** Protocol that is tried first where a name has addresses of both. @default ip4 */
  readonly ipProtocol?: "ip4" | "ip6";
}

/** An HTTP request. Over TLS the exporter tells when the certificate expires: `probe_ssl_earliest_cert_expiry`. */
export interface HttpModule extends ProbeModuleOptions {
  readonly type: "http";
  /** Status codes that count as success. @default every 2xx */
  readonly expectedStatus?: readonly number[];
  /** @default GET */
  readonly method?: "GET" | "HEAD" | "OPTIONS" | "POST";
  /** @default true: the answer at the end of redirects counts */
  readonly followRedirects?: boolean;
  /** Fails where the answer came without TLS, also behind a redirect. @default false */
  readonly requireTls?: boolean;
  /** RE2 expressions that must all match somewhere in the body. @default none */
  readonly bodyMatches?: readonly string[];
}

/** A connection, `host:port`. With `tls`, the exporter tells when the certificate expires. */
export interface TcpModule extends ProbeModuleOptions {
  readonly type: "tcp";
  /** Whether TLS is spoken and the certificate checked. @default false */
  readonly tls?: boolean;
}

/** A question to a DNS server, which is the target: `10.0.0.2` or `10.0.0.2:53`. */
export interface DnsModule extends ProbeModuleOptions {
  readonly type: "dns";
  /** Name that is asked for: `example.com`. */
  readonly queryName: string;
  /** @default A */
  readonly queryType?: "A" | "AAAA" | "CNAME" | "MX" | "NS" | "SOA" | "SRV" | "TXT";
  /** @default udp */
  readonly transport?: "udp" | "tcp";
}

/** A module with every default filled. */
export type ResolvedModule = ReturnType<typeof resolveModule>;

/** Modules that exist without being declared; one of the same name replaces them. */
export const STANDARD_MODULES: Readonly<Record<string, ProbeModule>> = {
  http_2xx: { type: "http" },
  tcp_connect: { type: "tcp" },
  tls_connect: { type: "tcp", tls: true },
};

const MODULE_TYPES = ["http", "tcp", "dns"];

/** A module as the blackbox exporter reads it. Source: prometheus/blackbox_exporter, CONFIGURATION.md. */
export type ModuleConfig = {
  readonly prober: string;
  readonly timeout: string;
  readonly http?: {
    readonly valid_status_codes?: readonly number[];
    readonly method: string;
    readonly follow_redirects: boolean;
    readonly fail_if_not_ssl: boolean;
    readonly fail_if_body_not_matches_regexp?: readonly string[];
    readonly preferred_ip_protocol: string;
  };
  readonly tcp?: { readonly tls: boolean; readonly preferred_ip_protocol: string };
  readonly dns?: {
    readonly query_name: string;
    readonly query_type: string;
    readonly transport_protocol: string;
    readonly valid_rcodes: readonly string[];
    readonly preferred_ip_protocol: string;
  };
};

/**
 * Fills defaults and reports every problem, relative to the module.
 *
 * Codes: `unknown-module-type`, `out-of-range`, `empty-list`, `invalid-regex`, `invalid-query-name`.
 */
export function resolveModule(module: ProbeModule, problems: Problems) {
  const { type } = module;
  const common = {
    timeoutSeconds: module.timeoutSeconds ?? 10,
    ipProtocol: module.ipProtocol ?? ("ip4" as const),
  };
  checkWholeNumber(problems, "timeoutSeconds", common.timeoutSeconds, 1, 60);
  if (type === "http") {
    checkHttp(module, problems);
    return {
      ...common,
      type,
      expectedStatus: module.expectedStatus,
      method: module.method ?? "GET",
      followRedirects: module.followRedirects ?? true,
      requireTls: module.requireTls ?? false,
      bodyMatches: module.bodyMatches ?? [],
    };
  }
  if (type === "dns") {
    checkQueryName(problems, module.queryName);
    return {
      ...common,
      type,
      queryName: module.queryName,
      queryType: module.queryType ?? "A",
      transport: module.transport ?? "udp",
    };
  }
  // Programs without types get here with anything.
  checkKnown(problems, "type", "unknown-module-type", "kind of module", type, MODULE_TYPES);
  return { ...common, type, tls: module.tls ?? false };
}

/** For `config.modules` of the chart. */
export function moduleConfig(module: ResolvedModule): ModuleConfig {
  const timeout = `${module.timeoutSeconds}s`;
  const preferred_ip_protocol = module.ipProtocol;
  if (module.type === "http") {
    return {
      prober: "http",
      timeout,
      http: {
        valid_status_codes: module.expectedStatus,
        method: module.method,
        follow_redirects: module.followRedirects,
        fail_if_not_ssl: module.requireTls,
        ...(module.bodyMatches.length > 0 && { fail_if_body_not_matches_regexp: module.bodyMatches }),
        preferred_ip_protocol,
      },
    };
  }
  if (module.type === "dns") {
    return {
      prober: "dns",
      timeout,
      dns: {
        query_name: module.queryName,
        query_type: module.queryType,
        transport_protocol: module.transport,
        valid_rcodes: ["NOERROR"],
        preferred_ip_protocol,
      },
    };
  }
  return { prober: "tcp", timeout, tcp: { tls: module.tls, preferred_ip_protocol } };
}

function checkHttp({ expectedStatus, bodyMatches }: HttpModule, problems: Problems): void {
  problems.addIf(expectedStatus?.length === 0, {
    prop: "expectedStatus",
    code: "empty-list",
    rule: "no status would ever count as success",
    value: [],
    fix: "name status codes, or leave it out for every 2xx",
  });
  expectedStatus?.forEach((status, index) => {
    checkWholeNumber(problems.at("expectedStatus"), `[${index}]`, status, 100, 599);
  });
  bodyMatches?.forEach((pattern, index) => {
    ifKnown(pattern, (known) => {
      const wrong = re2Problem(known);
      problems.at("bodyMatches").addIf(wrong !== undefined, {
        prop: `[${index}]`,
        code: "invalid-regex",
        rule: `the exporter does not take this regular expression: ${wrong}`,
        value: known,
        fix: "write an expression of RE2",
      });
    });
  });
}

function checkQueryName(problems: Problems, name: string): void {
  ifKnown(name ?? "", (known) => {
    problems.addIf(
      !/^[A-Za-z0-9_]([A-Za-z0-9_-]*)(\.[A-Za-z0-9_-]+)*\.?$/.test(known) || known.length > 254,
      {
        prop: "queryName",
        code: "invalid-query-name",
        rule: "a DNS module asks for a name",
        value: known,
        fix: "write it like example.com",
      },
    );
  });
}
