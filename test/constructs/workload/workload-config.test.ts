import * as fc from "fast-check";
import type { WorkloadExtension } from "../../../constructs/workload/extension";
import { resolveWorkload, WORKLOAD_NAME } from "../../../constructs/workload/workload-config";
import type { WorkloadKind } from "../../../constructs/workload/workload-kind";
import type { WorkloadProps } from "../../../constructs/workload/workload-props";
import { checkName } from "../../../lib/core/names";
import { synth } from "../../support/synth";
import { platformIn, reported, type TestPlatform } from "../../support/workloads";

/** A kind that keeps the template as it is. */
const KIND: WorkloadKind<WorkloadProps> = {
  propsName: "PodProps",
  component: "pod",
  called: true,
  pod: () => ({ restartPolicy: "Never" }),
  resolve: (_, { context }) => ({
    controller: (template) => ({
      apiVersion: "v1",
      kind: "PodTemplate",
      metadata: { name: context.name },
      template,
    }),
    parts: [{ podLabels: { part: "kind" } }],
  }),
};

function resolve(options: Partial<WorkloadProps> = {}, kind = KIND, platform: Partial<TestPlatform> = {}) {
  let resolved: ReturnType<typeof reported<ReturnType<typeof resolveWorkload>>> | undefined;
  synth((stack) => {
    const props: WorkloadProps = {
      platform: platformIn(stack, platform),
      name: "users",
      image: "registry.example.com/users:1.4.2",
      ports: { http: 3000, metrics: 9090 },
      ...options,
    };
    resolved = reported((problems) => resolveWorkload(props, kind, problems));
  });
  if (resolved === undefined) {
    throw new Error("the stack was not built");
  }
  return { ...resolved.result, codes: resolved.codes };
}

function extension(name: string, refused = false): WorkloadExtension {
  return {
    bind: ({ problems }) => {
      problems.addIf(refused, { prop: "name", code: "refused", rule: "not this one", fix: "another" });
      return {
        manifests: [{ apiVersion: "v1", kind: "Secret", metadata: { name } }],
        env: [{ name: name.toUpperCase(), value: "1" }],
        podAnnotations: { [`example.com/${name}`]: "true" },
      };
    },
  };
}

describe("resolveWorkload", () => {
  it("knows the ways Prometheus finds pods by", () => {
    const metrics = { prometheusUrl: "http://p:9090", namespace: "monitoring", dependencies: [] };
    const codesOf = (scraping: unknown) =>
      resolve({}, KIND, { metrics: { ...metrics, scraping: scraping as never } }).codes;
    expect(codesOf("annotation")).toEqual(["platform.metrics.scraping unknown-scraping"]);
    expect([codesOf("annotations"), codesOf("monitors"), codesOf(undefined)]).toEqual([[], [], []]);
  });

  it("names the workload by its labels, its service account and what it is called at", () => {
    const { context, port, member, codes } = resolve({ partOf: "suite", labels: { team: "users" } });
    expect(codes).toEqual([]);
    expect(context).toMatchObject({
      name: "users",
      namespace: "shop",
      serviceAccount: "users",
      labels: {
        "app.kubernetes.io/component": "pod",
        "app.kubernetes.io/part-of": "suite",
        "app.kubernetes.io/version": "1.4.2",
        team: "users",
      },
    });
    expect(port).toEqual({ name: "http", number: 3000, protocol: "TCP" });
    expect(member).toMatchObject({
      ports: { http: { number: 3000, protocol: "TCP" }, metrics: { number: 9090, protocol: "TCP" } },
      port: "http",
    });
  });

  it("is called at no port where its kind is not called", () => {
    const { port, member } = resolve({}, { ...KIND, called: false });
    expect([port, member.port]).toEqual([undefined, undefined]);
    expect(Object.keys(member.ports)).toEqual(["http", "metrics"]);
  });

  it("puts into the pods what secrets, extensions, settings and the kind add, in one list of objects", () => {
    const { manifests } = resolve({
      secrets: [extension("jwt")],
      extensions: [extension("flags")],
      config: { env: { LOG_LEVEL: "info" } },
    });
    expect(manifests.map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      "PodTemplate/users",
      "Secret/jwt",
      "Secret/flags",
      "ConfigMap/users-env",
    ]);
    expect(manifests[0]?.template).toMatchObject({
      metadata: {
        labels: { part: "kind" },
        annotations: {
          "example.com/jwt": "true",
          "example.com/flags": "true",
          "slipway.dev/config-checksum": expect.stringMatching(/^[0-9a-f]{12}$/),
        },
      },
      spec: {
        restartPolicy: "Never",
        containers: [
          {
            env: expect.arrayContaining([
              { name: "JWT", value: "1" },
              { name: "FLAGS", value: "1" },
            ]),
            envFrom: [{ configMapRef: { name: "users-env" } }],
          },
        ],
      },
    });
  });

  it("reports every problem at once, each under its own prop", () => {
    const { codes } = resolve(
      {
        name: "Users",
        image: "registry.example.com/users",
        secrets: [extension("jwt"), extension("key", true)],
        extensions: [extension("jwt")],
        config: { env: { "a-b": "1" } },
        calls: ["Not a name"],
        labels: { "app.kubernetes.io/name": "x" },
      },
      KIND,
      { namespace: "Shop" },
    );
    expect([...codes].sort()).toEqual(
      [
        "image image-without-tag",
        "name invalid-name",
        "platform.namespace invalid-name",
        'labels["app.kubernetes.io/name"] reserved-label',
        "secrets[1].name refused",
        "config.env.a-b invalid-env-name",
        "calls[0] invalid-workload-name",
      ].sort(),
    );
  });
});

describe("WORKLOAD_NAME", () => {
  it("leaves room for what Kubernetes puts behind it, and is always a DNS name", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9-]{0,60}$/), (name) => {
        const { codes } = reported((problems) => checkName(problems, "name", name, WORKLOAD_NAME));
        const fits = /^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name) && `${name}-0123456789`.length <= 63;
        expect(codes.length === 0).toBe(fits);
      }),
    );
  });
});
