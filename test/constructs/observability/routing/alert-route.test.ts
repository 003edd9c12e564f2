import * as fc from "fast-check";
import {
  type AlertRoute,
  type RouteGrouping,
  renderGrouping,
  renderRoutes,
  useReceiver,
} from "../../../../constructs/observability/routing/alert-route";
import { alertmanagerConfig } from "../../../../constructs/observability/routing/alert-routing";
import { Matcher } from "../../../../constructs/observability/routing/matcher";
import { Receiver } from "../../../../constructs/observability/routing/receiver";
import { Problems } from "../../../../lib/core/errors";
import { AMTOOL, type Labels, receiversOf } from "../../../support/amtool";
import { codes } from "../../../support/synth";

function names() {
  return { receivers: ["shop", "on-call"], timeIntervals: ["nights"], used: new Set<string>() };
}

function rendered(...routes: readonly AlertRoute[]) {
  const problems = new Problems();
  const known = names();
  return {
    routes: renderRoutes(routes, known, problems.at("routes")),
    used: [...known.used],
    problems: codes(problems.all),
  };
}

describe("renderRoutes", () => {
  it("writes a route with everything it may have", () => {
    const { routes, used, problems } = rendered({
      severity: "critical",
      team: ["shop", "cart.v2"],
      environment: "production",
      matchers: [Matcher.notEquals("namespace", "test")],
      receiver: "on-call",
      continue: true,
      groupBy: ["alertname"],
      groupWaitSeconds: 0,
      groupIntervalSeconds: 60,
      repeatIntervalSeconds: 5400,
      muteDuring: ["nights"],
      activeDuring: ["nights"],
      routes: [{ severity: ["warning", "info"], receiver: "shop" }],
    });
    expect(problems).toEqual([]);
    expect(routes).toEqual([
      {
        receiver: "on-call",
        matchers: [
          'severity="critical"',
          'team=~"shop|cart\\\\.v2"',
          'environment="production"',
          'namespace!="test"',
        ],
        continue: true,
        group_by: ["alertname"],
        group_wait: "0s",
        group_interval: "1m",
        repeat_interval: "1h30m",
        mute_time_intervals: ["nights"],
        active_time_intervals: ["nights"],
        routes: [{ receiver: "shop", matchers: ['severity=~"warning|info"'] }],
      },
    ]);
    expect(used).toEqual(["on-call", "shop"]);
  });

  it("leaves to the route above what it does not say", () => {
    const quiet = { continue: false, muteDuring: [], activeDuring: [], routes: [], matchers: [] };
    expect(rendered({ team: "shop" }, { ...quiet, team: ["cart"] })).toEqual({
      routes: [{ matchers: ['team="shop"'] }, { matchers: ['team="cart"'] }],
      used: [],
      problems: [],
    });
  });

  it.each<[AlertRoute, string]>([
    [{ team: "a", receiver: "nobody" }, "receiver unknown-receiver"],
    [{ team: "a", muteDuring: ["nights", "days"] }, "muteDuring[1] unknown-time-interval"],
    [{ team: "a", activeDuring: ["days"] }, "activeDuring[0] unknown-time-interval"],
    [{ severity: "page" as "critical" }, "severity unknown-severity"],
    [{ severity: ["critical", "page" as "critical"] }, "severity unknown-severity"],
    [{ severity: [] }, "severity empty-list"],
    [{ team: [] }, "team empty-list"],
    [{ environment: [] }, "environment empty-list"],
    [{ matchers: [Matcher.equals("my-label", "a")] }, "matchers[0].label invalid-label"],
    [{ matchers: [Matcher.matches("a", "(?=b)")] }, "matchers[0].value invalid-regex"],
    [{ team: "a", groupBy: [] }, "groupBy empty-list"],
    [{ team: "a", groupWaitSeconds: -1 }, "groupWaitSeconds out-of-range"],
    [{ team: "a", routes: [{ team: "b", receiver: "x" }] }, "routes[0].receiver unknown-receiver"],
  ])("fails on %j", (route, problem) => {
    expect(rendered(route).problems).toEqual([`routes[0].${problem}`]);
  });

  it("fails on routes behind one that takes every alert", () => {
    expect(rendered({ team: "a" }, { receiver: "shop" }, { team: "b" }, {}).problems).toEqual([
      "routes[2] unreachable-route",
      "routes[3] unreachable-route",
    ]);
    expect(rendered({ receiver: "shop", continue: true }, { team: "b" }, {}).problems).toEqual([]);
  });
});

describe("useReceiver", () => {
  it("marks a receiver as used, and fails on an unknown one with the known ones", () => {
    const problems = new Problems();
    const known = names();
    useReceiver(problems, "shop", known);
    useReceiver(problems, undefined, known);
    expect([...known.used]).toEqual(["shop"]);
    expect(problems.all).toEqual([]);
    useReceiver(problems, "cart", known);
    expect(problems.all).toEqual([
      expect.objectContaining({ code: "unknown-receiver", fix: "use one of shop, on-call" }),
    ]);
  });
});

describe("renderGrouping", () => {
  function grouped(grouping: RouteGrouping) {
    const problems = new Problems();
    return { grouping: renderGrouping(grouping, problems), problems: codes(problems.all) };
  }

  it("writes nothing where nothing is said", () => {
    expect(grouped({})).toEqual({ grouping: {}, problems: [] });
  });

  it("gives every alert a message of its own", () => {
    expect(grouped({ groupBy: "each-alert" })).toEqual({ grouping: { group_by: ["..."] }, problems: [] });
  });

  it("puts all alerts into one message", () => {
    expect(grouped({ groupBy: [] })).toEqual({ grouping: { group_by: [] }, problems: [] });
  });

  it("takes a wait above the interval, and a repetition below it, as Alertmanager does", () => {
    const odd = { groupWaitSeconds: 600, groupIntervalSeconds: 300, repeatIntervalSeconds: 1 };
    expect(grouped(odd).problems).toEqual([]);
  });

  it.each<[RouteGrouping, string]>([
    [{ groupBy: ["a b"] }, "groupBy[0] invalid-label"],
    [{ groupBy: ["..."] }, "groupBy[0] invalid-label"],
    [{ groupBy: ["team", "team"] }, "groupBy[1] duplicate-label"],
    [{ groupWaitSeconds: 0.5 }, "groupWaitSeconds out-of-range"],
    [{ groupIntervalSeconds: 0 }, "groupIntervalSeconds out-of-range"],
    [{ repeatIntervalSeconds: 0 }, "repeatIntervalSeconds out-of-range"],
    [{ repeatIntervalSeconds: 366 * 86_400 }, "repeatIntervalSeconds out-of-range"],
  ])("fails on %j", (grouping, problem) => {
    expect(grouped(grouping).problems).toEqual([problem]);
  });
});

describe("any tree", () => {
  const NAMES = ["a", "b", "c"];
  const label = fc.constantFrom("team", "service");
  const value = fc.constantFrom("shop", "cart", "");
  const matcher = fc.oneof(
    fc.tuple(label, value).map(([name, text]) => Matcher.equals(name, text)),
    fc.tuple(label, value).map(([name, text]) => Matcher.notEquals(name, text)),
    fc
      .tuple(label, fc.constantFrom("s.*", "shop|cart", ".+", ""))
      .map(([name, text]) => Matcher.matches(name, text)),
    fc.tuple(label, fc.constantFrom("c.*", "cart")).map(([name, text]) => Matcher.notMatches(name, text)),
  );
  const { route } = fc.letrec<{ route: AlertRoute }>((tie) => ({
    route: fc.record(
      {
        receiver: fc.constantFrom(...NAMES),
        severity: fc.constantFrom<NonNullable<AlertRoute["severity"]>>("critical", ["critical", "warning"]),
        team: fc.constantFrom<string | string[]>("shop", ["shop", "cart"]),
        matchers: fc.array(matcher, { maxLength: 2 }),
        continue: fc.boolean(),
        routes: fc.array(tie("route"), { maxLength: 3, depthIdentifier: "route" }),
      },
      { requiredKeys: [] },
    ),
  }));
  const tree = fc.array(route, { maxLength: 4 });
  const labels = fc.record(
    {
      team: fc.constantFrom("shop", "cart", "play"),
      service: fc.constantFrom("shop", "cart"),
      severity: fc.constantFrom("critical", "warning", "info"),
    },
    { requiredKeys: [] },
  );

  function configOf(routes: readonly AlertRoute[]) {
    const receivers = Object.fromEntries(NAMES.map((name) => [name, Receiver.none()]));
    return alertmanagerConfig({ receivers, route: { receiver: "a", routes } }, new Problems()).config;
  }

  it("resolves each set of labels to the receivers the model predicts", () => {
    fc.assert(
      fc.property(tree, labels, (routes, alert) => {
        expect(arrivals(configOf(routes).route, alert)).toEqual(model("a", routes, alert));
      }),
      { numRuns: 500 },
    );
  });

  (AMTOOL ? it : it.skip)("resolves them so in Alertmanager as well", () => {
    for (const [routes, ...alerts] of fc.sample(fc.tuple(tree, labels, labels, labels, labels), {
      numRuns: 60,
      seed: 11,
    })) {
      expect(receiversOf(configOf(routes), alerts)).toEqual(alerts.map((alert) => model("a", routes, alert)));
    }
  });

  /** What routing is supposed to be, in terms of the props. */
  function model(receiver: string, routes: readonly AlertRoute[], alert: Labels): readonly string[] {
    const found: string[] = [];
    for (const one of routes) {
      const meets =
        among(one.severity, alert.severity) &&
        among(one.team, alert.team) &&
        (one.matchers ?? []).every((matcher) => holds(matcher, alert[matcher.label] ?? ""));
      if (meets) {
        found.push(...model(one.receiver ?? receiver, one.routes ?? [], alert));
        if (one.continue !== true) {
          break;
        }
      }
    }
    return found.length === 0 ? [receiver] : found;
  }

  function among(allowed: string | readonly string[] | undefined, found: string | undefined): boolean {
    return allowed === undefined || [allowed].flat().includes(found ?? "");
  }

  /** What Alertmanager does with the configuration, as its documentation has it. */
  function arrivals(
    node: ReturnType<typeof configOf>["route"],
    alert: Labels,
    above = "",
  ): readonly string[] {
    const receiver = node.receiver ?? above;
    const matching = (node.routes ?? []).filter((one) =>
      (one.matchers ?? []).every((text) => {
        const [, name = "", operator, quoted = ""] = /^(\w+)(=~|!~|!=|=)(".*")$/.exec(text) ?? [];
        const parsed = { label: name, operator: operator as Matcher["operator"], value: JSON.parse(quoted) };
        return holds(parsed, alert[name] ?? "");
      }),
    );
    const last = matching.findIndex((one) => one.continue !== true);
    const taken = last === -1 ? matching : matching.slice(0, last + 1);
    return taken.length === 0 ? [receiver] : taken.flatMap((one) => arrivals(one, alert, receiver));
  }

  function holds({ operator, value: wanted }: Matcher, found: string): boolean {
    const equal = operator.endsWith("~") ? new RegExp(`^(?:${wanted})$`).test(found) : found === wanted;
    return operator.startsWith("!") ? !equal : equal;
  }
});
