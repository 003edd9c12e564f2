import { createHash } from "node:crypto";
import type { Problems } from "../../../lib/core/errors";
import { physicalName } from "../../../lib/core/names";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import type { PodSecurityLevel } from "../namespace/pod-security";
import { isReadOnly, type VolumeSource, volumeSource } from "./volume";

/** What appears at a path: the name of a volume, with how to mount it, or a volume of its own. */
export type MountProps =
  | string
  | VolumeSource
  | {
      /** Name out of `volumes`. */
      readonly volume: string;
      /** @default true for Secrets, ConfigMaps and CSI volumes, else false */
      readonly readOnly?: boolean;
      /** Path inside the volume that appears, in place of its root. @default the whole volume */
      readonly subPath?: string;
    };

/** A writable `/tmp`. */
export type TemporaryDirectory =
  | "none"
  | {
      /** The pod is evicted when it holds more. @default 1Gi */
      readonly sizeLimit?: string;
      /** `Memory` counts as memory of the container. @default the node's disk */
      readonly medium?: "Memory";
    };

/** A volume as a pod has it. */
export type NamedVolume = JsonObject & { readonly name: string };

/** What a container mounts, and the volumes that are its alone. */
export interface MountsConfig {
  readonly volumeMounts: readonly JsonObject[];
  readonly volumes: readonly NamedVolume[];
}

/** What the mounts of a container depend on. */
export interface MountsContext {
  /** Starts the names of its own volumes; empty for the main container. */
  readonly container: string;
  /** Volumes of the pod; undefined stands for one whose source is not known here, a claim template. */
  readonly volumes: Readonly<Record<string, VolumeSource | undefined>>;
  readonly level: PodSecurityLevel;
  readonly readOnlyRoot: boolean;
}

/** Enough for uploads and caches; without a limit one pod could fill the disk of its node. */
const TEMPORARY_SIZE = "1Gi";

/**
 * Renders the mounts of a container, under the props `mounts` and `temporaryDirectory`.
 *
 * Codes: `relative-path`, `duplicate-mount-path`, `unknown-volume`, and those of `volumeSource`.
 */
export function resolveMounts(
  mounts: Readonly<Record<string, MountProps>> | undefined,
  temporary: TemporaryDirectory | undefined,
  context: MountsContext,
  problems: Problems,
): MountsConfig {
  const volumeMounts: JsonObject[] = [];
  const volumes: NamedVolume[] = [];
  const paths = new Set<string>();
  for (const [path, props] of Object.entries(mounts ?? {})) {
    const at = problems.at("mounts").at(path);
    checkPath(path, paths, at);
    const mount = typeof props === "string" ? { volume: props } : props;
    if ("volume" in mount) {
      volumeMounts.push(namedMount(path, mount, context, at));
    } else {
      const name = volumeName(context.container, path);
      volumes.push({ name, ...volumeSource(mount, context.level, at) });
      volumeMounts.push({ name, mountPath: path, readOnly: isReadOnly(mount) || undefined });
    }
  }
  const wanted = temporary ?? (context.readOnlyRoot && !paths.has("/tmp") ? {} : "none");
  if (wanted !== "none") {
    const at = problems.at("temporaryDirectory");
    checkPath("/tmp", paths, at);
    const name = volumeName(context.container, "/tmp");
    const source = { sizeLimit: TEMPORARY_SIZE, ...wanted, from: "empty-dir" } as const;
    volumes.push({ name, ...volumeSource(source, context.level, at) });
    volumeMounts.push({ name, mountPath: "/tmp" });
  }
  return { volumeMounts, volumes };
}

function namedMount(
  path: string,
  mount: Extract<MountProps, { volume: string }>,
  { volumes }: MountsContext,
  problems: Problems,
): JsonObject {
  const { volume, subPath } = mount;
  const source = volumes[volume];
  problems.addIf(!Object.hasOwn(volumes, volume), {
    prop: "",
    code: "unknown-volume",
    rule: "a mount names a volume of the pod",
    value: volume,
    fix: `use one of ${Object.keys(volumes).join(", ") || "those you add to volumes"}, or pass a VolumeFrom value`,
  });
  const readOnly = mount.readOnly ?? (source !== undefined && isReadOnly(source));
  return { name: volume, mountPath: path, subPath, readOnly: readOnly || undefined };
}

/** The kubelet mounts by cleaned paths: `/data` and `/data/` are one. */
function checkPath(path: string, taken: Set<string>, problems: Problems): void {
  const clean = path.replace(/\/+/g, "/").replace(/(?<=.)\/$/, "");
  problems.addIf(!isToken(path) && (!path.startsWith("/") || /[:]/.test(path)), {
    prop: "",
    code: "relative-path",
    rule: "a path in a container starts with a slash and has no colon",
    value: path,
    fix: "write the whole path",
  });
  problems.addIf(taken.has(clean), {
    prop: "",
    code: "duplicate-mount-path",
    rule: "one thing appears at a path",
    value: path,
    fix: "mount one of them elsewhere",
  });
  taken.add(clean);
}

/** Name of the volume that belongs to a path: readable, and another one for every path. */
function volumeName(container: string, path: string): string {
  const slug = path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  // A path of plain words can be read back from its name; another one needs more to stay apart.
  const plain = /^(\/[a-z0-9]+)+$/.test(path);
  const hash = plain ? "" : createHash("sha256").update(path).digest("hex").slice(0, 8);
  return physicalName([container, slug, hash], 63);
}
