import { kubernetesChanges, pairChanges } from "../../../../../lib/review/diff/kubernetes/objects";
import { plannedObject } from "../../../../support/planned-objects";

const CONFIG = { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "a" }, data: { k: "1" } };
const release = (...names: string[]) => ({
  values: [
    JSON.stringify({
      manifests: Object.fromEntries(
        names.map((name) => [`ConfigMap/shop/${name}`, { ...CONFIG, metadata: { name } }]),
      ),
    }),
  ],
});

describe("kubernetesChanges", () => {
  it("finds what Manifests carry: what is the same is left out", () => {
    const object = plannedObject("helm_release", {
      before: release("same", "gone"),
      after: release("same", "new"),
    });
    expect(
      kubernetesChanges(object).map(({ key, namespace, before }) => [key, namespace, before !== undefined]),
    ).toEqual([
      ["ConfigMap/shop/gone", "shop", true],
      ["ConfigMap/shop/new", "shop", false],
    ]);
  });

  it("finds manifests of the providers", () => {
    const manifest = plannedObject("kubernetes_manifest", { after: { manifest: CONFIG } });
    expect(kubernetesChanges(manifest)).toMatchObject([
      { key: "ConfigMap//a", before: undefined, after: CONFIG },
    ]);
    const body = plannedObject("kubectl_manifest", { before: { yaml_body: JSON.stringify(CONFIG) } });
    expect(kubernetesChanges(body)).toMatchObject([{ before: CONFIG, after: undefined }]);
  });

  it("finds typed resources, with what is unknown", () => {
    const typed = (image?: string) => ({
      metadata: [{ name: "a", namespace: "n" }],
      spec: [{ template: [{ spec: [{ container: [{ name: "c", ...(image && { image }) }] }] }] }],
    });
    const object = plannedObject("kubernetes_deployment_v1", {
      before: typed("x:1"),
      after: typed(),
      afterUnknown: { spec: [{ template: [{ spec: [{ container: [{ image: true }] }] }] }] },
    });
    expect(kubernetesChanges(object)).toMatchObject([
      {
        key: "Deployment/n/a",
        after: { spec: { template: { spec: { containers: [{ image: "(known after apply)" }] } } } },
      },
    ]);
  });

  it("finds nothing elsewhere", () => {
    expect(kubernetesChanges(plannedObject("aws_vpc", { after: { manifest: CONFIG } }))).toEqual([]);
    expect(kubernetesChanges(plannedObject("constructor", { after: { manifest: CONFIG } }))).toEqual([]);
    expect(kubernetesChanges(plannedObject("helm_release", { after: { values: ["a: 1"] } }))).toEqual([]);
  });
});

describe("pairChanges", () => {
  it("is not led astray by what objects inherit", () => {
    expect(pairChanges({}, { constructor: CONFIG })).toMatchObject([
      { key: "constructor", before: undefined },
    ]);
  });
});
