import { ConfigError } from "../../core/errors";
import type { WorldEvent } from "./events";
import type { WorldObject } from "./store";

/** A world as data. Failures and delays that wait are not part of it. */
export type WorldSnapshot = {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly objects: readonly WorldObject[];
  readonly events: readonly WorldEvent[];
  /** How often something of the same configuration was made, so that the next one gets new ids. */
  readonly made: Readonly<Record<string, number>>;
  /** Handles of deleted objects. */
  readonly deleted: readonly string[];
  /** What stays in a cluster when the object that brought it is gone: namespaces Helm created. */
  readonly kept: readonly string[];
  /** Endpoints of clusters that exist outside of the world. */
  readonly clusters: readonly string[];
  /** Charts that are in clusters outside of the world. */
  readonly charts?: readonly string[];
  /** Whether the rules of the services are kept. */
  readonly rules: boolean;
};

export const SNAPSHOT_FORMAT = "slipway-world-1";

/**
 * Checks that some JSON is a snapshot.
 *
 * @throws ConfigError `not-a-world` if it is not, or was written by another version
 */
export function readSnapshot(json: unknown): WorldSnapshot {
  if (!isSnapshot(json)) {
    throw new ConfigError("World", "WorldSnapshot", [
      {
        prop: "",
        code: "not-a-world",
        rule: `the snapshot is not one of format ${SNAPSHOT_FORMAT}`,
        fix: "use what toJSON of the same version gave, or begin with an empty world",
      },
    ]);
  }
  return json;
}

function isSnapshot(json: unknown): json is WorldSnapshot {
  if (typeof json !== "object" || json === null) {
    return false;
  }
  const parts: Partial<Record<keyof WorldSnapshot, unknown>> = json;
  const lists = [parts.objects, parts.events, parts.deleted, parts.kept, parts.clusters];
  return (
    parts.format === SNAPSHOT_FORMAT &&
    lists.every((list) => Array.isArray(list)) &&
    typeof parts.made === "object" &&
    parts.made !== null &&
    typeof parts.rules === "boolean"
  );
}
