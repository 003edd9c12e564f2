import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { parse } from "yaml";
import type { AlertRoute } from "../../../../constructs/observability/routing/alert-route";
import {
  type AlertRouting,
  alertmanagerConfig,
} from "../../../../constructs/observability/routing/alert-routing";
import { Matcher } from "../../../../constructs/observability/routing/matcher";
import { Receiver } from "../../../../constructs/observability/routing/receiver";
import { Problems } from "../../../../lib/core/errors";
import { renderValues } from "../../../../lib/core/helm-values";
import { checkRouting, describeWithAmtool, type Labels, receiversOf } from "../../../support/amtool";
import { chartKeys, misfits } from "../../../support/chart-keys";
import { describeWithHelm, helm } from "../../../support/helm";
import { codes } from "../../../support/synth";

const key = (name: string) => ({ secretName: "alerting", key: name });

/** Everything there is, each thing once. */
const ROUTING: AlertRouting = {
  receivers: {
    "on-call": Receiver.pagerDuty({ routingKey: { secretName: "pagerduty", key: "routing-key" } }),
    shop: [
      Receiver.slack({ webhookUrl: key("slack"), channel: "#shop" }),
      Receiver.email({
        to: ["shop@example.com"],
        smtp: {
          smarthost: "smtp.example.com:587",
          from: "alerts@example.com",
          auth: { username: "alerts", password: key("smtp") },
        },
      }),
    ],
    gamers: Receiver.discord({ webhookUrl: key("discord") }),
    finance: Receiver.teams({ webhookUrl: key("teams") }),
    archive: Receiver.webhook({ url: key("archive"), authorization: { credentials: key("token") } }),
    heartbeat: Receiver.deadMansSwitch({ url: { secretName: "heartbeat", key: "url" } }),
    nobody: Receiver.none(),
  },
  route: {
    receiver: "shop",
    routes: [
      { receiver: "archive", continue: true },
      { environment: "test", receiver: "nobody" },
      { severity: "critical", receiver: "on-call", groupWaitSeconds: 10, continue: true },
      {
        team: ["games", "play"],
        receiver: "gamers",
        muteDuring: ["maintenance"],
        routes: [{ matchers: [Matcher.matches("service", "billing.*")], receiver: "finance" }],
      },
    ],
  },
  timeIntervals: {
    maintenance: [
      { weekdays: ["sunday"], times: [{ from: "02:00", to: "04:00" }], timeZone: "Europe/Berlin" },
      { daysOfMonth: [-1], months: ["december"] },
    ],
  },
  inhibitions: [
    {
      source: [Matcher.equals("alertname", "NodeNotReady")],
      target: [Matcher.matches("alertname", "Pod.*")],
      equal: ["node"],
    },
  ],
  grafanaUrl: "https://grafana.example.com",
};

/** Where alerts of ROUTING arrive. */
const ARRIVALS: readonly (readonly [labels: Labels, receivers: readonly string[]])[] = [
  [{ alertname: "Watchdog", severity: "none" }, ["heartbeat"]],
  [{ alertname: "InfoInhibitor", severity: "none" }, ["slipway-nobody"]],
  [{ alertname: "A", severity: "warning", team: "shop" }, ["archive"]],
  [{ alertname: "A", environment: "test", severity: "critical" }, ["archive", "nobody"]],
  [{ alertname: "A", severity: "critical" }, ["archive", "on-call"]],
  [{ alertname: "A", severity: "critical", team: "games" }, ["archive", "on-call", "gamers"]],
  [{ alertname: "A", team: "play", service: "billing-eu" }, ["archive", "finance"]],
  [{ alertname: "A", team: "play", service: "my-billing" }, ["archive", "gamers"]],
  [{ alertname: "A", team: "player" }, ["archive"]],
];

/**
 * Keys Alertmanager 0.34 knows and the operator passes on, per way to tell somebody. Source: docs/configuration.md of
 * prometheus/alertmanager and pkg/alertmanager/types.go of prometheus-operator, without keys that hold a secret.
 */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  discord_configs: [
    "send_resolved",
    "webhook_url_file",
    "title",
    "message",
    "content",
    "username",
    "avatar_url",
  ],
  email_configs: [
    "send_resolved",
    "to",
    "from",
    "hello",
    "smarthost",
    "auth_username",
    "auth_password_file",
    "auth_identity",
    "headers",
    "html",
    "text",
    "require_tls",
  ],
  msteamsv2_configs: ["send_resolved", "webhook_url_file", "title", "text"],
  pagerduty_configs: [
    "send_resolved",
    "routing_key_file",
    "client",
    "client_url",
    "description",
    "details",
    "severity",
    "class",
    "component",
    "group",
    "source",
  ],
  slack_configs: [
    "send_resolved",
    "api_url_file",
    "channel",
    "username",
    "color",
    "title",
    "title_link",
    "text",
  ],
  webhook_configs: ["send_resolved", "url_file", "http_config", "max_alerts"],
};

function rendered(routing: AlertRouting) {
  const problems = new Problems();
  const result = alertmanagerConfig(routing, problems);
  return { ...result, problems: codes(problems.all) };
}

const SMALL: AlertRouting = { receivers: { shop: Receiver.none() }, route: { receiver: "shop" } };

describe("alertmanagerConfig", () => {
  it("writes every key the chart has a default for, which Helm would mix in otherwise", () => {
    const { config, secrets, problems } = rendered(SMALL);
    expect(problems).toEqual([]);
    expect(config).toEqual({
      global: { resolve_timeout: "5m" },
      route: {
        receiver: "shop",
        group_by: ["alertname", "namespace"],
        group_wait: "30s",
        group_interval: "5m",
        repeat_interval: "4h",
        routes: [
          { receiver: "slipway-nobody", matchers: ['alertname="Watchdog"'] },
          { receiver: "slipway-nobody", matchers: ['alertname="InfoInhibitor"'] },
        ],
      },
      receivers: [{ name: "shop" }, { name: "slipway-nobody" }],
      inhibit_rules: [expect.anything(), expect.anything(), expect.anything()],
      time_intervals: [],
      templates: ["/etc/alertmanager/config/*.tmpl"],
    });
    expect(secrets).toEqual([]);
    const written = Object.keys(chartKeys("kube-prometheus-stack"))
      .filter((path) => /^alertmanager\.config\.[^.]+(\.[^.]+)?$/.test(path))
      .map((path) => path.split(".").slice(2))
      .filter(([top = "", below]) => {
        const value: object | undefined = Object(config)[top];
        return value === undefined || (below !== undefined && !(below in value));
      });
    expect(written).toEqual([]);
  });

  it("fits the values of the chart", () => {
    const { config, templateFiles, secrets } = rendered(ROUTING);
    const values = { alertmanager: { config, templateFiles, alertmanagerSpec: { secrets } } };
    // The chart writes the whole map out as it is; Alertmanager knows this key, the chart has no default for it.
    const keys = { ...chartKeys("kube-prometheus-stack"), "alertmanager.config.time_intervals": "list" };
    expect(misfits(values, keys)).toEqual([]);
  });

  it("takes everything there is, and mounts the Secrets it names once each", () => {
    const { config, secrets, templateFiles, problems } = rendered(ROUTING);
    expect(problems).toEqual([]);
    expect(secrets).toEqual(["alerting", "heartbeat", "pagerduty"]);
    expect(templateFiles["slipway.tmpl"]).toContain("https://grafana.example.com");
    expect(config.time_intervals).toEqual([
      { name: "maintenance", time_intervals: [expect.anything(), expect.anything()] },
    ]);
    expect(config.inhibit_rules).toHaveLength(4);
  });

  it("writes keys Alertmanager knows and the operator passes on, and no literal secret", () => {
    const wrong = rendered(ROUTING).config.receivers.flatMap(({ name: _, ...ways }) =>
      Object.entries(ways).flatMap(([way, entries]) =>
        (entries as readonly object[]).flatMap((entry) =>
          Object.keys(entry)
            .filter((one) => !KEYS[way]?.includes(one))
            .map((one) => `${way}.${one}`),
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("uses each way to tell somebody in that check", () => {
    const ways = rendered(ROUTING).config.receivers.flatMap((receiver) => Object.keys(receiver));
    expect(new Set(ways)).toEqual(new Set(["name", ...Object.keys(KEYS)]));
  });

  it("leaves the default inhibitions out where they are switched off, and drops InfoInhibitor still", () => {
    const { config, problems } = rendered({ ...SMALL, defaultInhibitions: false });
    expect(problems).toEqual([]);
    expect(config.inhibit_rules).toEqual([]);
    expect(config.route.routes).toHaveLength(2);
  });

  it("never keeps Watchdog quiet", () => {
    const targets = rendered(ROUTING).config.inhibit_rules.map(({ target_matchers }) => target_matchers);
    expect(targets.every((matchers) => matchers.includes('alertname!="Watchdog"'))).toBe(true);
  });

  it("brings Watchdog to each of several dead man's switches", () => {
    const url = { secretName: "heartbeat", key: "url" };
    const { config, problems } = rendered({
      ...SMALL,
      receivers: {
        ...SMALL.receivers,
        one: Receiver.deadMansSwitch({ url }),
        two: Receiver.deadMansSwitch({ url }),
      },
    });
    expect(problems).toEqual([]);
    expect(config.route.routes?.slice(0, 2)).toEqual([
      expect.objectContaining({ receiver: "one", continue: true }),
      expect.not.objectContaining({ continue: true }),
    ]);
  });

  it.each<[Partial<AlertRouting>, readonly string[]]>([
    [{ receivers: {} }, ["receivers no-receivers", "route.receiver unknown-receiver"]],
    [{ route: { receiver: "cart" } }, ["route.receiver unknown-receiver", "receivers.shop unused-receiver"]],
    [{ receivers: { ...SMALL.receivers, cart: Receiver.none() } }, ["receivers.cart unused-receiver"]],
    [
      { route: { receiver: "shop", routes: [{ team: "a", routes: [{ receiver: "cart" }] }] } },
      ["route.routes[0].routes[0].receiver unknown-receiver"],
    ],
    [
      { receivers: { shop: Receiver.deadMansSwitch({ url: key("url") }) } },
      ["receivers.shop dead-mans-switch-in-route"],
    ],
    [
      {
        receivers: {
          shop: Receiver.slack({ webhookUrl: "https://s3cret" as unknown as ReturnType<typeof key> }),
        },
      },
      ["receivers.shop.webhookUrl literal-secret"],
    ],
    [{ route: { receiver: "shop", groupIntervalSeconds: 0 } }, ["route.groupIntervalSeconds out-of-range"]],
    [{ timeIntervals: { nights: {} } }, ["timeIntervals.nights empty-time-interval"]],
    [{ timeIntervals: { nights: [] } }, ["timeIntervals.nights empty-list"]],
    [{ timeIntervals: { nights: [{ years: [1] }] } }, ["timeIntervals.nights[0].years[0] out-of-range"]],
    [
      { inhibitions: [{ source: [], target: [Matcher.equals("a", "b")], equal: [] }] },
      ["inhibitions[0].source empty-list"],
    ],
    [{ grafanaUrl: "grafana.example.com" }, ["grafanaUrl invalid-url"]],
    [{ grafanaUrl: "https://grafana/{{ .x }}" }, ["grafanaUrl invalid-url"]],
  ])("fails on %j", (change, problems) => {
    expect(rendered({ ...SMALL, ...change }).problems.sort()).toEqual([...problems].sort());
  });

  it("fails with everything that is wrong at once", () => {
    const routes: readonly AlertRoute[] = [{ team: [] }, { receiver: "x", muteDuring: ["y"] }];
    expect(rendered({ ...SMALL, route: { receiver: "z", routes }, grafanaUrl: "" }).problems).toHaveLength(6);
  });

  it("holds nothing back from Alertmanager's own templates", () => {
    const own = Receiver.slack({
      webhookUrl: key("slack"),
      text: "{{ range .Alerts }}{{ .Labels.team | title }}{{ end }}",
    });
    const { config } = rendered({ ...SMALL, receivers: { shop: own } });
    expect(JSON.stringify(config)).toContain("{{ range .Alerts }}{{ .Labels.team | title }}{{ end }}");
  });

  describeWithHelm("through Helm", () => {
    /** What the chart makes of values: its own defaults, and its template of the Secret. */
    const CHART: Readonly<Record<string, string>> = {
      "Chart.yaml": "{apiVersion: v2, name: stack, version: 1.0.0}",
      "values.yaml": JSON.stringify({
        alertmanager: {
          config: {
            global: { resolve_timeout: "5m" },
            inhibit_rules: [{ target_matchers: ["alertname = InfoInhibitor"] }],
            route: {
              group_by: ["namespace"],
              group_wait: "30s",
              group_interval: "5m",
              repeat_interval: "12h",
              receiver: "null",
              routes: [{ receiver: "null", matchers: ['alertname = "Watchdog"'] }],
            },
            receivers: [{ name: "null" }],
            templates: ["/etc/alertmanager/config/*.tmpl"],
          },
          templateFiles: {},
        },
      }),
      "templates/secret.yaml": [
        "data:",
        "  alertmanager.yaml: {{ toYaml .Values.alertmanager.config | b64enc | quote }}",
        "{{- range $key, $val := .Values.alertmanager.templateFiles }}",
        "  {{ $key }}: {{ $val | b64enc | quote }}",
        "{{- end }}",
      ].join("\n"),
    };

    it.each([
      ["the smallest", SMALL],
      ["with everything", ROUTING],
    ])("arrives in Alertmanager's Secret as it is, nothing of the chart's mixed in: %s", (_, routing) => {
      const { config, templateFiles } = rendered(routing);
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-routing-"));
      try {
        fs.mkdirSync(path.join(folder, "templates"));
        for (const [name, text] of Object.entries(CHART)) {
          fs.writeFileSync(path.join(folder, name), text);
        }
        const values = path.join(folder, "own.yaml");
        fs.writeFileSync(values, renderValues({ alertmanager: { config, templateFiles } }));
        const { data } = parse(helm("template", "stack", folder, "--values", values));
        const read = (file: string) => Buffer.from(data[file], "base64").toString();
        expect(parse(read("alertmanager.yaml"))).toEqual(JSON.parse(JSON.stringify(config)));
        expect(read("slipway.tmpl")).toBe(templateFiles["slipway.tmpl"]);
      } finally {
        fs.rmSync(folder, { recursive: true, force: true });
      }
    });
  });

  describeWithAmtool("through amtool", () => {
    it.each<[string, AlertRouting]>([
      ["the smallest", SMALL],
      ["with everything", ROUTING],
      ["without default inhibitions", { ...SMALL, defaultInhibitions: false }],
      ["with a message for each alert", { ...SMALL, route: { receiver: "shop", groupBy: "each-alert" } }],
    ])("is a configuration Alertmanager takes: %s", (_, routing) => {
      const result = rendered(routing);
      expect(result.problems).toEqual([]);
      checkRouting(result);
    });

    it.each(ARRIVALS)("brings %j to %j", (labels, receivers) => {
      expect(receiversOf(rendered(ROUTING).config, [labels])).toEqual([receivers]);
    });

    it("shows an alert arriving at every receiver but the one of last resort", () => {
      const shown = new Set(ARRIVALS.flatMap(([, receivers]) => receivers));
      expect(Object.keys(ROUTING.receivers).filter((name) => !shown.has(name))).toEqual(["shop"]);
      // A route that takes every alert and goes on leaves nothing to the root.
      const { archive: _, ...receivers } = ROUTING.receivers;
      const routes = ROUTING.route.routes?.slice(1);
      const { config } = rendered({ ...ROUTING, receivers, route: { ...ROUTING.route, routes } });
      expect(receiversOf(config, [{ alertname: "A", team: "shop" }])).toEqual([["shop"]]);
    });
  });
});
