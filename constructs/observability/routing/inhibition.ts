import type { Problems } from "../../../lib/core/errors";
import { checkLabelName, checkMatcher, Matcher, renderMatcher } from "./matcher";

/** An alert that keeps others quiet while it fires: a node that is down, and the pods on it. */
export interface Inhibition {
  /** Conditions of the alert that keeps others quiet. */
  readonly source: readonly Matcher[];
  /** Conditions of the alerts that are kept quiet; Watchdog never is. */
  readonly target: readonly Matcher[];
  /** Labels in which both agree. A label neither has counts as agreement. */
  readonly equal: readonly string[];
}

/** An inhibition as it stands in Alertmanager's configuration. */
export type RenderedInhibition = {
  readonly source_matchers: readonly string[];
  readonly target_matchers: readonly string[];
  readonly equal: readonly string[];
};

/** Alert that always fires, the heartbeat of the dead man's switch. Source: the chart's general rules. */
export const WATCHDOG = "Watchdog";

/**
 * Alert of the chart's general rules that fires in a namespace where alerts of the severity info fire and no graver
 * ones: such alerts help to understand others and are nothing to be told of alone.
 */
export const INFO_INHIBITOR = "InfoInhibitor";

/**
 * A graver alert keeps the same alert of the same namespace quiet where it is less grave, and InfoInhibitor the alerts
 * of the severity info. Source: the defaults of the kube-prometheus-stack chart.
 */
export const DEFAULT_INHIBITIONS: readonly Inhibition[] = [
  {
    source: [Matcher.equals("severity", "critical")],
    target: [Matcher.matches("severity", "warning|info")],
    equal: ["namespace", "alertname"],
  },
  {
    source: [Matcher.equals("severity", "warning")],
    target: [Matcher.equals("severity", "info")],
    equal: ["namespace", "alertname"],
  },
  {
    source: [Matcher.equals("alertname", INFO_INHIBITOR)],
    target: [Matcher.equals("severity", "info")],
    equal: ["namespace"],
  },
];

/**
 * Renders an inhibition and reports every problem: `empty-list` where the source or the target is any alert, and
 * those of matchers.
 */
export function renderInhibition(inhibition: Inhibition, problems: Problems): RenderedInhibition {
  const { source, target, equal } = inhibition;
  for (const [prop, matchers] of Object.entries({ source, target })) {
    problems.addIf(matchers.length === 0, {
      prop,
      code: "empty-list",
      rule: "no condition means any alert",
      fix: "say which alerts are meant",
    });
    matchers.forEach((matcher, index) => {
      checkMatcher(problems.at(prop).at(index), matcher);
    });
  }
  equal.forEach((label, index) => {
    checkLabelName(problems.at("equal"), `[${index}]`, label);
  });
  return {
    source_matchers: source.map(renderMatcher),
    target_matchers: [...target, Matcher.notEquals("alertname", WATCHDOG)].map(renderMatcher),
    equal,
  };
}
