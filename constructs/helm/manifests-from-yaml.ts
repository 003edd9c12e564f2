import { parseAllDocuments } from "yaml";
import { type Problems, resolveOrThrow } from "../../lib/core/errors";
import type { KubernetesManifest } from "./manifests";

/**
 * Reads the objects of YAML text, for `Manifests`: what a vendor publishes for `kubectl apply`. Lists are taken apart,
 * empty documents left out; what each object must have is checked by Manifests.
 *
 * @param source name of the file, for messages
 * @throws ConfigError `invalid-yaml`, `not-an-object`
 */
export function manifestsFromYaml(text: string, source: string): readonly KubernetesManifest[] {
  return resolveOrThrow(source, "YAML", (problems) => readManifests(text, problems));
}

function readManifests(text: string, problems: Problems): readonly KubernetesManifest[] {
  return [...parseAllDocuments(text)].flatMap((document, index) => {
    const at = problems.at("documents").at(index);
    for (const error of document.errors) {
      at.add({
        prop: "",
        code: "invalid-yaml",
        rule: error.message.split("\n")[0] ?? error.code,
        fix: "correct the file, or fetch it again",
      });
    }
    return document.errors.length > 0 ? [] : objectsOf(document.toJS(), at);
  });
}

function objectsOf(value: unknown, problems: Problems): readonly KubernetesManifest[] {
  if (value === null || value === undefined) {
    return [];
  }
  if (typeof value !== "object" || Array.isArray(value)) {
    problems.add({
      prop: "",
      code: "not-an-object",
      rule: "a document holds one object of Kubernetes",
      value,
      fix: "remove it",
    });
    return [];
  }
  const { kind, items } = value as { readonly kind?: string; readonly items?: unknown };
  return kind === "List" && Array.isArray(items)
    ? items.flatMap((item, index) => objectsOf(item, problems.at("items").at(index)))
    : [value as KubernetesManifest];
}
