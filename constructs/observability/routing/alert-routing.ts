import { prometheusDuration } from "../../../lib/core/alert-rules";
import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import { ifKnown } from "../../../lib/core/tokens";
import {
  type RenderedRoute,
  type RootRoute,
  type RouteNames,
  renderGrouping,
  renderRoutes,
  useReceiver,
} from "./alert-route";
import {
  DEFAULT_INHIBITIONS,
  INFO_INHIBITOR,
  type Inhibition,
  type RenderedInhibition,
  renderInhibition,
  WATCHDOG,
} from "./inhibition";
import { Matcher, renderMatcher } from "./matcher";
import { messageTemplates } from "./message-templates";
import { checkReceivers, type NamedReceiver, NOBODY, namedReceivers, renderReceiver } from "./named-receiver";
import type { ReceiverValue } from "./receiver-value";
import { type RenderedTimeInterval, renderTimeInterval, type TimeInterval } from "./time-interval";

/** Who is told of which alerts, when and how often. */
export interface AlertRouting {
  /**
   * Who is told, by a name that routes use. Several under one name are told alike.
   *
   * A dead man's switch gets Watchdog by itself; without one, Watchdog is dropped.
   */
  readonly receivers: Readonly<Record<string, ReceiverValue | readonly ReceiverValue[]>>;
  readonly route: RootRoute;
  /** Maintenance windows and working hours, by a name that routes use. Of several, any one counts. @default none */
  readonly timeIntervals?: Readonly<Record<string, TimeInterval | readonly TimeInterval[]>>;
  /**
   * Whether a graver alert keeps the same one of the same namespace quiet where it is less grave, and InfoInhibitor
   * alerts of the severity info in a namespace without graver ones.
   * @default true
   */
  readonly defaultInhibitions?: boolean;
  /** Further alerts that keep others quiet. @default none */
  readonly inhibitions?: readonly Inhibition[];
  /** Address of Grafana as people reach it, for a link in messages. @default no link */
  readonly grafanaUrl?: string;
}

/** What `alertmanager.config` of the kube-prometheus-stack chart takes. */
export type AlertmanagerConfig = {
  readonly global: { readonly resolve_timeout: string };
  readonly route: RenderedRoute;
  readonly receivers: readonly JsonObject[];
  readonly inhibit_rules: readonly RenderedInhibition[];
  readonly time_intervals: readonly {
    readonly name: string;
    readonly time_intervals: readonly RenderedTimeInterval[];
  }[];
  readonly templates: readonly string[];
};

/** What a routing comes to in the values of the kube-prometheus-stack chart. */
export type RenderedRouting = {
  /** `alertmanager.config`; `alertmanager.tplConfig` must stay false, or Helm reads the templates of messages. */
  readonly config: AlertmanagerConfig;
  /** `alertmanager.templateFiles`. */
  readonly templateFiles: { readonly [file: string]: string };
  /** `alertmanager.alertmanagerSpec.secrets`: Secrets the receivers read, in alphabetical order. */
  readonly secrets: readonly string[];
};

/**
 * Renders a routing as the configuration of Alertmanager and reports every problem.
 *
 * Every key the chart has a default for is written out, because Helm would mix in the chart's own where one is absent.
 *
 * Codes: `no-receivers`, `invalid-name`, `reserved-name`, `empty-list`, `not-alone`, `unused-receiver`,
 * `dead-mans-switch-in-route`, `invalid-url`, `literal-secret`, `missing-secret`, `invalid-template`, those of the
 * receivers, and those of `renderRoutes`, `renderTimeInterval` and `renderInhibition`.
 */
export function alertmanagerConfig(routing: AlertRouting, problems: Problems): RenderedRouting {
  const secrets = new Set<string>();
  const receivers = namedReceivers(routing.receivers);
  const at = problems.at("receivers");
  checkReceivers(receivers, at);
  checkGrafanaUrl(problems, routing.grafanaUrl);
  return {
    config: {
      global: { resolve_timeout: "5m" },
      route: renderRoot(routing, receivers, problems),
      receivers: [...receivers.map((receiver) => renderReceiver(receiver, secrets, at)), { name: NOBODY }],
      inhibit_rules: renderInhibitions(routing, problems),
      time_intervals: Object.entries(routing.timeIntervals ?? {}).map(([name, intervals]) => ({
        name,
        time_intervals: renderTimeIntervals(intervals, problems.at("timeIntervals").at(name)),
      })),
      templates: ["/etc/alertmanager/config/*.tmpl"],
    },
    templateFiles: { "slipway.tmpl": messageTemplates(routing.grafanaUrl) },
    secrets: [...secrets].sort(),
  };
}

function renderRoot(
  { route, timeIntervals }: AlertRouting,
  receivers: readonly NamedReceiver[],
  problems: Problems,
) {
  const at = problems.at("route");
  const heartbeats = receivers.filter(({ values }) => values.some(({ takes }) => takes === "heartbeat"));
  const heartbeatNames = heartbeats.map(({ name }) => name);
  const names: RouteNames = {
    receivers: receivers.map(({ name }) => name),
    timeIntervals: Object.keys(timeIntervals ?? {}),
    used: new Set(),
  };
  useReceiver(at, route.receiver, names);
  const routes = renderRoutes(route.routes ?? [], names, at.at("routes"));
  for (const name of names.receivers) {
    const heartbeat = heartbeatNames.includes(name);
    problems
      .at("receivers")
      .at(name)
      .addIf(heartbeat && names.used.has(name), {
        prop: "",
        code: "dead-mans-switch-in-route",
        rule: "a dead man's switch takes Watchdog only, which comes to it without a route",
        fix: "name another receiver in the routes",
      });
    problems
      .at("receivers")
      .at(name)
      .addIf(!heartbeat && !names.used.has(name), {
        prop: "",
        code: "unused-receiver",
        rule: "no route leads to this receiver",
        fix: "name it in a route or leave it out",
      });
  }
  return {
    receiver: route.receiver,
    ...renderGrouping(
      {
        groupBy: route.groupBy ?? ["alertname", "namespace"],
        groupWaitSeconds: route.groupWaitSeconds ?? 30,
        groupIntervalSeconds: route.groupIntervalSeconds ?? 300,
        repeatIntervalSeconds: route.repeatIntervalSeconds ?? 14_400,
      },
      at,
    ),
    routes: [...ownRoutes(heartbeats), ...routes],
  };
}

/** They come first, so that no route of the user takes what is not meant for people. */
function ownRoutes(heartbeats: readonly NamedReceiver[]): RenderedRoute[] {
  const watchdog = heartbeats.length > 0 ? heartbeats.map(heartbeatRoute) : [routeOf(WATCHDOG, NOBODY)];
  return [...watchdog, routeOf(INFO_INHIBITOR, NOBODY)];
}

/** The repetition is due before the next look, so that each look sends. */
function heartbeatRoute(
  { name, values }: NamedReceiver,
  index: number,
  all: readonly NamedReceiver[],
): RenderedRoute {
  const seconds = values.find(({ takes }) => takes === "heartbeat")?.heartbeatSeconds ?? 60;
  return {
    ...routeOf(WATCHDOG, name),
    ...(index < all.length - 1 && { continue: true }),
    group_by: ["alertname"],
    group_wait: "0s",
    group_interval: prometheusDuration(seconds),
    repeat_interval: prometheusDuration(Math.max(1, Math.floor(seconds / 2))),
  };
}

function routeOf(alert: string, receiver: string): RenderedRoute {
  return { receiver, matchers: [renderMatcher(Matcher.equals("alertname", alert))] };
}

function renderInhibitions(routing: AlertRouting, problems: Problems): readonly RenderedInhibition[] {
  const own = routing.inhibitions ?? [];
  const defaults = (routing.defaultInhibitions ?? true) ? DEFAULT_INHIBITIONS : [];
  return [
    ...defaults.map((inhibition) => renderInhibition(inhibition, problems)),
    ...own.map((inhibition, index) => renderInhibition(inhibition, problems.at("inhibitions").at(index))),
  ];
}

function renderTimeIntervals(
  intervals: TimeInterval | readonly TimeInterval[],
  problems: Problems,
): readonly RenderedTimeInterval[] {
  if (!Array.isArray(intervals)) {
    return [renderTimeInterval(intervals as TimeInterval, problems)];
  }
  problems.addIf(intervals.length === 0, {
    prop: "",
    code: "empty-list",
    rule: "a time interval without any part never holds",
    fix: "say when it holds or leave it out",
  });
  return intervals.map((interval: TimeInterval, index) => renderTimeInterval(interval, problems.at(index)));
}

function checkGrafanaUrl(problems: Problems, url: string | undefined): void {
  ifKnown(url, (known) => {
    problems.addIf(!/^https?:\/\/[^\s{}"<>()|/][^\s{}"<>()|]*$/.test(known), {
      prop: "grafanaUrl",
      code: "invalid-url",
      rule: "the address of Grafana starts with https:// and holds no blanks, quotes and brackets",
      value: known,
      fix: "write the address people open",
    });
  });
}
