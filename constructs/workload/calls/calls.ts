import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import type { ICluster } from "../../cluster/cluster";
import { checkAddressBlocks } from "./address-blocks";
import type { CallerValue } from "./callers";
import type { CalledPort, CallMember, CallSource, CallsProps, CallTarget } from "./calls-props";
import { rulePort } from "./policy-rules";
import type { Call } from "./workload-registry";
import { workloadKey } from "./workload-registry";

/** A workload and where it runs. */
export interface LocatedMember extends CallMember {
  readonly cluster: ICluster;
  /** Blocks of name servers that are no pods. @default none */
  readonly nameServers?: readonly string[];
}

/** A call and the prop that declares it. */
export interface DeclaredCall extends Call {
  readonly prop: string;
}

/** What props of calls come to. */
export interface ResolvedCalls {
  readonly declared: readonly DeclaredCall[];
  /** Rules that name no workload of the stack. */
  readonly ingress: readonly JsonObject[];
  readonly egress: readonly JsonObject[];
  /** Whether the workload has a NetworkPolicy. */
  readonly policy: boolean;
}

/**
 * Reads who may talk to whom and reports every problem that shows without the other workloads.
 *
 * Codes: `invalid-workload-name`, `other-cluster`, `no-called-port`, `unknown-called-port`, those of `Egress` below
 * `egress`, those of `Caller` below `allowFrom`, and `no-cidr` and `invalid-cidr` for name servers.
 */
export function resolveCalls(
  { calls = [], allowFrom = [], egress = [], networkPolicy }: CallsProps,
  member: LocatedMember,
  problems: Problems,
): ResolvedCalls {
  if (member.nameServers !== undefined) {
    checkAddressBlocks(problems, "platform.nameServers", member.nameServers);
  }
  const sources = resolveSources(allowFrom, member, problems.at("allowFrom"));
  return {
    declared: [...resolveTargets(calls, member, problems.at("calls")), ...sources.declared],
    ingress: sources.ingress,
    egress: egress.map((value, index) => value.bind(member.namespace, problems.at("egress").at(index))),
    policy: networkPolicy !== "none",
  };
}

/** Reads what a workload calls. */
export function resolveTargets(
  targets: readonly CallTarget[],
  member: LocatedMember,
  problems: Problems,
): readonly DeclaredCall[] {
  return targets.map((target, index) => {
    const { key, ports } = readTarget(target, member, problems.at(index));
    return { from: workloadKey(member), to: key, ports, prop: `calls[${index}]` };
  });
}

/** Reads who calls a workload: others of the stack, and rules for whoever else. */
export function resolveSources(
  sources: readonly CallSource[],
  member: LocatedMember,
  problems: Problems,
): { readonly declared: readonly DeclaredCall[]; readonly ingress: readonly JsonObject[] } {
  const declared: DeclaredCall[] = [];
  const ingress: JsonObject[] = [];
  sources.forEach((source, index) => {
    const at = problems.at(index);
    const prop = `allowFrom[${index}]`;
    if (isCaller(source)) {
      const ports = calledPorts(member, source.ports, at);
      ingress.push({ from: source.bind(member.namespace, at), ports: ports.map(renderPort) });
      return;
    }
    const { key, ports } = readTarget(source, member, at);
    calledPorts(member, ports, at);
    declared.push({ from: key, to: workloadKey(member), ports, prop });
  });
  return { declared, ingress };
}

/** A port of a workload as a rule has it. */
export function renderPort({ number, protocol }: CalledPort): JsonObject {
  return rulePort(number, protocol);
}

function isCaller(source: CallSource): source is CallerValue {
  return typeof source === "object" && "bind" in source;
}

function readTarget(target: CallTarget, member: LocatedMember, problems: Problems) {
  const { workload, ports } =
    typeof target === "object" && "workload" in target ? target : { workload: target, ports: undefined };
  if (typeof workload === "string") {
    problems.addIf(!REFERENCE.test(workload), {
      prop: "",
      code: "invalid-workload-name",
      rule: "a workload is named by its name, or by its name, a dot and its namespace",
      value: workload,
      fix: "write it like auth or auth.identity",
    });
    return { key: workload.includes(".") ? workload : `${workload}.${member.namespace}`, ports };
  }
  problems.addIf(workload.cluster.node.path !== member.cluster.node.path, {
    prop: "",
    code: "other-cluster",
    rule: "network policies know the pods of their own cluster only",
    value: workload.cluster.node.path,
    fix: "name its addresses with Egress.cidr or Caller.cidr",
  });
  return { key: workloadKey(workload), ports };
}

const REFERENCE = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)?$/;

/** The ports of the workload itself that a source may reach. */
function calledPorts(
  member: CallMember,
  names: readonly string[] | undefined,
  problems: Problems,
): readonly CalledPort[] {
  problems.addIf(names === undefined && member.port === undefined, {
    prop: "",
    code: "no-called-port",
    rule: "this workload has no port that takes requests",
    fix: "give it a port, or name the one that is meant with ports",
  });
  const wanted = names ?? (member.port === undefined ? [] : [member.port]);
  return wanted.flatMap((name, index) => {
    const port = member.ports[name];
    problems.addIf(port === undefined, {
      prop: `ports[${index}]`,
      code: "unknown-called-port",
      rule: "the workload has no port of this name",
      value: name,
      fix: `use one of ${Object.keys(member.ports).join(", ") || "none: it has no ports"}`,
    });
    return port ?? [];
  });
}
