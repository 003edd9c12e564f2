import {
  moduleConfig,
  type ProbeModule,
  resolveModule,
  STANDARD_MODULES,
} from "../../../../constructs/observability/metrics/probe-module";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolved(module: object) {
  const problems = new Problems();
  const config = resolveModule(module as ProbeModule, problems.at("modules").at("mine"));
  return { config, problems: codes(problems.all) };
}

function configOf(module: ProbeModule) {
  const { config, problems } = resolved(module);
  expect(problems).toEqual([]);
  return moduleConfig(config);
}

/** What the exporter reads, by CONFIGURATION.md of prometheus/blackbox_exporter. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  module: ["prober", "timeout", "http", "tcp", "dns"],
  http: [
    "valid_status_codes",
    "method",
    "follow_redirects",
    "fail_if_not_ssl",
    "fail_if_body_not_matches_regexp",
    "preferred_ip_protocol",
  ],
  tcp: ["tls", "preferred_ip_protocol"],
  dns: ["query_name", "query_type", "transport_protocol", "valid_rcodes", "preferred_ip_protocol"],
};

describe("moduleConfig", () => {
  it("asks for any 2xx, follows redirects and gives up after ten seconds by default", () => {
    expect(configOf({ type: "http" })).toEqual({
      prober: "http",
      timeout: "10s",
      http: {
        valid_status_codes: undefined,
        method: "GET",
        follow_redirects: true,
        fail_if_not_ssl: false,
        preferred_ip_protocol: "ip4",
      },
    });
  });

  it("asks as it is told to", () => {
    const module: ProbeModule = {
      type: "http",
      expectedStatus: [200, 401],
      method: "HEAD",
      followRedirects: false,
      requireTls: true,
      bodyMatches: ['"status":"ok"'],
      timeoutSeconds: 5,
      ipProtocol: "ip6",
    };
    expect(configOf(module)).toEqual({
      prober: "http",
      timeout: "5s",
      http: {
        valid_status_codes: [200, 401],
        method: "HEAD",
        follow_redirects: false,
        fail_if_not_ssl: true,
        fail_if_body_not_matches_regexp: ['"status":"ok"'],
        preferred_ip_protocol: "ip6",
      },
    });
  });

  it("connects by TCP, with TLS when told to", () => {
    expect(configOf({ type: "tcp" }).tcp).toEqual({ tls: false, preferred_ip_protocol: "ip4" });
    expect(configOf({ type: "tcp", tls: true }).tcp?.tls).toBe(true);
  });

  it("asks DNS servers for a name", () => {
    expect(configOf({ type: "dns", queryName: "example.com" }).dns).toEqual({
      query_name: "example.com",
      query_type: "A",
      transport_protocol: "udp",
      valid_rcodes: ["NOERROR"],
      preferred_ip_protocol: "ip4",
    });
    const module = {
      type: "dns",
      queryName: "_sip._tcp.example.com.",
      queryType: "SRV",
      transport: "tcp",
    } as const;
    expect(configOf(module).dns).toMatchObject({ query_type: "SRV", transport_protocol: "tcp" });
  });

  it("writes nothing the exporter does not read", () => {
    const modules: ProbeModule[] = [
      ...Object.values(STANDARD_MODULES),
      { type: "http", expectedStatus: [200], bodyMatches: ["a"] },
      { type: "dns", queryName: "example.com" },
    ];
    for (const { http = {}, tcp = {}, dns = {}, ...rest } of modules.map(configOf)) {
      expect(KNOWN.module).toEqual(expect.arrayContaining(Object.keys(rest)));
      expect(KNOWN.http).toEqual(expect.arrayContaining(Object.keys(http)));
      expect(KNOWN.tcp).toEqual(expect.arrayContaining(Object.keys(tcp)));
      expect(KNOWN.dns).toEqual(expect.arrayContaining(Object.keys(dns)));
    }
  });
});

describe("resolveModule", () => {
  it.each<[object, string]>([
    [{ type: "icmp" }, "modules.mine.type unknown-module-type"],
    [{ type: "http", timeoutSeconds: 0 }, "modules.mine.timeoutSeconds out-of-range"],
    [{ type: "tcp", timeoutSeconds: 61 }, "modules.mine.timeoutSeconds out-of-range"],
    [{ type: "http", expectedStatus: [] }, "modules.mine.expectedStatus empty-list"],
    [{ type: "http", expectedStatus: [200, 99] }, "modules.mine.expectedStatus[1] out-of-range"],
    [{ type: "http", expectedStatus: [600] }, "modules.mine.expectedStatus[0] out-of-range"],
    [{ type: "http", bodyMatches: ["(?<=a)b"] }, "modules.mine.bodyMatches[0] invalid-regex"],
    [{ type: "dns" }, "modules.mine.queryName invalid-query-name"],
    [{ type: "dns", queryName: "a..b" }, "modules.mine.queryName invalid-query-name"],
    [{ type: "dns", queryName: "https://a" }, "modules.mine.queryName invalid-query-name"],
  ])("fails on %j", (module, problem) => {
    expect(resolved(module).problems).toEqual([problem]);
  });
});
