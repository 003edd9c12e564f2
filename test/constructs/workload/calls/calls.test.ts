import { Caller } from "../../../../constructs/workload/calls/callers";
import {
  type LocatedMember,
  renderPort,
  resolveCalls,
  resolveSources,
  resolveTargets,
} from "../../../../constructs/workload/calls/calls";
import type { CallsProps } from "../../../../constructs/workload/calls/calls-props";
import { Egress } from "../../../../constructs/workload/calls/egress";
import { reported } from "../../../support/workloads";

/** Only the path of a cluster counts here. */
function cluster(path: string): LocatedMember["cluster"] {
  return { node: { path } } as never;
}

const USERS: LocatedMember = {
  name: "users",
  namespace: "shop",
  cluster: cluster("a"),
  selector: { app: "users" },
  ports: { http: { number: 3000 }, dns: { number: 53, protocol: "UDP" } },
  port: "http",
};
const AUTH = { name: "auth", namespace: "identity", cluster: cluster("a") };

function resolve(props: CallsProps, member = USERS) {
  return reported((problems) => resolveCalls(props, member, problems));
}

describe("resolveCalls", () => {
  it("declares nothing by itself, and has a policy", () => {
    expect(resolve({})).toEqual({
      result: { declared: [], ingress: [], egress: [], policy: true },
      codes: [],
    });
    expect(resolve({ networkPolicy: "none" }).result.policy).toBe(false);
  });

  it("reads workloads by construct and by name, in this namespace and another", () => {
    const { result, codes } = resolve({
      calls: [AUTH, "cart", "mail.ops", { workload: "cart", ports: ["grpc"] }],
      allowFrom: ["web", { workload: AUTH, ports: ["dns"] }],
    });
    expect(codes).toEqual([]);
    expect(result.declared.map(({ from, to, ports, prop }) => [prop, from, to, ports])).toEqual([
      ["calls[0]", "users.shop", "auth.identity", undefined],
      ["calls[1]", "users.shop", "cart.shop", undefined],
      ["calls[2]", "users.shop", "mail.ops", undefined],
      ["calls[3]", "users.shop", "cart.shop", ["grpc"]],
      ["allowFrom[0]", "web.shop", "users.shop", undefined],
      ["allowFrom[1]", "auth.identity", "users.shop", ["dns"]],
    ]);
  });

  it("renders what names no workload of the stack", () => {
    const { result } = resolve({
      allowFrom: [
        Caller.cidr({ cidrs: ["10.0.0.0/8"] }),
        Caller.cidr({ cidrs: ["fd00::/8"], ports: ["dns"] }),
      ],
      egress: [Egress.internet()],
    });
    expect(result.ingress).toEqual([
      { from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ protocol: "TCP", port: 3000 }] },
      { from: [{ ipBlock: { cidr: "fd00::/8" } }], ports: [{ protocol: "UDP", port: 53 }] },
    ]);
    expect(result.egress).toEqual([expect.objectContaining({ ports: [{ protocol: "TCP", port: 443 }] })]);
  });

  it.each<[CallsProps, string[]]>([
    [{ calls: ["Auth"] }, ["calls[0] invalid-workload-name"]],
    [{ calls: ["a", "a.b.c"] }, ["calls[1] invalid-workload-name"]],
    [{ allowFrom: [""] }, ["allowFrom[0] invalid-workload-name"]],
    [{ calls: [{ ...AUTH, cluster: cluster("b") }] }, ["calls[0] other-cluster"]],
    [
      { allowFrom: [{ workload: "web", ports: ["http", "grpc"] }] },
      ["allowFrom[0].ports[1] unknown-called-port"],
    ],
    [
      { allowFrom: [Caller.namespace({ name: "A", ports: ["grpc"] })] },
      ["allowFrom[0].ports[0] unknown-called-port", "allowFrom[0].name invalid-name"],
    ],
    [{ egress: [Egress.internet({ ports: [] })] }, ["egress[0].ports no-ports"]],
  ])("refuses %#", (props, codes) => {
    expect(resolve(props).codes).toEqual(codes);
  });

  it("checks the name servers of the platform", () => {
    expect(resolve({}, { ...USERS, nameServers: ["172.20.0.10/32"] }).codes).toEqual([]);
    expect(resolve({}, { ...USERS, nameServers: ["172.20.0.10"] }).codes).toEqual([
      "platform.nameServers[0] invalid-cidr",
    ]);
  });

  it("refuses callers of a workload without a port, unless they name one", () => {
    const worker = { ...USERS, port: undefined };
    expect(resolve({ allowFrom: ["web", Caller.namespace({ name: "ops" })] }, worker).codes).toEqual([
      "allowFrom[0] no-called-port",
      "allowFrom[1] no-called-port",
    ]);
    expect(resolve({ allowFrom: [{ workload: "web", ports: ["http"] }] }, worker).codes).toEqual([]);
  });
});

describe("resolveTargets and resolveSources", () => {
  it("report below what they are given", () => {
    expect(reported((problems) => resolveTargets(["A"], USERS, problems)).codes).toEqual([
      "[0] invalid-workload-name",
    ]);
    expect(reported((problems) => resolveSources(["A"], USERS, problems)).codes).toEqual([
      "[0] invalid-workload-name",
    ]);
  });
});

describe("renderPort", () => {
  it("is TCP unless it says otherwise", () => {
    expect(renderPort({ number: 80 })).toEqual({ protocol: "TCP", port: 80 });
    expect(renderPort({ number: 53, protocol: "UDP" })).toEqual({ protocol: "UDP", port: 53 });
  });
});
