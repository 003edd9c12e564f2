import * as fc from "fast-check";
import {
  blockPeer,
  mergeRules,
  namespacePeer,
  podsPeer,
  rulePort,
} from "../../../../constructs/workload/calls/policy-rules";
import type { JsonObject } from "../../../../lib/core/render";

const PEERS = ["a", "b", "c"].map(namespacePeer);
const PORTS = [80, 443, 5432].map((port) => rulePort(port));

const RULE = fc.record({
  from: fc.option(fc.array(fc.constantFrom(...PEERS), { minLength: 1 }), { nil: undefined }),
  ports: fc.option(fc.array(fc.constantFrom(...PORTS), { minLength: 1 }), { nil: undefined }),
});

type Rule = { readonly from?: readonly JsonObject[]; readonly ports?: readonly JsonObject[] };

/** What a list of rules lets in, as NetworkPolicies mean it. */
function allowed(rules: readonly Rule[]): string[] {
  return PEERS.flatMap((peer) =>
    PORTS.filter((port) => rules.some(({ from, ports }) => holds(from, peer) && holds(ports, port))).map(
      (port) => `${JSON.stringify(peer)} ${JSON.stringify(port)}`,
    ),
  );
}

function holds(list: readonly JsonObject[] | undefined, item: JsonObject): boolean {
  return list === undefined || list.some((one) => JSON.stringify(one) === JSON.stringify(item));
}

describe("peers", () => {
  it("are selected by the namespace's own label, which a peer of the same namespace goes without", () => {
    const labels = { app: "users" };
    const namespace = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
    expect(namespacePeer("shop")).toEqual(namespace);
    expect(podsPeer("shop", labels)).toEqual({ ...namespace, podSelector: { matchLabels: labels } });
    expect(podsPeer("shop", labels, "other")).toEqual(podsPeer("shop", labels));
    expect(podsPeer("shop", labels, "shop")).toEqual({ podSelector: { matchLabels: labels } });
    expect(blockPeer("10.0.0.0/8")).toEqual({ ipBlock: { cidr: "10.0.0.0/8" } });
    expect(blockPeer("0.0.0.0/0", ["10.0.0.0/8"])).toEqual({
      ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] },
    });
    expect([rulePort(80), rulePort(53, "UDP")]).toEqual([
      { protocol: "TCP", port: 80 },
      { protocol: "UDP", port: 53 },
    ]);
  });
});

describe("mergeRules", () => {
  it("joins rules with equal ports and keeps peers once", () => {
    const [a = {}, b = {}] = PEERS;
    const ports = [rulePort(80)];
    expect(
      mergeRules(
        [
          { from: [b], ports },
          { from: [a, b], ports },
          { from: [a], ports: [rulePort(443)] },
        ],
        "from",
      ),
    ).toEqual(
      [
        { ports, from: [a, b] },
        { ports: [rulePort(443)], from: [a] },
      ].sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)),
    );
  });

  it("lets everybody in where a rule names no peer", () => {
    const ports = [rulePort(80)];
    const [a = {}] = PEERS;
    expect(mergeRules([{ ports }, { from: [a], ports }], "from")).toEqual([{ ports }]);
    expect(mergeRules([{ from: [a], ports }, { ports }], "from")).toEqual([{ ports }]);
    expect(mergeRules([], "from")).toEqual([]);
  });

  it("allows what its rules allow, in any order, and says it once", () => {
    fc.assert(
      fc.property(fc.array(RULE, { maxLength: 6 }), fc.nat(), (given, seed) => {
        const rules = JSON.parse(JSON.stringify(given)) as Rule[];
        const merged = mergeRules(rules, "from") as Rule[];
        expect(allowed(merged)).toEqual(allowed(rules));
        const turned = rules.map((_, index) => rules[(index + seed) % rules.length] ?? {});
        expect(mergeRules(turned.reverse(), "from")).toEqual(merged);
        expect(mergeRules(merged, "from")).toEqual(merged);
        expect(new Set(merged.map(({ ports }) => JSON.stringify(ports))).size).toBe(merged.length);
      }),
    );
  });
});
