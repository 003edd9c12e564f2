import { gzipSync } from "node:zlib";
import type { TerraformStack } from "cdktf";
import { parse } from "yaml";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import { dashboardJson } from "../../../../constructs/observability/dashboards/dashboard-json";
import { Dashboards, type DashboardsProps } from "../../../../constructs/observability/dashboards/dashboards";
import { redisDashboard } from "../../../../constructs/observability/dashboards/redis";
import { sampleDashboards } from "../../../support/sample-dashboards";
import { codes, problemsOf, synth } from "../../../support/synth";

function dashboardsIn(stack: TerraformStack, options: Partial<DashboardsProps> = {}): Dashboards {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
  return new Dashboards(stack, "Dashboards", { cluster, dashboards: sampleDashboards(), ...options });
}

function release(options: Partial<DashboardsProps> = {}) {
  return synth((stack) => dashboardsIn(stack, options)).one("helm_release");
}

describe("Dashboards", () => {
  it("brings dashboards as one release beside Grafana by default", () => {
    expect(release()).toMatchObject({ name: "dashboards", namespace: "monitoring" });
    expect(release({ releaseName: "shop", namespace: "grafana" })).toMatchObject({
      name: "shop",
      namespace: "grafana",
    });
  });

  it("brings each dashboard as it is, with the variables of Grafana unharmed by Terraform", () => {
    const text: string = release().values[0];
    expect(text).not.toMatch(/(^|[^$])\$\{/);
    const { manifests } = parse(text.replaceAll("$${", "${"));
    for (const dashboard of sampleDashboards()) {
      const { data } = manifests[`ConfigMap/monitoring/dashboards-${dashboard.uid}`];
      expect(data).toEqual({ [`${dashboard.uid}.json`]: dashboardJson(dashboard) });
    }
  });

  it("stays far below what a release may hold", () => {
    const { length } = gzipSync(`${release().values[0]}${release().values[0]}`);
    expect(length).toBeLessThan(200_000);
  });

  it("can be depended on, and waits for what it is told", () => {
    const releases = synth((stack) => {
      const first = dashboardsIn(stack);
      new Dashboards(stack, "Second", {
        cluster: new KubeconfigCluster(stack, "Other", {
          clusterName: "other",
          context: "kind-other",
          providerAlias: "other",
        }),
        dashboards: [redisDashboard()],
        dependsOn: [first],
      });
    });
    const [address] = Object.keys(releases.all("helm_release"));
    expect(releases.one("helm_release", "Second_Manifests_Release").depends_on).toContain(
      `helm_release.${address}`,
    );
  });

  it("fails on a query that does not parse, naming the construct's own props", () => {
    const broken = JSON.parse(dashboardJson(redisDashboard()));
    Object.assign(broken.panels?.[1] ?? {}, {
      targets: [{ refId: "A", expr: "rate(", datasource: { type: "prometheus" } }],
    });
    expect(codes(problemsOf((stack) => dashboardsIn(stack, { dashboards: [broken] })))).toEqual([
      "dashboards[0].panels[1].targets[0].expr invalid-promql",
    ]);
  });
});
