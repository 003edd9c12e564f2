import * as fs from "node:fs";
import * as path from "node:path";
import Ajv, { type ValidateFunction } from "ajv";
import type { KubernetesManifest } from "../../constructs/helm";

const FOLDER = path.join(__dirname, "..", "fixtures", "crds");
const validators = new Map<string, ValidateFunction>();
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });

/**
 * What is wrong with a custom resource by the schema of its definition; empty where it is right. Unlike an API server,
 * which drops them without a word, unknown keys are refused. Rules in CEL are not run.
 */
export function crdProblems(manifest: KubernetesManifest): string[] {
  const validate = validatorOf(manifest);
  return validate(manifest)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}

/** Whether a definition brings the kind: Kubernetes' own groups have no dot, or end in k8s.io, and one is both. */
export function isCustom({ apiVersion }: KubernetesManifest): boolean {
  const [group = ""] = apiVersion.includes("/") ? apiVersion.split("/") : [""];
  return group.includes(".") && (!group.endsWith(".k8s.io") || group === "gateway.networking.k8s.io");
}

function validatorOf({ apiVersion, kind }: KubernetesManifest): ValidateFunction {
  const name = `${apiVersion.replace("/", "_")}_${kind}`;
  const known = validators.get(name);
  if (known !== undefined) {
    return known;
  }
  const { schema } = JSON.parse(fs.readFileSync(path.join(FOLDER, `${name}.json`), "utf8"));
  const validate = ajv.compile(closed(schema, true) as object);
  validators.set(name, validate);
  return validate;
}

/** Refuses keys a schema does not name, except in metadata and where the schema keeps unknown ones. */
function closed(schema: unknown, top = false): unknown {
  if (Array.isArray(schema)) {
    return schema.map((item) => closed(item));
  }
  if (typeof schema !== "object" || schema === null) {
    return schema;
  }
  const { "x-kubernetes-int-or-string": either, pattern, ...rest } = schema as Record<string, unknown>;
  const inner = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === "properties"
        ? Object.fromEntries(Object.entries(value as object).map(([name, one]) => [name, closed(one)]))
        : closed(value),
    ]),
  );
  const open = rest["x-kubernetes-preserve-unknown-fields"] === true || "additionalProperties" in rest;
  return {
    ...inner,
    ...(typeof pattern === "string" && { pattern: inJavaScript(pattern) }),
    // Some definitions, such as those of Istio, leave what every object has to the API server.
    ...(top && {
      required: ["apiVersion", "kind", "metadata", "spec"],
      properties: {
        ...{ apiVersion: { type: "string" }, kind: { type: "string" }, metadata: { type: "object" } },
        ...(inner.properties as object),
      },
    }),
    ...("properties" in rest && !open && { additionalProperties: false }),
    ...(either === true && { type: ["integer", "string"] }),
  };
}

/** Definitions write patterns for Go, whose flag for letters of either case JavaScript does not know. */
function inJavaScript(pattern: string): string {
  return pattern.includes("(?i)")
    ? pattern.replace("(?i)", "").replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
    : pattern;
}
