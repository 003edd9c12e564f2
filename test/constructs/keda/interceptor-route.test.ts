import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { Lazy } from "cdktf";
import fc from "fast-check";
import { parseAllDocuments, stringify } from "yaml";
import type { KubernetesManifest } from "../../../constructs/helm";
import {
  type InterceptorRouteProps,
  interceptorRoute,
  scalingMetricText,
} from "../../../constructs/keda/interceptor-route";
import { Problems } from "../../../lib/core/errors";
import { crdProblems } from "../../support/crds";
import { describeWithHelm, helm } from "../../support/helm";
import { codes } from "../../support/synth";

const MINIMAL: InterceptorRouteProps = {
  target: { service: "orders", port: 8080 },
  hosts: ["api.example.com"],
  concurrency: 100,
};

const MAXIMAL: InterceptorRouteProps = {
  target: { service: "orders", portName: "http" },
  hosts: ["api.example.com", "*.example.com"],
  pathPrefixes: ["/api", "/v2"],
  headers: { "x-tenant": "acme", "x-debug": true, "x-empty": "" },
  concurrency: 100,
  requestRate: { targetPerSecond: 50, windowSeconds: 30, granularitySeconds: 0.5 },
  timeouts: { readinessSeconds: 30, requestSeconds: 0, responseHeaderSeconds: 0.25 },
  coldStart: {
    fallback: { service: "waiting", port: 80 },
    placeholder: {
      statusCode: 202,
      bodyFromConfigMap: { name: "page", key: "index.html" },
      headers: { "Retry-After": "5" },
    },
  },
};

function render(props: InterceptorRouteProps): KubernetesManifest {
  const problems = new Problems();
  const route = interceptorRoute({ name: "orders", namespace: "shop" }, props, problems);
  expect(problems.all).toEqual([]);
  // What reaches Helm: members that are not given are gone.
  return JSON.parse(JSON.stringify(route));
}

function found(changes: Partial<InterceptorRouteProps>): string[] {
  const problems = new Problems();
  interceptorRoute({ name: "orders", namespace: "shop" }, { ...MINIMAL, ...changes }, problems);
  return codes(problems.all);
}

describe("interceptorRoute", () => {
  it("renders the least there is", () => {
    expect(render(MINIMAL)).toEqual({
      apiVersion: "http.keda.sh/v1beta1",
      kind: "InterceptorRoute",
      metadata: { name: "orders", namespace: "shop" },
      spec: {
        target: { service: "orders", port: 8080 },
        rules: [{ hosts: ["api.example.com"] }],
        scalingMetric: { concurrency: { targetValue: 100 } },
      },
    });
  });

  it("renders everything there is, times as durations", () => {
    expect(render(MAXIMAL).spec).toEqual({
      target: { service: "orders", portName: "http" },
      rules: [
        {
          hosts: ["api.example.com", "*.example.com"],
          paths: [{ value: "/api" }, { value: "/v2" }],
          headers: [{ name: "x-tenant", value: "acme" }, { name: "x-debug" }, { name: "x-empty", value: "" }],
        },
      ],
      scalingMetric: {
        concurrency: { targetValue: 100 },
        requestRate: { targetValue: 50, window: "30s", granularity: "500ms" },
      },
      timeouts: { readiness: "30s", request: "0s", responseHeader: "250ms" },
      coldStart: {
        fallback: { service: { name: "waiting", port: 80 } },
        placeholder: { response: MAXIMAL.coldStart?.placeholder },
      },
    });
  });

  it.each([
    ["least", MINIMAL],
    ["most", MAXIMAL],
  ])("fits the definition with the %s props", (_, props) => {
    expect(crdProblems(render(props))).toEqual([]);
  });

  it("averages a rate over a minute by seconds", () => {
    const { concurrency, ...rest } = MINIMAL;
    expect(render({ ...rest, requestRate: { targetPerSecond: 5 } }).spec).toMatchObject({
      scalingMetric: { requestRate: { targetValue: 5, window: "60s", granularity: "1s" } },
    });
  });

  it("passes what is known only after apply", () => {
    const later = Lazy.stringValue({ produce: () => "https://x" });
    expect(found({ hosts: [later], pathPrefixes: [later], target: { service: later, port: 80 } })).toEqual(
      [],
    );
  });

  it.each<[string, Partial<InterceptorRouteProps>, string[]]>([
    ["no rule", { hosts: undefined }, ["hosts no-rule"]],
    ["empty rules", { hosts: [], pathPrefixes: [], headers: {} }, ["hosts no-rule"]],
    ["a host with a scheme", { hosts: ["a.b", "https://a.b"] }, ["hosts[1] invalid-host"]],
    ["a host with a path", { hosts: ["a.b/c"] }, ["hosts[0] invalid-host"]],
    ["a star in the middle", { hosts: ["a.*.b"] }, ["hosts[0] invalid-host"]],
    ["a host twice", { hosts: ["a.b", "c.d", "a.b"] }, ["hosts[2] duplicate-host"]],
    ["a path without slash", { pathPrefixes: ["/a", "b"] }, ["pathPrefixes[1] invalid-path"]],
    ["no metric", { concurrency: undefined }, ["concurrency no-scaling-metric"]],
    ["a target of nothing", { concurrency: 0 }, ["concurrency out-of-range"]],
    [
      "a rate of nothing",
      { requestRate: { targetPerSecond: 0 } },
      ["requestRate.targetPerSecond out-of-range"],
    ],
    [
      "a window smaller than its buckets",
      { requestRate: { targetPerSecond: 1, windowSeconds: 5, granularitySeconds: 10 } },
      ["requestRate.windowSeconds window-below-granularity"],
    ],
    [
      "buckets of no time",
      { requestRate: { targetPerSecond: 1, granularitySeconds: 0 } },
      ["requestRate.granularitySeconds out-of-range"],
    ],
    [
      "times below nothing",
      { timeouts: { readinessSeconds: -1, requestSeconds: Number.NaN, responseHeaderSeconds: 86_401 } },
      [
        "timeouts.readinessSeconds out-of-range",
        "timeouts.requestSeconds out-of-range",
        "timeouts.responseHeaderSeconds out-of-range",
      ],
    ],
    ["neither port nor its name", { target: { service: "orders" } }, ["target.port port-or-port-name"]],
    ["an empty cold start", { coldStart: {} }, ["coldStart no-cold-start"]],
  ])("fails on %s", (_, changes, expected) => {
    expect(found(changes)).toEqual(expected);
  });

  it("takes every host of letters, digits and dashes, with a star in front or without", () => {
    const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/);
    const host = fc
      .tuple(fc.boolean(), fc.array(label, { minLength: 1, maxLength: 4 }))
      .map(([star, labels]) => `${star ? "*." : ""}${labels.join(".")}`);
    fc.assert(
      fc.property(host, (one) => {
        expect(found({ hosts: [one] })).toEqual([]);
      }),
    );
  });
});

describe("scalingMetricText", () => {
  it("changes with everything a replica is measured by, and with nothing else", () => {
    expect(scalingMetricText(MINIMAL)).toBe("concurrency 100");
    expect(scalingMetricText(MAXIMAL)).toBe("concurrency 100 requestRate 50/s over 30s by 0.5s");
    expect(scalingMetricText({ ...MINIMAL, hosts: ["b.c"] })).toBe(scalingMetricText(MINIMAL));
  });
});

describeWithHelm("the order of a release, through real helm", () => {
  it("puts the route before the scaled object, which takes the target from it", () => {
    const route = render(MINIMAL);
    const scaledObject = {
      apiVersion: "keda.sh/v1alpha1",
      kind: "ScaledObject",
      metadata: { name: "orders", namespace: "shop" },
      spec: { scaleTargetRef: { name: "orders" }, triggers: [] },
    };
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "slipway-helm-")), "values.yaml");
    // Keys against the order that is wanted: what comes out is Helm's order of kinds, in which it installs.
    fs.writeFileSync(file, stringify({ manifests: { a: scaledObject, b: route } }));
    const chart = path.join(__dirname, "../../../constructs/helm/manifests-chart");
    const documents = parseAllDocuments(helm("template", "demo", chart, "--values", file));
    expect(documents.map((document) => document.toJS())).toEqual([route, scaledObject]);
  });
});
