import * as fs from "node:fs";
import * as path from "node:path";
import { parseAllDocuments } from "yaml";
import type { KubernetesManifest } from "../constructs/helm";
import { coreProblems } from "./support/core-kinds";
import { crdProblems } from "./support/crds";
import { describeWithHelm, kubectl } from "./support/helm";
import { ROOT } from "./support/project";

const EXAMPLES = path.join(ROOT, "examples");

/** Folders of examples that Argo CD or Flux renders in the cluster. */
const OVERLAYS = fs
  .readdirSync(EXAMPLES, { recursive: true, encoding: "utf8" })
  .filter((file) => /overlays\/[^/]+\/kustomization\.yaml$/.test(file))
  .map((file) => path.dirname(file))
  .sort();

function rendered(overlay: string): KubernetesManifest[] {
  return parseAllDocuments(kubectl("kustomize", path.join(EXAMPLES, overlay))).map((one) => one.toJS());
}

function isCore({ apiVersion }: KubernetesManifest): boolean {
  return !apiVersion.startsWith("gateway.networking.k8s.io/");
}

describeWithHelm("overlays of examples", () => {
  it("are found", () => {
    expect(OVERLAYS).toContain("devops-platform/deploy/catalog/overlays/production");
  });

  it("render to objects that an API server takes", () => {
    const objects = OVERLAYS.flatMap(rendered);
    expect(coreProblems(objects.filter(isCore))).toEqual([]);
    expect(objects.filter((one) => !isCore(one)).flatMap(crdProblems)).toEqual([]);
  });

  it.each([
    ["staging", ["catalog.staging.example.com"], 1, "0d6f3b0c1f5e4f7a9a2b8c3d4e5f60718293a4b5"],
    ["production", ["catalog.example.com"], 3, "release-1.4.2"],
    ["preview", [], 1, undefined],
  ])("tell %s apart by host, replicas and image", (overlay, hosts, replicas, tag) => {
    const objects = rendered(`devops-platform/deploy/catalog/overlays/${overlay}`);
    const of = (kind: string) => objects.filter((one) => one.kind === kind).map(({ spec }) => spec);
    expect(of("HTTPRoute")).toMatchObject(hosts.map((host) => ({ hostnames: [host] })));
    const image = tag === undefined ? "catalog" : expect.stringMatching(`/devops/catalog:${tag}$`);
    expect(of("Deployment")).toMatchObject([{ replicas, template: { spec: { containers: [{ image }] } } }]);
  });
});
