import { Egress, type EgressValue } from "../../../../constructs/workload/calls/egress";
import { numberToken } from "../../../support/fake-keda";
import { reported } from "../../../support/workloads";

function bind(value: EgressValue) {
  return reported((problems) => value.bind("shop", problems));
}

describe("Egress", () => {
  it("reaches addresses at ports, ranges and other protocols", () => {
    const ports = [5432, { port: 8000, endPort: 8010 }, { port: 53, protocol: "UDP" as const }];
    expect(bind(Egress.cidr({ cidrs: ["10.0.0.0/16"], ports }))).toEqual({
      result: {
        to: [{ ipBlock: { cidr: "10.0.0.0/16" } }],
        ports: [
          { protocol: "TCP", port: 5432 },
          { protocol: "TCP", port: 8000, endPort: 8010 },
          { protocol: "UDP", port: 53 },
        ],
      },
      codes: [],
    });
  });

  it("reaches the internet without private networks and the metadata service", () => {
    const { result, codes } = bind(Egress.internet());
    expect(codes).toEqual([]);
    expect(result).toEqual({
      to: [
        {
          ipBlock: {
            cidr: "0.0.0.0/0",
            except: ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16"],
          },
        },
        { ipBlock: { cidr: "::/0", except: ["fc00::/7", "fe80::/10"] } },
      ],
      ports: [{ protocol: "TCP", port: 443 }],
    });
    expect(bind(Egress.internet({ ports: [25] })).result.ports).toEqual([{ protocol: "TCP", port: 25 }]);
  });

  it("reaches namespaces and pods, in the own namespace without naming it", () => {
    const namespaceSelector = { matchLabels: { "kubernetes.io/metadata.name": "data" } };
    const podSelector = { matchLabels: { app: "redis" } };
    const ports = [6379];
    expect(bind(Egress.namespace({ name: "data", ports })).result.to).toEqual([{ namespaceSelector }]);
    expect(bind(Egress.pods({ namespace: "data", labels: { app: "redis" }, ports })).result.to).toEqual([
      { namespaceSelector, podSelector },
    ]);
    expect(bind(Egress.pods({ labels: { app: "redis" }, ports })).result.to).toEqual([{ podSelector }]);
  });

  it("lets numbers pass that are known after apply", () => {
    expect(bind(Egress.internet({ ports: [numberToken()] })).codes).toEqual([]);
  });

  it.each<[string, EgressValue, string[]]>([
    ["no block", Egress.cidr({ cidrs: [], ports: [1] }), ["cidrs no-cidr"]],
    ["a wrong block", Egress.cidr({ cidrs: ["db.example.com"], ports: [1] }), ["cidrs[0] invalid-cidr"]],
    ["no ports", Egress.cidr({ cidrs: ["10.0.0.0/8"], ports: [] }), ["ports no-ports"]],
    ["port 0", Egress.internet({ ports: [443, 0] }), ["ports[1] out-of-range"]],
    ["half a port", Egress.internet({ ports: [{ port: 1.5 }] }), ["ports[0].port out-of-range"]],
    [
      "a range backwards",
      Egress.internet({ ports: [{ port: 90, endPort: 80 }] }),
      ["ports[0].endPort range-ends-early"],
    ],
    ["a wrong namespace", Egress.namespace({ name: "A", ports: [1] }), ["name invalid-name"]],
    ["every pod by mistake", Egress.pods({ labels: {}, ports: [1] }), ["labels no-labels"]],
    [
      "wrong labels",
      Egress.pods({ namespace: "A", labels: { "a b": "c d" }, ports: [1] }),
      ["namespace invalid-name", 'labels["a b"] invalid-label-key', 'labels["a b"] invalid-label-value'],
    ],
  ])("refuses %s", (_, value, codes) => {
    expect(bind(value).codes).toEqual(codes);
  });
});
