import { CHARTS } from "../../../lib/core/charts";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, HELM_RELEASE_NAME, type NameRule } from "../../../lib/core/names";
import { checkResources, checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { checkLabels } from "../labels";
import type { BlackboxProbesProps, SyntheticProbe } from "./blackbox-probes";
import { type ResolvedModule, resolveModule, STANDARD_MODULES } from "./probe-module";

/** Props with every default filled. */
export type ResolvedBlackboxProbes = ReturnType<typeof resolveBlackboxProbes>;

/** A probe with every default filled. */
export type ResolvedProbe = ReturnType<typeof resolveProbe>;

/** The chart cuts its full name here. */
const MAX_FULLNAME = 63;

/** Ending of the release that holds the probes themselves. */
const PROBES_SUFFIX = "-probes";

/** Room for the ending. */
const RELEASE_NAME: NameRule = {
  ...HELM_RELEASE_NAME,
  maxLength: HELM_RELEASE_NAME.maxLength - PROBES_SUFFIX.length,
  must: "be lowercase letters, digits and dashes, start and end with a letter or digit, at most 46 characters",
};

const MODULE_NAME: NameRule = {
  pattern: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  maxLength: 63,
  must: "be letters, digits, dashes and underscores, at most 63 characters",
};

/** Fills defaults and reports every problem. */
export function resolveBlackboxProbes(props: BlackboxProbesProps, problems: Problems) {
  const releaseName = props.releaseName ?? "prometheus-blackbox-exporter";
  const modules = resolveModules(props, problems.at("modules"));
  const config = {
    releaseName,
    probesReleaseName: `${releaseName}${PROBES_SUFFIX}`,
    namespace: props.namespace ?? CHARTS["prometheus-blackbox-exporter"].namespace,
    fullname: chartFullname(releaseName, "prometheus-blackbox-exporter"),
    replicas: props.replicas ?? 1,
    resources: props.resources ?? {
      requests: { cpu: "10m", memory: "32Mi" },
      limits: { memory: "128Mi" },
    },
    modules,
    probes: Object.entries(props.probes).map(([name, probe]) =>
      resolveProbe(name, probe, modules, problems.at("probes").at(name)),
    ),
  };
  checkName(problems, "releaseName", releaseName, RELEASE_NAME);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkWholeNumber(problems, "replicas", config.replicas, 1, 10);
  checkResources(problems, "resources", config.resources);
  problems.addIf(config.probes.length === 0, {
    prop: "probes",
    code: "no-probes",
    rule: "an exporter without probes measures nothing",
    value: {},
    fix: "add a probe or leave the construct out",
  });
  return config;
}

/** The full name charts of the prometheus-community give themselves: the release's, with the chart's unless it has it. */
export function chartFullname(releaseName: string, chart: string): string {
  const whole = releaseName.includes(chart) ? releaseName : `${releaseName}-${chart}`;
  return whole.slice(0, MAX_FULLNAME).replace(/-$/, "");
}

function resolveModules(
  props: BlackboxProbesProps,
  problems: Problems,
): Readonly<Record<string, ResolvedModule>> {
  return Object.fromEntries(
    Object.entries({ ...STANDARD_MODULES, ...props.modules }).map(([name, module]) => {
      checkName(problems.at(name), "", name, MODULE_NAME);
      return [name, resolveModule(module, problems.at(name))];
    }),
  );
}

function resolveProbe(
  name: string,
  probe: SyntheticProbe,
  modules: Readonly<Record<string, ResolvedModule>>,
  problems: Problems,
) {
  const intervalSeconds = probe.intervalSeconds ?? 60;
  const module = probe.module ?? "http_2xx";
  const known = modules[module];
  const config = {
    name,
    module,
    targets: probe.targets,
    intervalSeconds,
    // A scrape that takes longer than the interval is refused; the exporter gives up half a second before its end.
    scrapeTimeoutSeconds: Math.min(intervalSeconds, (known?.timeoutSeconds ?? 10) + 1),
    labels: probe.labels ?? {},
  };
  checkName(problems, "", name, DNS_LABEL);
  checkKnown(problems, "module", "unknown-module", "module", module, Object.keys(modules));
  checkWholeNumber(problems, "intervalSeconds", intervalSeconds, 5, 3600);
  checkLabels(problems, "labels", config.labels);
  checkTargets(probe.targets, known, problems);
  problems.addIf(
    known !== undefined &&
      !isToken(intervalSeconds) &&
      !isToken(known.timeoutSeconds) &&
      known.timeoutSeconds > intervalSeconds,
    {
      prop: "intervalSeconds",
      code: "interval-below-timeout",
      rule: `a probe ends before the next begins; the module takes up to ${known?.timeoutSeconds} seconds`,
      value: intervalSeconds,
      fix: "raise the interval or lower timeoutSeconds of the module",
    },
  );
  return config;
}

const SHAPES = {
  http: {
    pattern: /^https?:\/\/[^\s/@]+(\/\S*)?$/,
    rule: "an HTTP probe asks a URL, without credentials",
    fix: "write it like https://shop.example.com/health",
  },
  tcp: {
    pattern: /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\]):\d{1,5}$/,
    rule: "a TCP probe connects to a host and a port",
    fix: "write it like db.example.com:5432",
  },
  dns: {
    pattern: /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(:\d{1,5})?$/,
    rule: "a DNS probe asks a server, with or without a port",
    fix: "write it like 10.0.0.2 or 10.0.0.2:53",
  },
};

function checkTargets(
  targets: readonly string[],
  module: ResolvedModule | undefined,
  problems: Problems,
): void {
  problems.addIf(targets.length === 0, {
    prop: "targets",
    code: "no-targets",
    rule: "a probe has something to probe",
    value: [],
    fix: "add a target or leave the probe out",
  });
  const seen = new Set<string>();
  targets.forEach((target, index) => {
    const at = problems.at("targets");
    at.addIf(seen.has(target), {
      prop: `[${index}]`,
      code: "duplicate-target",
      rule: "a target stands in a probe once",
      value: target,
      fix: "remove one of them",
    });
    seen.add(target);
    const shape = module && SHAPES[module.type];
    ifKnown(target, (known) => {
      const credentials = /^[a-z]+:\/\/[^/]*@/.test(known);
      at.addIf(shape !== undefined && !shape.pattern.test(known), {
        prop: `[${index}]`,
        code: "invalid-target",
        rule: shape?.rule ?? "",
        value: credentials ? undefined : known,
        fix: shape?.fix ?? "",
      });
    });
  });
}
