import {
  type ExposureSwitch,
  exposureChange,
  isWorld,
  type Reach,
  reaches,
  reachText,
} from "../diff/exposure";
import { UNKNOWN } from "../diff/settled";
import type { RiskLevel } from "../review";
import { isCreated } from "./action";
import { shown } from "./leaves";
import type { Hit, Rule, Subject } from "./rule";

/** Ways in that a change opens. */
export const EXPOSURE_OPENED: Rule = {
  id: "R4",
  name: "exposure-opened",
  summary: "The network, an endpoint or a bucket lets in who was kept out.",
  level: "critical",
  check: (subject) => {
    const { object, before, after } = subject;
    const change = exposureChange(object.type, before, after);
    return change === undefined
      ? []
      : [
          ...change.opened.flatMap((reach) => reachHit(reach, subject)),
          ...change.switches.filter(({ opens }) => opens).flatMap((one) => switchHit(one, subject)),
        ];
  },
};

/** Ports nobody opens to the world: remote logins, databases, queues, the API of containers and clusters. */
const GUARDED_PORTS: readonly number[] = [
  22, 23, 445, 1433, 1521, 2375, 2379, 3306, 3389, 5432, 5439, 5601, 5672, 5900, 5985, 6379, 6443, 7000, 8086,
  9042, 9092, 9200, 10250, 11211, 15672, 27017,
];

function reachHit(reach: Reach, { object }: Subject): readonly Hit[] {
  // What is not known is for the rule of unknown values.
  if (reach.source === UNKNOWN) {
    return [];
  }
  const wide = isWide(reach.source);
  if (reach.direction === "out") {
    return wide && !isCreated(object)
      ? [
          {
            level: "low",
            title: "more gets out to the world",
            evidence: `opens ${reachText(reach)}`,
            fix: "name the addresses and ports that are needed",
          },
        ]
      : [];
  }
  if (!wide) {
    return isCreated(object)
      ? []
      : [
          {
            level: "medium",
            title: "more gets in",
            evidence: `opens ${reachText(reach)}`,
            fix: "make sure that this source needs these ports",
          },
        ];
  }
  const dangerous = reach.protocol === "all" || GUARDED_PORTS.some((port) => reaches(reach, port));
  return [
    {
      level: dangerous ? "critical" : "high",
      title: dangerous ? "the world gets in to guarded ports" : "the world gets in",
      evidence: `opens ${reachText(reach)}`,
      fix: "name the networks or security groups that need it; put what is public behind a load balancer",
    },
  ];
}

/** Everybody, or so many that it comes to the same: two halves of the world are the world. */
function isWide(source: string): boolean {
  const prefix = /^[\d.]+\/(\d+)$/.exec(source)?.[1];
  const six = /^[\da-f:]+\/(\d+)$/i.exec(source)?.[1];
  return (
    isWorld(source) ||
    (prefix !== undefined && Number(prefix) < 8) ||
    (prefix === undefined && six !== undefined && Number(six) < 16)
  );
}

/** Settings that are as usual as they are open: a subnet for load balancers has to be public. */
const SWITCH_LEVELS: { readonly [name: string]: RiskLevel } = {
  map_public_ip_on_launch: "medium",
  associate_public_ip_address: "medium",
  internal: "medium",
  endpoint_public_access: "medium",
};

function switchHit({ path, before, after }: ExposureSwitch, { object }: Subject): readonly Hit[] {
  const name = path.split(".").at(-1) ?? "";
  const level = SWITCH_LEVELS[name] ?? "high";
  // A new load balancer or subnet that is public is what somebody asked for, and its rules are judged by themselves.
  return isCreated(object) && level !== "high"
    ? []
    : [
        {
          level,
          title: "it is opened to the public",
          evidence: `${path} ${shown(before)} -> ${shown(after)}`,
          fix: "keep it private, and let in through something that checks who comes",
        },
      ];
}
