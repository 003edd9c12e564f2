import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import * as fc from "fast-check";
import { parse } from "yaml";
import type { ICluster } from "../../../../constructs/cluster";
import { type KubernetesManifest, Manifests } from "../../../../constructs/helm";
import { Caller } from "../../../../constructs/workload/calls/callers";
import { type LocatedMember, resolveCalls } from "../../../../constructs/workload/calls/calls";
import type { CallsProps } from "../../../../constructs/workload/calls/calls-props";
import { Egress } from "../../../../constructs/workload/calls/egress";
import {
  type NetworkPolicyOptions,
  WorkloadCalls,
} from "../../../../constructs/workload/calls/workload-calls";
import type { IWorkload } from "../../../../constructs/workload/calls/workload-interface";
import { resolveOrThrow } from "../../../../lib/core/errors";
import { coreProblems } from "../../../support/core-kinds";
import { GrantingCluster } from "../../../support/granting-cluster";
import { connects, type Pod } from "../../../support/network-policies";
import { codes, problemsOf, type Synthesized, synth } from "../../../support/synth";

interface Options extends CallsProps {
  readonly namespace?: string;
  readonly ports?: LocatedMember["ports"];
  readonly port?: string;
  readonly added?: NetworkPolicyOptions["added"];
  readonly cloudPermissions?: () => boolean;
  readonly nameServers?: readonly string[];
}

function clusterIn(stack: TerraformStack): ICluster {
  return new GrantingCluster(stack, "Cluster", { clusterName: "local", context: "kind-local" });
}

/** A workload that is nothing but its calls. */
function workload(stack: TerraformStack, cluster: ICluster, name: string, options: Options = {}) {
  const { namespace = "shop", ports = { http: { number: 3000 } }, nameServers } = options;
  const scope = new Construct(stack, `${name}-${namespace}`);
  const selector = { app: name };
  const port = "port" in options ? options.port : "http";
  const member: LocatedMember = { name, namespace, cluster, selector, ports, port, nameServers };
  const config = resolveOrThrow(scope, "CallsProps", (problems) => resolveCalls(options, member, problems));
  const calls = new WorkloadCalls(scope, member, config);
  const policy = calls.networkPolicy({
    labels: selector,
    added: options.added ?? {},
    cloudPermissions: options.cloudPermissions ?? (() => false),
  });
  if (policy !== undefined) {
    new Manifests(scope, "Manifests", { cluster, releaseName: name, namespace, manifests: [policy] });
  }
  return { calls, reference: { name, namespace, cluster } satisfies IWorkload };
}

function policiesOf(synthesized: Synthesized): KubernetesManifest[] {
  return Object.values(synthesized.all("helm_release")).flatMap(({ values }) =>
    Object.values((parse(values[0]) as { manifests: Record<string, KubernetesManifest> }).manifests),
  );
}

function build(make: (add: (name: string, options?: Options) => ReturnType<typeof workload>) => void) {
  return (stack: TerraformStack) => {
    const cluster = clusterIn(stack);
    make((name, options) => workload(stack, cluster, name, options));
  };
}

function policies(make: Parameters<typeof build>[0]): KubernetesManifest[] {
  return policiesOf(synth(build(make)));
}

function specOf(all: readonly KubernetesManifest[], name: string) {
  return all.find(({ metadata }) => metadata.name === name)?.spec as {
    readonly ingress: readonly object[];
    readonly egress: readonly object[];
  };
}

function pod(name: string, namespace = "shop"): Pod {
  return { namespace, labels: { app: name } };
}

const TCP = (port: number) => [{ protocol: "TCP", port }];
const DNS = expect.objectContaining({ ports: expect.arrayContaining([{ protocol: "UDP", port: 53 }]) });

describe("WorkloadCalls", () => {
  it("refuses everything but names by itself, in both directions", () => {
    const [policy, ...others] = policies((add) => add("users"));
    expect(others).toEqual([]);
    expect(policy).toMatchObject({
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "users", namespace: "shop", labels: { app: "users" } },
      spec: { podSelector: { matchLabels: { app: "users" } }, policyTypes: ["Ingress", "Egress"] },
    });
    expect(specOf([policy as KubernetesManifest], "users")).toMatchObject({ ingress: [], egress: [DNS] });
  });

  it("gives three services the calls they declare on both sides, and nothing else", () => {
    const all = policies((add) => {
      const auth = add("auth", { namespace: "identity", ports: { grpc: { number: 9000 } }, port: "grpc" });
      const users = add("users", { calls: [auth.reference] });
      const web = add("web");
      users.calls.allowFrom(web.reference);
    });
    const pods = { auth: pod("auth", "identity"), users: pod("users"), web: pod("web") };
    const open = Object.entries(pods).flatMap(([from, one]) =>
      Object.entries(pods).flatMap(([to, other]) =>
        [3000, 9000]
          .filter((port) => connects(all, one, other, port))
          .map((port) => `${from} -> ${to}:${port}`),
      ),
    );
    expect(open).toEqual(["users -> auth:9000", "web -> users:3000"]);
    expect(connects(all, pod("stranger"), pods.users, 3000)).toBe(false);
    expect(connects(all, pods.users, pod("stranger"), 3000)).toBe(false);
    expect(specOf(all, "auth").ingress).toEqual([
      {
        ports: TCP(9000),
        from: [
          {
            namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } },
            podSelector: { matchLabels: { app: "users" } },
          },
        ],
      },
    ]);
    expect(specOf(all, "users").ingress).toEqual([
      { ports: TCP(3000), from: [{ podSelector: { matchLabels: { app: "web" } } }] },
    ]);
  });

  it("finds workloads by name that are made later", () => {
    const all = policies((add) => {
      add("users", { calls: ["auth", "mail.ops"] });
      add("auth");
      add("mail", { namespace: "ops" });
    });
    expect(connects(all, pod("users"), pod("auth"), 3000)).toBe(true);
    expect(connects(all, pod("users"), pod("mail", "ops"), 3000)).toBe(true);
    expect(connects(all, pod("users"), pod("auth", "ops"), 3000)).toBe(false);
  });

  it("opens the port that is named in place of the one that takes requests", () => {
    const ports = { http: { number: 3000 }, admin: { number: 9100 } };
    const all = policies((add) => {
      add("users", { calls: [{ workload: "auth", ports: ["admin"] }] });
      add("auth", { ports });
    });
    expect([3000, 9100].filter((port) => connects(all, pod("users"), pod("auth"), port))).toEqual([9100]);
  });

  it("takes calls until synthesis, and says each once whoever declares it", () => {
    const all = policies((add) => {
      const auth = add("auth");
      const users = add("users", { calls: ["auth"] });
      auth.calls.allowFrom("users", Caller.namespace({ name: "ops" }));
      users.calls.callTo(auth.reference);
      users.calls.allowFrom(users.reference);
    });
    expect(specOf(all, "auth").ingress).toEqual([
      {
        ports: TCP(3000),
        from: [
          { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "ops" } } },
          { podSelector: { matchLabels: { app: "users" } } },
        ],
      },
    ]);
    expect(connects(all, pod("users"), pod("users"), 3000)).toBe(true);
    expect(specOf(all, "users").egress).toHaveLength(2);
  });

  it("puts egress, what parts add, and further name servers beside the calls", () => {
    const database = { to: [{ ipBlock: { cidr: "10.0.0.0/16" } }], ports: TCP(5432) };
    const scraping = {
      from: [{ namespaceSelector: { matchLabels: { name: "monitoring" } } }],
      ports: TCP(9090),
    };
    const { ingress, egress } = specOf(
      policies((add) =>
        add("users", {
          egress: [Egress.cidr({ cidrs: ["10.0.0.0/16"], ports: [5432] })],
          added: { ingress: [scraping], egress: [{ to: [], ports: TCP(1) }] },
          nameServers: ["172.20.0.10/32"],
        }),
      ),
      "users",
    );
    expect(ingress).toEqual([scraping]);
    expect(egress).toContainEqual(database);
    expect(egress).toContainEqual({ to: [], ports: TCP(1) });
    expect(JSON.stringify(egress)).toContain("172.20.0.10/32");
  });

  it("reaches the agent with credentials where the pods have permissions, granted at any time", () => {
    const agent = (granted: () => boolean) =>
      JSON.stringify(
        specOf(
          policies((add) => add("users", { cloudPermissions: granted })),
          "users",
        ).egress,
      ).includes("169.254.170.23/32");
    let granted = false;
    const late = policies((add) => {
      add("users", { cloudPermissions: () => granted });
      granted = true;
    });
    expect(JSON.stringify(late)).toContain("169.254.170.23/32");
    expect(agent(() => true)).toBe(true);
    expect(agent(() => false)).toBe(false);
  });

  it("has no policy where it is switched off, and keeps the rules of the other side", () => {
    const all = policies((add) => {
      add("users", { networkPolicy: "none", calls: ["auth"] });
      add("auth");
    });
    expect(all.map(({ metadata }) => metadata.name)).toEqual(["auth"]);
    expect(connects(all, pod("users"), pod("auth"), 3000)).toBe(true);
    expect(connects(all, pod("web"), pod("auth"), 3000)).toBe(false);
    expect(connects(all, pod("web"), pod("users"), 3000)).toBe(true);
  });

  it("is what Kubernetes takes", () => {
    const all = policies((add) => {
      add("auth", { allowFrom: [Caller.cidr({ cidrs: ["10.0.0.0/8"] })], egress: [Egress.internet()] });
      add("users", { calls: ["auth"], cloudPermissions: () => true });
    });
    expect(coreProblems(all)).toEqual([]);
  }, 30_000);

  it("gives the same bytes whatever the order of declarations", () => {
    const names = ["a", "b", "c", "d"];
    const one = policies((add) => {
      add("hub", { allowFrom: names });
      for (const name of names) {
        add(name);
      }
    });
    const other = policies((add) => {
      add("hub", { allowFrom: [...names].reverse() });
      for (const name of names) {
        add(name);
      }
    });
    expect(JSON.stringify(other)).toBe(JSON.stringify(one));
  });

  it("lets through what a model of the declared calls says, for any calls", () => {
    const name = fc.constantFrom("a.one", "b.one", "c.two", "d.two");
    const call = fc.record({ from: name, to: name, declared: fc.constantFrom("calls", "allowFrom", "late") });
    const all = ["a.one", "b.one", "c.two", "d.two"];
    fc.assert(
      fc.property(fc.uniqueArray(call, { maxLength: 8 }), (calls) => {
        const made = policies((add) => {
          const workloads = new Map(
            all.map((key) => {
              const [own = "", namespace = ""] = key.split(".");
              const of = (kind: string, side: "from" | "to") =>
                calls.filter((one) => one.declared === kind && one[side] === key);
              return [
                key,
                add(own, {
                  namespace,
                  calls: of("calls", "from").map(({ to }) => to),
                  allowFrom: of("allowFrom", "to").map(({ from }) => from),
                }),
              ];
            }),
          );
          for (const { from, to } of calls.filter(({ declared }) => declared === "late")) {
            workloads.get(from)?.calls.callTo(to);
          }
        });
        for (const from of all) {
          for (const to of all) {
            const declared = calls.some((one) => one.from === from && one.to === to);
            const [one, other] = [from, to].map((key) => pod(...(key.split(".") as [string, string])));
            expect([from, to, connects(made, one as Pod, other as Pod, 3000)]).toEqual([from, to, declared]);
            expect(connects(made, one as Pod, other as Pod, 3001)).toBe(false);
          }
        }
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it("refuses calls to nobody at synthesis, with the names there are", () => {
    const calls = build((add) => {
      add("users", { calls: ["auht"] });
      add("auth");
      add("mail", { namespace: "ops", allowFrom: ["users"] });
    });
    expect(() => synth(calls)).toThrow(
      "[unknown-call-target]: calls[0]: no workload of this stack is auht.shop; use one of auth, mail.ops, users",
    );
    expect(() => synth(calls)).toThrow(
      "[unknown-call-target]: allowFrom[0]: no workload of this stack is users.ops; use one of auth.shop, mail, users.shop",
    );
  });

  it("refuses calls to a workload without a port, or without the one that is named", () => {
    const calls = build((add) => {
      add("users", { calls: ["worker", { workload: "worker", ports: ["grpc"] }] });
      add("worker", { port: undefined, ports: { metrics: { number: 9090 } } });
    });
    expect(() => synth(calls)).toThrow("[call-without-port]: calls[0]: worker.shop has no port");
    expect(() => synth(calls)).toThrow(
      "[unknown-called-port]: calls[1]: worker.shop has no port grpc; use one of metrics",
    );
  });

  it("refuses wrong calls at once where they are declared late", () => {
    expect(codes(problemsOf(build((add) => add("users").calls.callTo("A"))))).toEqual([
      "[0] invalid-workload-name",
    ]);
    expect(
      codes(problemsOf(build((add) => add("users").calls.allowFrom({ workload: "web", ports: ["grpc"] })))),
    ).toEqual(["[0].ports[0] unknown-called-port"]);
  });

  it("refuses two workloads of one name", () => {
    expect(
      codes(
        problemsOf((stack) => {
          const cluster = clusterIn(stack);
          workload(stack, cluster, "users");
          const twice = {
            name: "users",
            namespace: "shop",
            cluster,
            selector: {},
            ports: {},
            port: undefined,
          };
          new WorkloadCalls(stack, twice, { declared: [], ingress: [], egress: [], policy: true });
        }),
      ),
    ).toEqual(["name duplicate-workload"]);
  });
});
