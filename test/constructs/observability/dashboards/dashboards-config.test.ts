import { randomBytes } from "node:crypto";
import { Token } from "cdktf";
import type { KubeconfigCluster } from "../../../../constructs/cluster";
import type { Dashboard } from "../../../../constructs/observability/dashboards/dashboard-builder";
import { buildDashboard } from "../../../../constructs/observability/dashboards/dashboard-builder";
import type { DashboardsProps } from "../../../../constructs/observability/dashboards/dashboards";
import { resolveDashboards } from "../../../../constructs/observability/dashboards/dashboards-config";
import { statPanel } from "../../../../constructs/observability/dashboards/panels";
import { logql, promql, type Query } from "../../../../constructs/observability/dashboards/queries";
import { standardDashboards } from "../../../../constructs/observability/dashboards/standard-dashboards";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const CLUSTER = {} as KubeconfigCluster;

function dashboard(change: Partial<Dashboard> = {}, ...queries: Query[]): Dashboard {
  const panels = queries.map((query) =>
    statPanel({ title: "t", description: "d.", unit: "short", queries: [query] }),
  );
  const rows = [{ title: "r", panels }];
  return { ...buildDashboard({ uid: "one", title: "One", description: "Why?", rows }), ...change };
}

function resolve(props: Partial<DashboardsProps> = {}) {
  const problems = new Problems();
  const config = resolveDashboards(
    { cluster: CLUSTER, dashboards: [dashboard({}, promql("up"))], ...props },
    problems,
  );
  return { ...config, problems: problems.all };
}

describe("resolveDashboards", () => {
  it("makes a ConfigMap that Grafana's sidecar finds", () => {
    const { manifests, releaseName, namespace, problems } = resolve();
    expect(problems).toEqual([]);
    expect({ releaseName, namespace }).toEqual({ releaseName: "dashboards", namespace: "monitoring" });
    expect(manifests).toEqual([
      {
        apiVersion: "v1",
        kind: "ConfigMap",
        metadata: { name: "dashboards-one", labels: { grafana_dashboard: "1" } },
        data: { "one.json": expect.stringContaining('"uid": "one"') },
      },
    ]);
  });

  it("puts them into a folder when told to", () => {
    expect(resolve({ folder: "Shop" }).manifests[0]?.metadata.annotations).toEqual({
      grafana_folder: "Shop",
    });
  });

  it("keeps objects apart whose uids differ only in what object names do not have", () => {
    const uids = ["Shop_1", "shop-1", "shop_1", "_"];
    const { manifests, problems } = resolve({ dashboards: uids.map((uid) => dashboard({ uid })) });
    expect(problems).toEqual([]);
    const names = manifests.map(({ metadata }) => metadata.name);
    expect(names[1]).toBe("dashboards-shop-1");
    expect(new Set(names).size).toBe(4);
    for (const name of names) {
      expect(name).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
    }
  });

  it("takes every standard dashboard", () => {
    expect(resolve({ dashboards: standardDashboards() }).problems).toEqual([]);
  });

  it("fails on everything at once", () => {
    const { problems } = resolve({
      releaseName: "Has Capitals",
      namespace: "_",
      folder: " ",
      dashboards: [
        dashboard({ title: "" }, promql("rate(up"), logql("{")),
        dashboard({ uid: "one" }),
        dashboard({ uid: "has space" }),
        dashboard({ uid: undefined }),
        dashboard({ uid: "x".repeat(41) }),
      ],
    });
    expect(codes(problems)).toEqual([
      "releaseName invalid-name",
      "namespace invalid-name",
      "folder invalid-folder",
      "dashboards[0].title invalid-title",
      "dashboards[0].panels[1].targets[0].expr invalid-promql",
      "dashboards[0].panels[2].targets[0].expr invalid-logql",
      "dashboards[1].uid duplicate-uid",
      "dashboards[2].uid invalid-uid",
      "dashboards[3].uid invalid-uid",
      "dashboards[4].uid invalid-uid",
    ]);
  });

  it("fails on a query inside a folded row, and leaves other data sources alone", () => {
    const [row, panel] = dashboard({}, promql("rate(up")).panels ?? [];
    const folded = { ...row, type: "row", collapsed: true, panels: [panel] };
    const cloud = { ...panel, datasource: { type: "cloudwatch" }, targets: [{ expr: "REMOVE_EMPTY(m1" }] };
    expect(
      codes(
        resolve({ dashboards: [dashboard({ panels: [folded, cloud] as Dashboard["panels"] })] }).problems,
      ),
    ).toEqual(["dashboards[0].panels[0].panels[0].targets[0].expr invalid-promql"]);
  });

  it("asks the panel for the data source where a query names none", () => {
    const [, panel] = dashboard({}, promql("up")).panels ?? [];
    const bare = { ...panel, targets: [{ expr: "rate(up" }] };
    expect(
      codes(resolve({ dashboards: [dashboard({ panels: [bare] as Dashboard["panels"] })] }).problems),
    ).toEqual(["dashboards[0].panels[0].targets[0].expr invalid-promql"]);
  });

  it("fails on no dashboards", () => {
    expect(codes(resolve({ dashboards: [] }).problems)).toEqual(["dashboards no-dashboards"]);
  });

  it("fails on a value Terraform knows only later", () => {
    const title = Token.asString({ Ref: "name" });
    expect(codes(resolve({ dashboards: [dashboard({ title })] }).problems)).toEqual([
      "dashboards[0] dashboard-not-known",
    ]);
  });

  it("fails on a dashboard that no ConfigMap holds", () => {
    const description = "x".repeat(1024 * 1024);
    expect(codes(resolve({ dashboards: [dashboard({ description })] }).problems)).toEqual([
      "dashboards[0] dashboard-too-large",
    ]);
  });

  it("fails on a release that Helm cannot keep, and takes a large one that compresses", () => {
    const large = (text: () => string) =>
      resolve({
        dashboards: ["a", "b", "c"].map((uid) => dashboard({ uid, description: text() })),
      }).problems;
    expect(codes(large(() => randomBytes(300_000).toString("base64")))).toEqual([
      "dashboards release-too-large",
    ]);
    expect(large(() => "x".repeat(400_000))).toEqual([]);
  });
});
