import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { BlackboxProbesProps } from "../../../../constructs/observability/metrics/blackbox-probes";
import {
  chartFullname,
  resolveBlackboxProbes,
} from "../../../../constructs/observability/metrics/blackbox-probes-config";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

type Options = Partial<Omit<BlackboxProbesProps, "cluster">>;

const SHOP = { targets: ["https://shop.example.com/health"] };

function resolved(options: Options) {
  const problems = new Problems();
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const config = resolveBlackboxProbes({ cluster, probes: { shop: SHOP }, ...options }, problems);
  return { config, problems: problems.all };
}

const probe = (rest: object): Options => ({ probes: { shop: { ...SHOP, ...rest } } });

describe("resolveBlackboxProbes", () => {
  it("fills every default", () => {
    const { config, problems } = resolved({});
    expect(problems).toEqual([]);
    expect(config).toMatchObject({
      releaseName: "prometheus-blackbox-exporter",
      probesReleaseName: "prometheus-blackbox-exporter-probes",
      namespace: "monitoring",
      fullname: "prometheus-blackbox-exporter",
      replicas: 1,
      probes: [
        { name: "shop", module: "http_2xx", intervalSeconds: 60, scrapeTimeoutSeconds: 11, labels: {} },
      ],
    });
    expect(Object.keys(config.modules)).toEqual(["http_2xx", "tcp_connect", "tls_connect"]);
  });

  it("lets a module of yours take the place of a standard one", () => {
    const { config } = resolved({ modules: { http_2xx: { type: "http", requireTls: true } } });
    expect(config.modules.http_2xx).toMatchObject({ requireTls: true });
  });

  it("never gives a scrape more time than the interval", () => {
    const modules = { quick: { type: "http", timeoutSeconds: 5 } } as const;
    const { config, problems } = resolved({ modules, ...probe({ module: "quick", intervalSeconds: 5 }) });
    expect(problems).toEqual([]);
    expect(config.probes[0]?.scrapeTimeoutSeconds).toBe(5);
  });

  it.each<[Options, string]>([
    [{ probes: {} }, "probes no-probes"],
    [{ probes: { Shop: SHOP } }, "probes.Shop invalid-name"],
    [probe({ targets: [] }), "probes.shop.targets no-targets"],
    [probe({ targets: ["shop.example.com"] }), "probes.shop.targets[0] invalid-target"],
    [probe({ targets: ["https://a b"] }), "probes.shop.targets[0] invalid-target"],
    [probe({ module: "tcp_connect" }), "probes.shop.targets[0] invalid-target"],
    [probe({ module: "tcp_connect", targets: ["db.example.com"] }), "probes.shop.targets[0] invalid-target"],
    [
      { modules: { names: { type: "dns", queryName: "a" } }, ...probe({ module: "names" }) },
      "probes.shop.targets[0] invalid-target",
    ],
    [probe({ targets: [...SHOP.targets, ...SHOP.targets] }), "probes.shop.targets[1] duplicate-target"],
    [probe({ module: "http_3xx" }), "probes.shop.module unknown-module"],
    [probe({ intervalSeconds: 4 }), "probes.shop.intervalSeconds out-of-range"],
    [probe({ intervalSeconds: 9 }), "probes.shop.intervalSeconds interval-below-timeout"],
    [probe({ labels: { "a-b": "c" } }), "probes.shop.labels.a-b invalid-label"],
    [{ modules: { "a b": { type: "http" } } }, 'modules["a b"] invalid-name'],
    [{ modules: { mine: { type: "http", timeoutSeconds: 0 } } }, "modules.mine.timeoutSeconds out-of-range"],
    [{ replicas: 0 }, "replicas out-of-range"],
    [{ namespace: "A" }, "namespace invalid-name"],
    [{ releaseName: "a".repeat(47) }, "releaseName invalid-name"],
    [{ resources: { requests: { cpu: "x" } } }, "resources.requests.cpu invalid-quantity"],
  ])("fails on %j", (options, problem) => {
    expect(codes(resolved(options).problems)).toContain(problem);
  });

  it("fails on credentials in a target without showing them", () => {
    const { problems } = resolved(probe({ targets: ["https://me:hunter2@shop.example.com"] }));
    expect(codes(problems)).toEqual(["probes.shop.targets[0] invalid-target"]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it.each(["db:5432", "[::1]:5432", "10.0.0.1:5432"])("takes %s for TCP", (target) => {
    expect(resolved(probe({ module: "tcp_connect", targets: [target] })).problems).toEqual([]);
  });
});

describe("chartFullname", () => {
  it("adds the chart's name unless the release has it, and cuts as the chart does", () => {
    expect(chartFullname("synthetic", "prometheus-blackbox-exporter")).toBe(
      "synthetic-prometheus-blackbox-exporter",
    );
    expect(chartFullname("my-prometheus-blackbox-exporter", "prometheus-blackbox-exporter")).toBe(
      "my-prometheus-blackbox-exporter",
    );
    expect(chartFullname("a".repeat(46), "prometheus-blackbox-exporter")).toBe(
      `${"a".repeat(46)}-prometheus-black`,
    );
    expect(chartFullname("a".repeat(51), "prometheus-blackbox-exporter")).toBe(
      `${"a".repeat(51)}-prometheus`,
    );
  });
});
