import { createHash } from "node:crypto";
import { posix } from "node:path";
import { Fn } from "cdktf";
import type { Problems } from "../../lib/core/errors";
import type { JsonObject } from "../../lib/core/render";
import { isToken } from "../../lib/core/tokens";
import type { WorkloadContext, WorkloadContribution } from "./extension";
import { holdsSecret, LITERAL_ENV } from "./pod/literal-secrets";

/** Settings that are no secret: what the ConfigMap of a workload holds. A change of them starts new pods. */
export type WorkloadConfig = {
  /** Environment variables, by name. @default none */
  readonly env?: Readonly<Record<string, string>>;
  /** Files by the path they appear at, `/etc/users/settings.yaml`, with their text. @default none */
  readonly files?: Readonly<Record<string, string>>;
};

/** Bytes of a ConfigMap. Source: "ConfigMaps", Kubernetes documentation. */
const MAX_BYTES = 1_048_576;

/** Annotation of the pods that changes with the settings, so that a change of them starts new pods. */
export const CONFIG_CHECKSUM = "slipway.dev/config-checksum";

/**
 * The settings as ConfigMaps and what mounts them: `<name>-env` and `<name>-files`. Files stand beside those the image
 * has in the same folder.
 *
 * Codes: `literal-secret`, `invalid-env-name`, `invalid-config-path`, `duplicate-config-file`, `config-too-large`.
 */
export function workloadConfig(
  context: WorkloadContext,
  config: WorkloadConfig | undefined,
  problems: Problems,
): WorkloadContribution {
  const { env = {}, files = {} } = config ?? {};
  checkEnv(env, problems.at("env"));
  const keys = fileKeys(files, problems.at("files"));
  const [envName, filesName] = [`${context.name}-env`, `${context.name}-files`];
  const maps = [
    { name: envName, prop: "env", data: env },
    { name: filesName, prop: "files", data: renamed(files, keys) },
  ].filter(({ data }) => Object.keys(data).length > 0);
  for (const { prop, data } of maps) {
    checkSize(problems, prop, data);
  }
  const hasFiles = keys.size > 0;
  return {
    manifests: maps.map(({ name, data }) => configMap(context, name, data)),
    ...(maps.length > 0 && {
      podAnnotations: { [CONFIG_CHECKSUM]: checksum(maps) },
    }),
    ...(Object.keys(env).length > 0 && { envFrom: [{ configMapRef: { name: envName } }] }),
    ...(hasFiles && {
      volumes: [{ name: "config-files", configMap: { name: filesName } }],
      volumeMounts: [...keys].map(([mountPath, subPath]) => ({
        name: "config-files",
        mountPath,
        subPath,
        readOnly: true,
      })),
    }),
  };
}

function configMap(
  { namespace, labels }: WorkloadContext,
  name: string,
  data: Readonly<Record<string, string>>,
) {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace, labels }, data };
}

/** Twelve hexadecimal digits of all settings; worked out by Terraform where it alone knows them. */
function checksum(maps: readonly { readonly name: string; readonly data: JsonObject }[]): string {
  const parts = maps.flatMap(({ name, data }) => [
    name,
    ...Object.entries(data)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .flat(),
  ]) as string[];
  return parts.some(isToken)
    ? Fn.substr(Fn.sha256(Fn.jsonencode(parts)), 0, 12)
    : createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
}

/** Keys of a ConfigMap hold no slash: `/etc/app/a.yaml` becomes `etc_app_a.yaml`. */
function fileKeys(files: Readonly<Record<string, string>>, problems: Problems): Map<string, string> {
  const keys = new Map<string, string>();
  const taken = new Map<string, string>();
  for (const path of Object.keys(files)) {
    const at = problems.at(path);
    const key = path.slice(1).replaceAll("/", "_");
    const invalid = at.addIf(
      !/^\/.*[^/]$/.test(path) || posix.normalize(path) !== path || !/^[-._a-zA-Z0-9]{1,253}$/.test(key),
      {
        prop: "",
        code: "invalid-config-path",
        rule: "a file is named by its absolute path of letters, digits and -._ without . and ..",
        value: path,
        fix: "write it like /etc/app/settings.yaml",
      },
    );
    const other = taken.get(key);
    at.addIf(!invalid && other !== undefined, {
      prop: "",
      code: "duplicate-config-file",
      rule: `in a ConfigMap this path is the same as ${other}: slashes become underscores`,
      value: path,
      fix: "rename one of them",
    });
    taken.set(key, path);
    keys.set(path, key);
  }
  return keys;
}

function renamed(files: Readonly<Record<string, string>>, keys: ReadonlyMap<string, string>) {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [keys.get(path) ?? path, text]));
}

function checkEnv(env: Readonly<Record<string, string>>, problems: Problems): void {
  for (const [name, value] of Object.entries(env)) {
    const at = problems.at(name);
    at.addIf(holdsSecret(name, value), { prop: "", ...LITERAL_ENV });
    at.addIf(!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name), {
      prop: "",
      code: "invalid-env-name",
      rule: "a variable's name is letters, digits and underscores and starts with no digit",
      value: name,
      fix: "write it like LOG_LEVEL",
    });
  }
}

function checkSize(problems: Problems, prop: string, data: Readonly<Record<string, string>>): void {
  const bytes = Object.entries(data)
    .flat()
    .reduce((sum, text) => sum + (isToken(text) ? 0 : Buffer.byteLength(text)), 0);
  problems.addIf(bytes > MAX_BYTES, {
    prop,
    code: "config-too-large",
    rule: `a ConfigMap holds at most ${MAX_BYTES} bytes`,
    value: bytes,
    fix: "put large files into the image or a volume",
  });
}
