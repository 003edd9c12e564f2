import { Caller, type CallerValue, checkSelector } from "../../../../constructs/workload/calls/callers";
import { reported } from "../../../support/workloads";

function bind(value: CallerValue) {
  return reported((problems) => value.bind("shop", problems));
}

describe("Caller", () => {
  it("is a namespace, pods or addresses", () => {
    const namespaceSelector = { matchLabels: { "kubernetes.io/metadata.name": "ops" } };
    const podSelector = { matchLabels: { app: "probe" } };
    expect(bind(Caller.namespace({ name: "ops" }))).toEqual({ result: [{ namespaceSelector }], codes: [] });
    expect(bind(Caller.pods({ namespace: "ops", labels: { app: "probe" } })).result).toEqual([
      { namespaceSelector, podSelector },
    ]);
    expect(bind(Caller.pods({ labels: { app: "probe" } })).result).toEqual([{ podSelector }]);
    expect(bind(Caller.cidr({ cidrs: ["10.0.0.0/8", "fd00::/8"] })).result).toEqual([
      { ipBlock: { cidr: "10.0.0.0/8" } },
      { ipBlock: { cidr: "fd00::/8" } },
    ]);
  });

  it("names ports where it means others than the one that takes requests", () => {
    expect(Caller.namespace({ name: "ops" }).ports).toBeUndefined();
    expect(Caller.cidr({ cidrs: ["10.0.0.0/8"], ports: ["admin"] }).ports).toEqual(["admin"]);
  });

  it.each<[string, CallerValue, string[]]>([
    ["a wrong namespace", Caller.namespace({ name: "a.b" }), ["name invalid-name"]],
    ["no labels", Caller.pods({ labels: {} }), ["labels no-labels"]],
    ["no blocks", Caller.cidr({ cidrs: [] }), ["cidrs no-cidr"]],
  ])("refuses %s", (_, value, codes) => {
    expect(bind(value).codes).toEqual(codes);
  });
});

describe("checkSelector", () => {
  it("checks namespace, keys and values", () => {
    const codes = (namespace: string | undefined, labels: Record<string, string>) =>
      reported((problems) => checkSelector(problems, namespace, labels)).codes;
    expect(codes("shop", { "example.com/app": "a" })).toEqual([]);
    expect(codes("a.b", { app: "-" })).toEqual(["namespace invalid-name", "labels.app invalid-label-value"]);
  });
});
