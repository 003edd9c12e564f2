import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import { POD_SECURITY_LEVELS, type PodSecurityLevel } from "../namespace/pod-security";

/** Security settings of a container; each default is the strict one, each has its off switch. */
export type ContainerSecurity = {
  /**
   * Whether the kubelet refuses to start it as root. An image whose user is a name, not a number, needs `runAsUser`.
   * @default true
   */
  readonly runAsNonRoot?: boolean;
  /** User id. @default the image's */
  readonly runAsUser?: number;
  /** Group id. @default the image's */
  readonly runAsGroup?: number;
  /** @default RuntimeDefault */
  readonly seccompProfile?: "RuntimeDefault" | "Unconfined" | { readonly localhostProfile: string };
  /** @default true: it writes to mounts only */
  readonly readOnlyRootFilesystem?: boolean;
  /** @default false */
  readonly allowPrivilegeEscalation?: boolean;
  /** Access to the node as root on it. @default false */
  readonly privileged?: boolean;
  /** Linux capabilities, without `CAP_`. @default all are dropped, none is added */
  readonly capabilities?: {
    /** `none` keeps those of the container runtime. @default all */
    readonly drop?: "all" | "none" | readonly string[];
    /** `NET_BIND_SERVICE` for ports below 1024. @default none */
    readonly add?: readonly string[];
  };
};

/** Security settings of a pod and its main container. */
export type PodSecurityContext = ContainerSecurity & {
  /** Group that owns the files of its volumes, for those who write to claimed volumes. @default none */
  readonly fsGroup?: number;
  /** Further groups of its processes. @default none */
  readonly supplementalGroups?: readonly number[];
};

/** Source: "Pod Security Standards", Kubernetes documentation. */
const BASELINE_CAPABILITIES = [
  ...["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE"],
  ...["SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"],
];

type Rule = {
  readonly level: PodSecurityLevel;
  readonly prop: string;
  readonly broken: (security: ContainerSecurity) => unknown;
  readonly must: string;
};

const addsBeyond = (allowed: readonly string[]) => (security: ContainerSecurity) => {
  const beyond = (security.capabilities?.add ?? []).filter((name) => !allowed.includes(name));
  return beyond.length > 0 ? beyond : undefined;
};

/** The strict ones first: of two about one prop, one is told. */
const RULES: readonly Rule[] = [
  {
    level: "restricted",
    prop: "runAsNonRoot",
    broken: (security) => (security.runAsNonRoot === false ? false : undefined),
    must: "does not run as root",
  },
  {
    level: "restricted",
    prop: "allowPrivilegeEscalation",
    broken: (security) => security.allowPrivilegeEscalation || undefined,
    must: "gains no privileges",
  },
  {
    level: "restricted",
    prop: "capabilities.drop",
    broken: ({ capabilities }) =>
      droppedOf(capabilities?.drop).includes("ALL") ? undefined : capabilities?.drop,
    must: "drops all capabilities",
  },
  {
    level: "restricted",
    prop: "capabilities.add",
    broken: addsBeyond(["NET_BIND_SERVICE"]),
    must: "adds no capability but NET_BIND_SERVICE",
  },
  {
    level: "baseline",
    prop: "capabilities.add",
    broken: addsBeyond(BASELINE_CAPABILITIES),
    must: `adds no capabilities beyond ${BASELINE_CAPABILITIES.join(", ")}`,
  },
  {
    level: "baseline",
    prop: "privileged",
    broken: (security) => security.privileged || undefined,
    must: "is not privileged",
  },
  {
    level: "baseline",
    prop: "seccompProfile",
    broken: ({ seccompProfile }) => (seccompProfile === "Unconfined" ? seccompProfile : undefined),
    must: "has a seccomp profile",
  },
];

/**
 * Reports settings that admission would refuse in a namespace of the level, and such as contradict each other.
 *
 * Codes: `outside-pod-security`, `root-user`, `needs-privilege-escalation`, `invalid-capability`, `out-of-range`,
 * `unknown-pod-security-level`.
 */
export function checkSecurity(
  security: PodSecurityContext,
  level: PodSecurityLevel,
  problems: Problems,
): void {
  const told = new Set<string>();
  for (const { prop, broken, must } of RULES.filter((rule) => forbids(level, rule.level))) {
    const value = broken(security);
    if (value !== undefined && !told.has(prop)) {
      told.add(prop);
      problems.add(outside(level, prop, `a container ${must}`, value));
    }
  }
  problems.addIf(security.runAsUser === 0 && security.runAsNonRoot !== false, {
    prop: "runAsUser",
    code: "root-user",
    rule: "user 0 is root, and runAsNonRoot keeps root from starting",
    value: 0,
    fix: "choose another user; runAsNonRoot: false allows root outside the restricted level",
  });
  const privileged = security.privileged || security.capabilities?.add?.includes("SYS_ADMIN");
  problems.addIf(privileged === true && security.allowPrivilegeEscalation !== true, {
    prop: "allowPrivilegeEscalation",
    code: "needs-privilege-escalation",
    rule: "Kubernetes takes privileged containers and SYS_ADMIN only with allowPrivilegeEscalation",
    value: false,
    fix: "set it to true, or leave out what needs it",
  });
  checkCapabilities(security, problems);
  for (const id of ["runAsUser", "runAsGroup", "fsGroup"] as const) {
    checkWholeNumber(problems, id, security[id], 0, MAX_ID);
  }
  security.supplementalGroups?.forEach((group, index) => {
    checkWholeNumber(problems.at("supplementalGroups").at(index), "", group, 0, MAX_ID);
  });
}

const MAX_ID = 2 ** 31 - 1;

/** Reports a level nobody knows. */
export function checkLevel(level: PodSecurityLevel, problems: Problems): void {
  checkKnown(
    problems,
    "podSecurity",
    "unknown-pod-security-level",
    "level of the Pod Security Standards",
    level,
    POD_SECURITY_LEVELS,
  );
}

/** Whether a namespace of one level refuses what another level is the first to forbid: the strict forbid what the loose do. */
export function forbids(level: PodSecurityLevel, first: PodSecurityLevel): boolean {
  return POD_SECURITY_LEVELS.indexOf(level) >= POD_SECURITY_LEVELS.indexOf(first);
}

/** The problem of a setting that a namespace of the level refuses. */
export function outside(level: PodSecurityLevel, prop: string, rule: string, value: unknown) {
  return {
    prop,
    code: "outside-pod-security",
    rule: `${rule}, says the ${level} level of the Pod Security Standards`,
    value,
    fix: "leave it out, or set podSecurity to the looser level that the namespace enforces",
  };
}

function checkCapabilities({ capabilities }: ContainerSecurity, problems: Problems): void {
  for (const kind of ["add", "drop"] as const) {
    const names = capabilities?.[kind];
    (typeof names === "string" ? [] : (names ?? [])).forEach((name, index) => {
      problems
        .at("capabilities")
        .at(kind)
        .addIf(!/^(?!CAP_)[A-Z][A-Z_]*$/.test(name), {
          prop: `[${index}]`,
          code: "invalid-capability",
          rule: "a capability is written in capitals, without CAP_",
          value: name,
          fix: "write it like NET_BIND_SERVICE",
        });
    });
  }
}

/** Settings of the pod: strict for every container that does not say otherwise, those that operators inject among them. */
export function podSecurityContext({ fsGroup, supplementalGroups }: PodSecurityContext): JsonObject {
  return {
    runAsNonRoot: true,
    seccompProfile: { type: DEFAULT_SECCOMP },
    fsGroup,
    // Without it, the kubelet walks through every file of a volume at each start.
    fsGroupChangePolicy: fsGroup === undefined ? undefined : "OnRootMismatch",
    supplementalGroups: supplementalGroups && [...supplementalGroups],
  };
}

/** Settings of one container, where they differ from those of the pod or the pod has none. */
export function containerSecurityContext(security: ContainerSecurity): JsonObject {
  const add = security.capabilities?.add ?? [];
  const drop = droppedOf(security.capabilities?.drop);
  return {
    runAsNonRoot: security.runAsNonRoot === false ? false : undefined,
    runAsUser: security.runAsUser,
    runAsGroup: security.runAsGroup,
    seccompProfile: seccompOf(security),
    privileged: security.privileged || undefined,
    allowPrivilegeEscalation: security.allowPrivilegeEscalation ?? false,
    readOnlyRootFilesystem: security.readOnlyRootFilesystem ?? true,
    capabilities:
      drop.length + add.length === 0 ? undefined : { drop: unlessEmpty(drop), add: unlessEmpty(add) },
  };
}

const DEFAULT_SECCOMP = "RuntimeDefault";

function seccompOf({ seccompProfile = DEFAULT_SECCOMP }: ContainerSecurity): JsonObject | undefined {
  if (typeof seccompProfile === "object") {
    return { type: "Localhost", localhostProfile: seccompProfile.localhostProfile };
  }
  return seccompProfile === DEFAULT_SECCOMP ? undefined : { type: seccompProfile };
}

function unlessEmpty(list: readonly string[]): readonly string[] | undefined {
  return list.length === 0 ? undefined : [...list];
}

function droppedOf(drop: "all" | "none" | readonly string[] = "all"): readonly string[] {
  return typeof drop !== "string" ? drop : drop === "all" ? ["ALL"] : [];
}
