import {
  ALERT_SEVERITIES,
  type AlertSeverity,
  MAX_RULE_SECONDS,
  prometheusDuration,
} from "../../../lib/core/alert-rules";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { checkLabelName, checkMatcher, Matcher, renderMatcher } from "./matcher";
import { quoteRe2 } from "./re2";

/** How alerts become messages. Routes hand it down to the routes in them. */
export interface RouteGrouping {
  /** Labels; alerts that agree in them come in one message. `"each-alert"` gives every alert its own. */
  readonly groupBy?: readonly string[] | "each-alert";
  /** Seconds the first message of a group waits for more alerts; 0 for none. */
  readonly groupWaitSeconds?: number;
  /** Seconds between messages about a group that changes. */
  readonly groupIntervalSeconds?: number;
  /**
   * Seconds until a message about a group that does not change comes again. Alertmanager looks once every
   * `groupIntervalSeconds`, and forgets after the days it keeps notifications.
   */
  readonly repeatIntervalSeconds?: number;
}

/** Where every alert arrives. */
export interface RootRoute extends RouteGrouping {
  /** Name of the receiver of what no other route takes. */
  readonly receiver: string;
  /** Tried in this order; the first that matches takes the alert. @default none */
  readonly routes?: readonly AlertRoute[];
  /** An empty list puts all alerts into one message. @default ["alertname", "namespace"] */
  readonly groupBy?: RouteGrouping["groupBy"];
  /** @default 30, as Alertmanager itself has it */
  readonly groupWaitSeconds?: number;
  /** @default 300, as Alertmanager itself has it */
  readonly groupIntervalSeconds?: number;
  /** @default 14400, four hours, as Alertmanager itself has it */
  readonly repeatIntervalSeconds?: number;
}

/** Takes the alerts that meet all its conditions; without any, all that arrive. Grouping is as above it by default. */
export interface AlertRoute extends RouteGrouping {
  /** Severity, or one of several. @default any */
  readonly severity?: AlertSeverity | readonly AlertSeverity[];
  /** Value of the label `team`, or one of several. @default any */
  readonly team?: string | readonly string[];
  /** Value of the label `environment`, or one of several. @default any */
  readonly environment?: string | readonly string[];
  /** Further conditions. @default none */
  readonly matchers?: readonly Matcher[];
  /** Name of the receiver. @default that of the route above */
  readonly receiver?: string;
  /** Whether the routes that follow are tried as well. @default false */
  readonly continue?: boolean;
  /** Names of time intervals in which nobody is told: maintenance windows. @default none */
  readonly muteDuring?: readonly string[];
  /** Names of time intervals outside which nobody is told. @default always */
  readonly activeDuring?: readonly string[];
  /** Tried in this order for the alerts that come here; what none of them takes stays here. @default none */
  readonly routes?: readonly AlertRoute[];
}

/** A route as it stands in Alertmanager's configuration. */
export type RenderedRoute = {
  readonly receiver?: string;
  readonly matchers?: readonly string[];
  readonly continue?: boolean;
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly mute_time_intervals?: readonly string[];
  readonly active_time_intervals?: readonly string[];
  readonly routes?: readonly RenderedRoute[];
};

/** What routes may name. */
export interface RouteNames {
  readonly receivers: readonly string[];
  readonly timeIntervals: readonly string[];
  /** Takes the names of receivers that are used. */
  readonly used: Set<string>;
}

/**
 * Renders routes and reports every problem.
 *
 * Codes: `unknown-receiver`, `unknown-time-interval`, `unknown-severity`, `empty-list`, `out-of-range`,
 * `invalid-label`, `duplicate-label`, `invalid-regex`, `unknown-operator`, `unreachable-route`.
 */
export function renderRoutes(
  routes: readonly AlertRoute[],
  names: RouteNames,
  problems: Problems,
): RenderedRoute[] {
  const takesAll = routes.findIndex((route) => route.continue !== true && matchersOf(route).length === 0);
  return routes.map((route, index) => {
    const at = problems.at(index);
    at.addIf(takesAll !== -1 && index > takesAll, {
      prop: "",
      code: "unreachable-route",
      rule: `route ${takesAll} takes every alert, so that none comes here`,
      fix: `give route ${takesAll} a condition or continue: true`,
    });
    return renderRoute(route, names, at);
  });
}

/** Reports a receiver nobody defined, as `unknown-receiver`, and marks a known one as used. */
export function useReceiver(problems: Problems, name: string | undefined, names: RouteNames): void {
  if (name !== undefined) {
    checkKnown(problems, "receiver", "unknown-receiver", "receiver", name, names.receivers);
    names.used.add(name);
  }
}

/** Renders how alerts become messages and reports every problem. */
export function renderGrouping(grouping: RouteGrouping, problems: Problems) {
  const { groupBy, groupWaitSeconds, groupIntervalSeconds, repeatIntervalSeconds } = grouping;
  if (Array.isArray(groupBy)) {
    groupBy.forEach((label: string, index) => {
      checkLabelName(problems.at("groupBy"), `[${index}]`, label);
      problems.at("groupBy").addIf(groupBy.indexOf(label) !== index, {
        prop: `[${index}]`,
        code: "duplicate-label",
        rule: "alerts agree in a label once",
        value: label,
        fix: "leave it out",
      });
    });
  }
  checkWholeNumber(problems, "groupWaitSeconds", groupWaitSeconds, 0, MAX_RULE_SECONDS);
  checkWholeNumber(problems, "groupIntervalSeconds", groupIntervalSeconds, 1, MAX_RULE_SECONDS);
  checkWholeNumber(problems, "repeatIntervalSeconds", repeatIntervalSeconds, 1, MAX_RULE_SECONDS);
  return {
    ...(groupBy !== undefined && { group_by: groupBy === "each-alert" ? ["..."] : groupBy }),
    ...(groupWaitSeconds !== undefined && { group_wait: prometheusDuration(groupWaitSeconds) }),
    ...(groupIntervalSeconds !== undefined && { group_interval: prometheusDuration(groupIntervalSeconds) }),
    ...(repeatIntervalSeconds !== undefined && {
      repeat_interval: prometheusDuration(repeatIntervalSeconds),
    }),
  };
}

function renderRoute(route: AlertRoute, names: RouteNames, problems: Problems): RenderedRoute {
  useReceiver(problems, route.receiver, names);
  checkConditions(route, problems);
  problems.addIf(route.groupBy?.length === 0, {
    prop: "groupBy",
    code: "empty-list",
    rule: "Alertmanager takes an empty list for none, so that grouping stays as above",
    fix: "name a label all of them have, such as cluster",
  });
  for (const prop of ["muteDuring", "activeDuring"] as const) {
    route[prop]?.forEach((name, index) => {
      const known = names.timeIntervals;
      checkKnown(problems.at(prop), `[${index}]`, "unknown-time-interval", "time interval", name, known);
    });
  }
  const matchers = matchersOf(route);
  return {
    ...(route.receiver !== undefined && { receiver: route.receiver }),
    ...(matchers.length > 0 && { matchers: matchers.map(renderMatcher) }),
    ...(route.continue === true && { continue: true }),
    ...renderGrouping(route, problems),
    ...(route.muteDuring?.length && { mute_time_intervals: route.muteDuring }),
    ...(route.activeDuring?.length && { active_time_intervals: route.activeDuring }),
    ...(route.routes?.length && { routes: renderRoutes(route.routes, names, problems.at("routes")) }),
  };
}

function checkConditions(
  { severity, team, environment, matchers = [] }: AlertRoute,
  problems: Problems,
): void {
  for (const [prop, values] of Object.entries({ severity, team, environment })) {
    problems.addIf(Array.isArray(values) && values.length === 0, {
      prop,
      code: "empty-list",
      rule: "one of none is never met",
      fix: "leave it out where it does not matter",
    });
  }
  for (const value of listOf(severity)) {
    checkKnown(problems, "severity", "unknown-severity", "severity", value, ALERT_SEVERITIES);
  }
  matchers.forEach((matcher, index) => {
    checkMatcher(problems.at("matchers").at(index), matcher);
  });
}

function matchersOf({ severity, team, environment, matchers = [] }: AlertRoute): readonly Matcher[] {
  const named = Object.entries({ severity, team, environment }).flatMap(([label, values]) =>
    values === undefined ? [] : [oneOf(label, values)],
  );
  return [...named, ...matchers];
}

function oneOf(label: string, values: string | readonly string[]): Matcher {
  const [first = "", ...others] = listOf(values);
  return others.length === 0
    ? Matcher.equals(label, first)
    : Matcher.matches(label, [first, ...others].map(quoteRe2).join("|"));
}

function listOf<T extends string>(values: T | readonly T[] | undefined): readonly T[] {
  return values === undefined ? [] : typeof values === "string" ? [values] : values;
}
