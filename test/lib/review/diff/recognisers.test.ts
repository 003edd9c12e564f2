import { renderYaml } from "../../../../lib/core/render";
import { parseBudget } from "../../../../lib/review/diff/parsing";
import { recognise } from "../../../../lib/review/diff/recognisers";
import { UNKNOWN } from "../../../../lib/review/diff/settled";
import { plannedObject } from "../../../support/planned-objects";

function recognised(
  type: string,
  before: object | undefined,
  after: object | undefined,
  budget = parseBudget(),
) {
  const object = plannedObject(type, { before: before as never, after: after as never });
  return recognise({ object, before: object.before, after: object.after, budget });
}

const DEPLOYMENT = (image: string) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "orders" },
  spec: { template: { spec: { containers: [{ name: "orders", image }] } } },
});
const carried = (...manifests: { kind: string; metadata: { name: string } }[]) => ({
  values: [
    renderYaml({
      manifests: Object.fromEntries(manifests.map((one) => [`${one.kind}/shop/${one.metadata.name}`, one])),
    } as never),
  ],
});

describe("recognise", () => {
  it("shows a chart's jump and its values merged", () => {
    const release = (version: string, tag: string) => ({
      chart: "x",
      version,
      values: ["image:\n  tag: v0\n", `image: {tag: ${tag}}`],
    });
    const { documents, shows } = recognised("helm_release", release("1.0.0", "v1"), release("2.0.0", "v2"));
    expect(documents).toEqual([
      {
        path: "chart",
        title: "chart",
        language: "text",
        notes: ["chart x 1.0.0 -> 2.0.0 (major)"],
        lines: [],
      },
      {
        path: "values",
        title: "values",
        language: "yaml",
        notes: ["image.tag: v1 -> v2"],
        lines: [
          { sign: "@", text: "image.tag" },
          { sign: " ", text: "image:" },
          { sign: "-", text: "  tag: v1" },
          { sign: "+", text: "  tag: v2" },
        ],
      },
    ]);
    expect(shows).toContain("values");
  });

  it("shows the objects of Manifests one by one", () => {
    const { documents, kubernetes } = recognised(
      "helm_release",
      carried(DEPLOYMENT("o:1"), {
        kind: "ConfigMap",
        apiVersion: "v1",
        metadata: { name: "gone" },
      } as never),
      carried(DEPLOYMENT("o:2")),
    );
    expect(documents.map(({ title, notes }) => [title, notes])).toEqual([
      ["ConfigMap shop/gone", ["ConfigMap gone removed, pods that read it will not start"]],
      ["Deployment shop/orders", ["image orders: 1 -> 2"]],
    ]);
    expect(kubernetes.map(({ key }) => key)).toEqual(["ConfigMap/shop/gone", "Deployment/shop/orders"]);
  });

  it("counts values that differ in their form only", () => {
    const result = recognised("helm_release", { values: ["a: 1\nb: 2\n"] }, { values: ["b: 2\na: 1\n"] });
    expect(result).toMatchObject({ documents: [], hidden: { "yaml-formatting": 1 } });
    expect(result.hides).toContain("values");
    const dashboard = (space: string) => JSON.stringify({ title: "Orders", panels: [1, 2, 3] }, null, space);
    const values = (space: string, tag: string) => ({
      values: [JSON.stringify({ d: dashboard(space), tag })],
    });
    expect(recognised("helm_release", values("", "1"), values("  ", "2"))).toMatchObject({
      hidden: { "json-formatting": 1 },
      documents: [{ notes: ["tag: 1 -> 2"] }],
    });
  });

  it("compares as text what is no YAML or costs too much, and says so", () => {
    const release = (text: string) => ({ values: [text] });
    for (const result of [
      recognised("helm_release", release("a: [1"), release("a: [2")),
      recognised("helm_release", release("a: 1"), release("a: 2"), parseBudget(0)),
    ]) {
      expect(result.documents).toMatchObject([{ title: "values (text)", language: "text" }]);
      expect(result.unread).toEqual(["values"]);
    }
  });

  it("says what of the values is not known yet", () => {
    const { documents } = recognised(
      "helm_release",
      { values: ["a: 1\n", "b: 1"] },
      { values: ["a: 2\n", UNKNOWN] },
    );
    expect(documents[0]?.notes).toContain("a part of the values is known after apply");
    expect(recognised("helm_release", { values: ["a: 1"] }, { values: ["a: 1", UNKNOWN] }).shows).toEqual([]);
  });

  it("shows a kubernetes_manifest, and what a typed resource means", () => {
    const manifest = recognised(
      "kubernetes_manifest",
      { manifest: DEPLOYMENT("o:1") },
      { manifest: DEPLOYMENT("o") },
    );
    expect(manifest.documents).toMatchObject([
      {
        path: "manifest",
        notes: ["image orders: 1 -> no tag", "image orders: o is not pinned to a version"],
      },
    ]);
    const typed = (replicas: string) => ({ metadata: [{ name: "a", namespace: "n" }], spec: [{ replicas }] });
    expect(recognised("kubernetes_deployment_v1", typed("2"), typed("0"))).toMatchObject({
      documents: [{ title: "Deployment n/a", notes: ["replicas 2 -> 0"], lines: [] }],
      shows: [],
    });
  });

  it("says which manifests nobody can read", () => {
    const body = (text: string) => ({ yaml_body: text });
    expect(recognised("kubectl_manifest", body("a: [1"), body("a: [2")).unread).toEqual(["yaml_body"]);
    expect(recognised("kubernetes_manifest", { manifest: { a: 1 } }, { manifest: UNKNOWN }).unread).toEqual([
      "manifest",
    ]);
    expect(recognised("kubernetes_manifest", { manifest: DEPLOYMENT("o") }, undefined).unread).toEqual([]);
  });

  it("shows who reaches what, before and after", () => {
    const group = (source: string) => ({
      ingress: [
        { protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: [source] },
        { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] },
      ],
    });
    expect(recognised("aws_security_group", group("10.0.0.0/8"), group("0.0.0.0/0")).documents).toEqual([
      {
        path: "",
        title: "network",
        language: "text",
        notes: ["opens tcp 22 for 0.0.0.0/0"],
        lines: [
          { sign: "+", text: "tcp 22 for 0.0.0.0/0" },
          { sign: "-", text: "tcp 22 for 10.0.0.0/8" },
          { sign: " ", text: "tcp 443 for 0.0.0.0/0" },
        ].sort((one, other) => "-+ ".indexOf(one.sign) - "-+ ".indexOf(other.sign)),
      },
    ]);
  });

  it("has nothing to say of other types", () => {
    expect(recognised("aws_vpc", { a: 1 }, { a: 2 })).toMatchObject({
      documents: [],
      shows: [],
      kubernetes: [],
    });
  });
});
