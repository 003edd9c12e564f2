import { TerraformStack, Testing } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import type { BlackboxProbesProps } from "../../../../constructs/observability/metrics/blackbox-probes";
import { resolveBlackboxProbes } from "../../../../constructs/observability/metrics/blackbox-probes-config";
import {
  blackboxExporterValues,
  probeJob,
  probeManifests,
} from "../../../../constructs/observability/metrics/blackbox-probes-values";
import { Problems } from "../../../../lib/core/errors";
import { chartKeys, misfits } from "../../../support/chart-keys";
import { crdProblems } from "../../../support/crds";

type Options = Partial<Omit<BlackboxProbesProps, "cluster">>;

/** Modules are the exporter's configuration, by names of the user: test of probe-module holds them to its keys. */
const KEYS = { ...chartKeys("prometheus-blackbox-exporter"), "config.modules": "open" };

const MAXIMAL: Options = {
  replicas: 2,
  modules: { names: { type: "dns", queryName: "example.com" } },
  probes: {
    shop: { targets: ["https://shop.example.com", "https://www.example.com"], labels: { team: "shop" } },
    names: { targets: ["10.0.0.2"], module: "names", intervalSeconds: 30 },
  },
};

function resolved(options: Options) {
  const stack = new TerraformStack(Testing.app(), "test");
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const probes = { shop: { targets: ["https://shop.example.com"] } };
  return resolveBlackboxProbes({ cluster, probes, ...options }, new Problems());
}

describe("blackboxExporterValues", () => {
  it.each([
    ["few", {}],
    ["all", MAXIMAL],
  ])("sets only keys the pinned chart offers, from %s props", (_, options) => {
    expect(misfits(blackboxExporterValues(resolved(options)), KEYS)).toEqual([]);
  });

  it("declares every module", () => {
    const { modules } = blackboxExporterValues(resolved(MAXIMAL)).config;
    expect(Object.entries(modules).map(([name, { prober }]) => [name, prober])).toEqual([
      ["http_2xx", "http"],
      ["tcp_connect", "tcp"],
      ["tls_connect", "tcp"],
      ["names", "dns"],
    ]);
  });

  it("allows one exporter to go at a time once there is more than one, and watches them", () => {
    expect(blackboxExporterValues(resolved({}))).not.toHaveProperty("podDisruptionBudget");
    expect(blackboxExporterValues(resolved(MAXIMAL))).toMatchObject({
      replicas: 2,
      podDisruptionBudget: { maxUnavailable: 1 },
      serviceMonitor: { selfMonitor: { enabled: true } },
    });
  });
});

describe("probeManifests", () => {
  it("are what the definition of Probe takes", () => {
    for (const manifest of probeManifests(resolved(MAXIMAL))) {
      expect(crdProblems(manifest)).toEqual([]);
    }
  });

  it("point Prometheus at the exporter, with module, targets and interval", () => {
    const options = { ...MAXIMAL, releaseName: "synthetic", namespace: "ops" };
    const [shop, names] = probeManifests(resolved(options));
    expect(shop).toMatchObject({
      kind: "Probe",
      metadata: { name: "shop" },
      spec: {
        jobName: "probe-shop",
        interval: "60s",
        scrapeTimeout: "11s",
        module: "http_2xx",
        prober: { url: "synthetic-prometheus-blackbox-exporter.ops.svc.cluster.local:9115" },
        targets: {
          staticConfig: {
            static: ["https://shop.example.com", "https://www.example.com"],
            labels: { team: "shop" },
          },
        },
      },
    });
    expect(names?.spec).toMatchObject({ module: "names", interval: "30s" });
    expect(names?.spec).not.toHaveProperty("targets.staticConfig.labels");
  });
});

describe("probeJob", () => {
  it("keeps probes of a service apart from the service's own series", () => {
    expect(probeJob("shop")).toBe("probe-shop");
  });
});
