import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Panel, RowPanel } from "@grafana/grafana-foundation-sdk/dashboard";
import { CHARTS } from "../../../lib/core/charts";
import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME } from "../../../lib/core/names";
import { isToken } from "../../../lib/core/tokens";
import type { KubernetesManifest } from "../../helm/manifests";
import type { Dashboard } from "./dashboard-builder";
import { dashboardJson, targetsOf } from "./dashboard-json";
import type { DashboardsProps } from "./dashboards";
import { type DashboardText, standardDashboardTexts } from "./standard-dashboard-texts";

/** Largest ConfigMap and largest Secret that Kubernetes takes: 1 MiB of data. */
const MAX_OBJECT_BYTES = 1024 * 1024;

/** What a release holds beside the dashboards: the chart, the labels, its own history. */
const RELEASE_OVERHEAD_BYTES = 16 * 1024;

/** Fills defaults, makes the ConfigMaps and reports every problem. */
export function resolveDashboards(props: DashboardsProps, problems: Problems) {
  const releaseName = props.releaseName ?? "dashboards";
  const namespace = props.namespace ?? CHARTS["kube-prometheus-stack"].namespace;
  checkName(problems, "releaseName", releaseName, HELM_RELEASE_NAME);
  checkName(problems, "namespace", namespace, DNS_LABEL);
  problems.addIf(props.dashboards?.length === 0, {
    prop: "dashboards",
    code: "no-dashboards",
    rule: "the release holds at least one dashboard",
    value: [],
    fix: "add a dashboard or leave the construct out",
  });
  checkFolder(problems, props.folder);
  const texts =
    props.dashboards === undefined ? standardDashboardTexts() : textsOf(props.dashboards, problems);
  const manifests = texts.map((text) => configMap(releaseName, text, props.folder));
  checkRelease(problems, texts, manifests);
  return { releaseName, namespace, manifests };
}

/** Checks dashboards and renders them. */
function textsOf(dashboards: readonly Dashboard[], problems: Problems): readonly DashboardText[] {
  // The parsers of query languages are loaded by those only who bring dashboards of their own.
  const { checkLogql, checkPromql }: typeof import("../../../lib/core/query-syntax") =
    require("../../../lib/core/query-syntax");
  const checks: QueryChecks = { prometheus: checkPromql, loki: checkLogql };
  const uids = new Set<string>();
  return dashboards.map((dashboard, index) => {
    const at = problems.at("dashboards").at(index);
    checkIdentity(at, dashboard, uids);
    checkQueries(at.at("panels"), dashboard.panels ?? [], checks);
    return { uid: dashboard.uid ?? "", json: jsonOf(at, dashboard) };
  });
}

type QueryChecks = Readonly<
  Record<string, ((problems: Problems, prop: string, expr: string) => void) | undefined>
>;

function checkFolder(problems: Problems, folder: string | undefined): void {
  problems.addIf(folder !== undefined && !isToken(folder) && folder.trim() === "", {
    prop: "folder",
    code: "invalid-folder",
    rule: "a folder has a name",
    value: folder,
    fix: "name the folder or leave it out",
  });
}

function checkIdentity(at: Problems, { uid, title }: Dashboard, uids: Set<string>): void {
  at.addIf(!/^[A-Za-z0-9_-]{1,40}$/.test(uid ?? ""), {
    prop: "uid",
    code: "invalid-uid",
    rule: "a uid has letters, digits, dashes and underscores, at most 40",
    value: uid,
    fix: "give the dashboard a fixed uid",
  });
  at.addIf(uid !== undefined && uids.has(uid), {
    prop: "uid",
    code: "duplicate-uid",
    rule: "two dashboards have one uid, Grafana would show only one of them",
    value: uid,
    fix: "give one of them another uid",
  });
  uids.add(uid ?? "");
  at.addIf((title ?? "").trim() === "", {
    prop: "title",
    code: "invalid-title",
    rule: "a dashboard has a title",
    value: title,
    fix: "give it a title",
  });
}

/** Queries of data sources other than Prometheus and Loki are left alone, as are those of a chosen type. */
function checkQueries(problems: Problems, panels: readonly (Panel | RowPanel)[], checks: QueryChecks): void {
  panels.forEach((panel, index) => {
    const at = problems.at(index);
    if (isRow(panel)) {
      checkQueries(at.at("panels"), panel.panels, checks);
      return;
    }
    targetsOf(panel).forEach(({ expr, datasource }, position) => {
      const check = checks[datasource?.type ?? panel.datasource?.type ?? ""];
      if (check !== undefined && typeof expr === "string") {
        check(at.at("targets").at(position), "expr", expr);
      }
    });
  });
}

function isRow(panel: Panel | RowPanel): panel is RowPanel {
  return panel.type === "row";
}

function jsonOf(at: Problems, dashboard: Dashboard): string {
  const json = dashboardJson(dashboard);
  const bytes = Buffer.byteLength(json);
  at.addIf(isToken(json), {
    prop: "",
    code: "dashboard-not-known",
    rule: "a dashboard is known before apply: a value from Terraform inside its JSON could break it",
    value: dashboard.uid,
    fix: "use a literal, or a variable of Grafana",
  });
  at.addIf(bytes > MAX_OBJECT_BYTES, {
    prop: "",
    code: "dashboard-too-large",
    rule: `a ConfigMap holds at most ${MAX_OBJECT_BYTES} bytes`,
    value: bytes,
    fix: "split the dashboard",
  });
  return json;
}

function configMap(
  releaseName: string,
  { uid, json }: DashboardText,
  folder: string | undefined,
): KubernetesManifest {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: {
      name: `${releaseName}-${objectName(uid)}`,
      labels: { grafana_dashboard: "1" },
      ...(folder !== undefined && { annotations: { grafana_folder: folder } }),
    },
    // The sidecar writes the dashboards of the whole cluster into one folder: the file has the unique name.
    data: { [`${uid}.json`]: json },
  };
}

/** Names of objects have neither capitals nor underscores; what is lost of a uid comes back as a hash. */
function objectName(uid: string): string {
  const name = uid
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return name === uid ? uid : `${name}-${createHash("sha256").update(uid).digest("hex").slice(0, 8)}`;
}

/** Helm keeps a release in one Secret: values and rendered objects, compressed and then in base64. */
function checkRelease(
  problems: Problems,
  texts: readonly DashboardText[],
  manifests: readonly KubernetesManifest[],
): void {
  const most = MAX_OBJECT_BYTES - RELEASE_OVERHEAD_BYTES;
  const bytes = texts.reduce((sum, { json }) => sum + Buffer.byteLength(json), 0);
  // Quoting doubles a text at most, and it is there twice: what fits without compression need not be compressed, which
  // costs a fifth of a second for a large release.
  if (base64Length(4 * bytes) <= most) {
    return;
  }
  const text = JSON.stringify(manifests);
  const compressed = base64Length(gzipSync(text + text).length);
  problems.addIf(compressed > most, {
    prop: "dashboards",
    code: "release-too-large",
    rule: `a Helm release holds at most ${most} bytes, compressed`,
    value: compressed,
    fix: "divide the dashboards among several Dashboards with a releaseName each",
  });
}

function base64Length(bytes: number): number {
  return Math.ceil(bytes / 3) * 4;
}
