import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { ConfigError } from "../../../lib/core/errors";
import type { ICluster } from "../../cluster/cluster";
import type { CallMember } from "./calls-props";

/** Who calls whom: keys of workloads, and ports by name where it is not the one that takes requests. */
export interface Call {
  readonly from: string;
  readonly to: string;
  readonly ports: readonly string[] | undefined;
}

/** The workloads of a cluster, as one stack makes them, and the calls between them. */
export class WorkloadRegistry {
  private readonly members = new Map<string, { readonly member: CallMember; readonly path: string }>();
  private readonly incoming = new Map<string, Call[]>();
  private readonly outgoing = new Map<string, Call[]>();

  /**
   * Remembers a workload.
   *
   * @throws ConfigError `duplicate-workload` if the namespace has one of that name: Services and policies of each would
   * select the pods of both
   */
  add(scope: IConstruct, member: CallMember): void {
    const key = workloadKey(member);
    const other = this.members.get(key);
    if (other !== undefined) {
      throw new ConfigError(scope.node.path, "WorkloadProps", [
        {
          prop: "name",
          code: "duplicate-workload",
          rule: `${other.path} is a workload of this name in namespace ${member.namespace}, each would get what is meant for the other`,
          value: member.name,
          fix: "rename one of them",
        },
      ]);
    }
    this.members.set(key, { member, path: scope.node.path });
  }

  /** Remembers a call between two workloads, which need not exist yet. */
  declare(call: Call): void {
    append(this.incoming, call.to, call);
    append(this.outgoing, call.from, call);
  }

  find(key: string): CallMember | undefined {
    return this.members.get(key)?.member;
  }

  callsTo(member: CallMember): readonly Call[] {
    return this.incoming.get(workloadKey(member)) ?? [];
  }

  callsFrom(member: CallMember): readonly Call[] {
    return this.outgoing.get(workloadKey(member)) ?? [];
  }

  /** Every workload as one in the namespace would name it, sorted. */
  namesFor(namespace: string): readonly string[] {
    return [...this.members.values()]
      .map(({ member }) => (member.namespace === namespace ? member.name : workloadKey(member)))
      .sort();
  }
}

/** Registries by stack and path of the cluster. Kept on the side so that nothing is made of them. */
const REGISTRIES = new WeakMap<TerraformStack, Map<string, WorkloadRegistry>>();

/** The registry of a cluster in the stack of a construct. */
export function workloadRegistry(scope: IConstruct, cluster: ICluster): WorkloadRegistry {
  const stack = TerraformStack.of(scope);
  const registries = REGISTRIES.get(stack) ?? new Map<string, WorkloadRegistry>();
  REGISTRIES.set(stack, registries);
  const registry = registries.get(cluster.node.path) ?? new WorkloadRegistry();
  registries.set(cluster.node.path, registry);
  return registry;
}

/** What identifies a workload in a cluster, as DNS has it: `users.shop`. */
export function workloadKey({
  name,
  namespace,
}: {
  readonly name: string;
  readonly namespace: string;
}): string {
  return `${name}.${namespace}`;
}

function append(calls: Map<string, Call[]>, key: string, call: Call): void {
  const list = calls.get(key) ?? [];
  calls.set(key, list);
  list.push(call);
}
