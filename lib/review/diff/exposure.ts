import { containsCidr, isCidr, parseCidr } from "../../core/cidr";
import type { Json } from "../../core/render";
import { SWITCHES, SWITCHES_OF } from "./exposure-switches";
import { type Reach, reachesOf } from "./reach";
import { block, entryOf, isObject, sameValue } from "./values";

export type { Reach } from "./reach";

/** A setting that decides whether the world gets in. */
export interface ExposureSwitch {
  /** `publicly_accessible`, `vpc_config.endpoint_public_access`. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
  /** Whether the change lets in who was kept out. */
  readonly opens: boolean;
}

/** Who gets where by a change, and who does not any more. */
export interface ExposureChange {
  readonly opened: readonly Reach[];
  readonly closed: readonly Reach[];
  readonly switches: readonly ExposureSwitch[];
  /** `opens tcp 22 to 0.0.0.0/0`. */
  readonly notes: readonly string[];
}

/**
 * What a change of an object means for who reaches it over the network: rules of security groups and of network ACLs,
 * the public endpoint of EKS, blocks of public access, settings such as `publicly_accessible`. Undefined where it
 * means nothing.
 */
export function exposureChange(
  type: string,
  before: Json | undefined,
  after: Json | undefined,
): ExposureChange | undefined {
  const [old, new_] = [reachesOf(type, before), reachesOf(type, after)];
  const opened = new_.filter((reach) => !old.some((other) => includes(other, reach)));
  const closed = old.filter((reach) => !new_.some((other) => includes(other, reach)));
  const switches = switchesOf(type, before, after);
  const notes = [
    ...opened.map((reach) => `opens ${reachText(reach)}`),
    ...closed.map((reach) => `closes ${reachText(reach)}`),
    ...switches.map(switchText),
  ];
  return notes.length === 0 ? undefined : { opened, closed, switches, notes };
}

/** Whether a source stands for everybody. */
export function isWorld(source: string): boolean {
  return source === "*" || /\/0+$/.test(source);
}

/** Whether a reach takes in a port of TCP or UDP. */
export function reaches({ protocol, fromPort, toPort }: Reach, port: number): boolean {
  return ["tcp", "udp", "all"].includes(protocol) && fromPort <= port && port <= toPort;
}

/** `tcp 22 for 0.0.0.0/0` of what comes in, `all ports and protocols out to ::/0`. */
export function reachText({ direction, source, protocol, fromPort, toPort }: Reach): string {
  const everything = fromPort === 0 && toPort === 65_535;
  const ports = fromPort === toPort ? ` ${fromPort}` : everything ? "" : ` ${fromPort}-${toPort}`;
  const what = protocol === "all" ? "all ports and protocols" : `${protocol}${ports || ", all ports"}`;
  return direction === "in" ? `${what} for ${source}` : `${what} out to ${source}`;
}

function includes(wide: Reach, narrow: Reach): boolean {
  return (
    wide.direction === narrow.direction &&
    (wide.protocol === "all" ||
      (wide.protocol === narrow.protocol &&
        wide.fromPort <= narrow.fromPort &&
        wide.toPort >= narrow.toPort)) &&
    sourceIncludes(wide.source, narrow.source)
  );
}

function sourceIncludes(wide: string, narrow: string): boolean {
  if (wide === narrow) {
    return true;
  }
  if (wide === "::/0") {
    return /^[\da-f:]+(?:\/\d+)?$/i.test(narrow) && narrow.includes(":");
  }
  const [outer, inner] = [parseCidr(wide), parseCidr(narrow)];
  return isCidr(outer) && isCidr(inner) && containsCidr(outer.text, inner.text);
}

function switchesOf(type: string, before: Json | undefined, after: Json | undefined): ExposureSwitch[] {
  return (entryOf(SWITCHES_OF, type) ?? []).flatMap((path) => {
    const kind = entryOf(SWITCHES, path.split(".").at(-1) ?? "");
    const [old, new_] = [valueAt(before, path), valueAt(after, path)];
    if (kind === undefined || sameValue(old ?? null, new_ ?? null)) {
      return [];
    }
    const isOpen = (body: Json | undefined, value: Json | undefined) =>
      body === undefined || body === null
        ? kind.guards && before !== undefined
        : kind.open.some((open) => open === (value ?? null));
    const opens = isOpen(after, new_) && !(isObject(before) && isOpen(before, old));
    return [{ path, before: old, after: new_, opens }];
  });
}

function valueAt(body: Json | undefined, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((value, name) => {
    const below = block(value);
    return isObject(below) ? below[name] : undefined;
  }, body);
}

function switchText({ path, before, after, opens }: ExposureSwitch): string {
  const text = (value: Json | undefined) => (value === undefined || value === null ? "none" : String(value));
  return `${path} ${text(before)} -> ${text(after)}${opens ? " (opens it)" : ""}`;
}
