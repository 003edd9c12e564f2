import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import type { PodSecurityLevel } from "../namespace/pod-security";
import { checkBytes } from "./container-resources";
import { forbids, outside } from "./security";

type FileOptions = {
  /** Keys to show, each with the path of its file; all under their own names where not given. @default all */
  readonly items?: Readonly<Record<string, string>>;
  /** Permissions of the files: `0o440`. @default 0o644 */
  readonly defaultMode?: number;
  /** Whether the pod starts without the object. @default false: it waits for it */
  readonly optional?: boolean;
};

type EmptyDirOptions = {
  /** The pod is evicted when it holds more: `"1Gi"`. @default what the node has */
  readonly sizeLimit?: string;
  /** `Memory` is faster and counts as memory of the containers. @default the node's disk */
  readonly medium?: "Memory";
};

type TokenOptions = {
  /** Whom the token is for. */
  readonly audience: string;
  /** Name of the file. @default token */
  readonly path?: string;
  /** 600 or more; the kubelet renews it in time. @default 3600 */
  readonly expirationSeconds?: number;
};

/** Where the files of a volume come from; made by `VolumeFrom`. */
export type VolumeSource =
  | ({ readonly from: "empty-dir" } & EmptyDirOptions)
  | ({ readonly from: "secret"; readonly name: string } & FileOptions)
  | ({ readonly from: "config-map"; readonly name: string } & FileOptions)
  | { readonly from: "claim"; readonly name: string; readonly readOnly?: boolean }
  | {
      readonly from: "csi";
      readonly driver: string;
      readonly attributes?: Readonly<Record<string, string>>;
      readonly readOnly?: boolean;
    }
  | { readonly from: "projected"; readonly sources: readonly VolumeSource[]; readonly defaultMode?: number }
  | ({ readonly from: "token" } & TokenOptions)
  | { readonly from: "host-path"; readonly path: string; readonly type?: string };

/** Ways to name where the files of a volume come from. */
export const VolumeFrom = {
  /** An empty directory that is thrown away with the pod. */
  emptyDir: (options: EmptyDirOptions = {}): VolumeSource => ({ ...options, from: "empty-dir" }),
  /** Keys of a Secret as files. */
  secret: (name: string, options: FileOptions = {}): VolumeSource => ({ ...options, from: "secret", name }),
  /** Keys of a ConfigMap as files. */
  configMap: (name: string, options: FileOptions = {}): VolumeSource => ({
    ...options,
    from: "config-map",
    name,
  }),
  /** A PersistentVolumeClaim of the namespace. */
  persistentVolumeClaim: (name: string, options: { readonly readOnly?: boolean } = {}): VolumeSource => ({
    ...options,
    from: "claim",
    name,
  }),
  /** A volume a CSI driver makes for the pod: `secrets-store.csi.k8s.io`. Read-only unless said otherwise. */
  csi: (
    driver: string,
    options: {
      readonly attributes?: Readonly<Record<string, string>>;
      /** @default true */
      readonly readOnly?: boolean;
    } = {},
  ): VolumeSource => ({ ...options, from: "csi", driver }),
  /** Several Secrets, ConfigMaps and tokens in one directory. */
  projected: (
    sources: readonly VolumeSource[],
    options: { readonly defaultMode?: number } = {},
  ): VolumeSource => ({ ...options, from: "projected", sources }),
  /** A token of the pod's service account for somebody other than the Kubernetes API. */
  serviceAccountToken: (options: TokenOptions): VolumeSource => ({ ...options, from: "token" }),
  /** A directory of the node, which lets the pod reach beyond itself: only at the privileged level. */
  hostPath: (path: string, options: { readonly type?: string } = {}): VolumeSource => ({
    ...options,
    from: "host-path",
    path,
  }),
} as const;

/** Sources whose files cannot be written, whatever the mount says. */
export function isReadOnly(source: VolumeSource): boolean {
  switch (source.from) {
    case "csi":
      return source.readOnly ?? true;
    case "claim":
      return source.readOnly ?? false;
    default:
      return ["secret", "config-map", "projected", "token"].includes(source.from);
  }
}

/**
 * Renders the source of a volume as a Volume without its name; reports every problem.
 *
 * Codes: `invalid-name`, `invalid-quantity`, `out-of-range`, `outside-pod-security`, `not-projectable`, `relative-path`.
 */
export function volumeSource(source: VolumeSource, level: PodSecurityLevel, problems: Problems): JsonObject {
  switch (source.from) {
    case "empty-dir":
      checkBytes(problems, "sizeLimit", source.sizeLimit);
      return { emptyDir: { sizeLimit: source.sizeLimit, medium: source.medium } };
    case "secret":
    case "config-map": {
      const { name, optional } = source;
      const files = { items: filesOf(source, problems), defaultMode: modeOf(source, problems), optional };
      return source.from === "secret"
        ? { secret: { secretName: name, ...files } }
        : { configMap: { name, ...files } };
    }
    case "claim":
      checkName(problems, "name", source.name, DNS_SUBDOMAIN);
      return { persistentVolumeClaim: { claimName: source.name, readOnly: source.readOnly } };
    case "csi":
      checkName(problems, "driver", source.driver, DNS_SUBDOMAIN);
      return {
        csi: {
          driver: source.driver,
          readOnly: source.readOnly ?? true,
          volumeAttributes: source.attributes,
        },
      };
    case "projected":
      return {
        projected: {
          sources: source.sources.map((one, index) => projection(one, problems.at("sources").at(index))),
          defaultMode: modeOf(source, problems),
        },
      };
    case "token":
      return { projected: { sources: [projection(source, problems)] } };
    case "host-path":
      problems.addIf(
        forbids(level, "baseline"),
        outside(level, "", "a pod mounts no directory of its node", source.path),
      );
      checkAbsolute(source.path, problems);
      return { hostPath: { path: source.path, type: source.type } };
  }
}

function projection(source: VolumeSource, problems: Problems): JsonObject {
  switch (source.from) {
    case "secret":
    case "config-map": {
      const { name, optional } = source;
      const items = filesOf(source, problems);
      return { [source.from === "secret" ? "secret" : "configMap"]: { name, items, optional } };
    }
    case "token": {
      const { audience, path = "token", expirationSeconds = 3600 } = source;
      checkWholeNumber(problems, "expirationSeconds", expirationSeconds, 600, 2 ** 32);
      return { serviceAccountToken: { audience, path, expirationSeconds } };
    }
    default:
      problems.add({
        prop: "",
        code: "not-projectable",
        rule: "a projected volume is put together from Secrets, ConfigMaps and service account tokens",
        value: source.from,
        fix: "mount it as a volume of its own",
      });
      return {};
  }
}

function filesOf(source: { readonly name: string } & FileOptions, problems: Problems) {
  checkName(problems, "name", source.name, DNS_SUBDOMAIN);
  return source.items && Object.entries(source.items).map(([key, path]) => ({ key, path }));
}

function modeOf({ defaultMode }: { readonly defaultMode?: number }, problems: Problems) {
  checkWholeNumber(problems, "defaultMode", defaultMode, 0, 0o777);
  return defaultMode;
}

function checkAbsolute(path: string, problems: Problems): void {
  problems.addIf(!path.startsWith("/"), {
    prop: "path",
    code: "relative-path",
    rule: "a path starts with a slash",
    value: path,
    fix: "write the whole path",
  });
}
