import {
  anythingFact,
  isBuiltIn,
  kindFact,
  namespaceNeed,
  objectFact,
  standInsFor,
} from "../../../../lib/rehearsal/world/facts";

describe("isBuiltIn", () => {
  it.each([
    [objectFact("Namespace", "", "kube-system"), true],
    [objectFact("Namespace", "", "orders"), false],
    [objectFact("ServiceAccount", "orders", "default"), true],
    [objectFact("ServiceAccount", "orders", "api"), false],
    [objectFact("ConfigMap", "orders", "kube-root-ca.crt"), true],
    [kindFact("keda.sh", "ScaledObject"), false],
  ])("says of %s: %p", (fact, expected) => {
    expect(isBuiltIn(fact)).toBe(expected);
  });
});

describe("standInsFor", () => {
  it("lets a chart in the namespace answer for secrets, config maps and accounts, and for nothing else", () => {
    const secret = objectFact("Secret", "orders", "db");
    expect(standInsFor(secret)).toEqual([secret, anythingFact("orders"), anythingFact("*")]);
    const namespace = objectFact("Namespace", "", "orders");
    expect(standInsFor(namespace)).toEqual([namespace]);
    expect(standInsFor(kindFact("keda.sh", "ScaledObject"))).toEqual(["kind keda.sh/ScaledObject"]);
  });
});

describe("namespaceNeed", () => {
  it("speaks as Kubernetes does", () => {
    expect(namespaceNeed("orders")).toMatchObject({
      fact: "Namespace /orders",
      summary: 'namespaces "orders" not found',
    });
  });
});
