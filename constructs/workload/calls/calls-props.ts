import type { Labels } from "../extension";
import type { CalledPorts, CallerValue } from "./callers";
import type { EgressValue } from "./egress";
import type { IWorkload } from "./workload-interface";

/**
 * A workload by its construct, or by its name: `auth` in the same namespace, `auth.identity` in the namespace identity.
 */
export type WorkloadReference = IWorkload | string;

/** What a workload calls, at the port that takes its requests or at others. */
export type CallTarget =
  | WorkloadReference
  | ({ readonly workload: WorkloadReference } & Required<Pick<CalledPorts, "ports">>);

/** Who calls a workload. */
export type CallSource = CallTarget | CallerValue;

/** Who may talk to whom. Whatever is not declared is refused, in both directions. */
export interface CallsProps {
  /**
   * Workloads of the stack that this one calls; both sides get a rule for it. Names are looked up at synthesis, so that
   * the order of workloads does not matter.
   * @default none
   */
  readonly calls?: readonly CallTarget[];
  /** Who calls this workload, beside those that declare it themselves. @default nobody */
  readonly allowFrom?: readonly CallSource[];
  /** What it reaches that is no workload of the stack: databases, the internet. @default name servers only */
  readonly egress?: readonly EgressValue[];
  /**
   * `"none"` makes no NetworkPolicy: pods reach everything and are reached by everything, as far as policies of the
   * namespace let them. Rules of the workloads it talks to remain.
   * @default a policy for both directions that knows what was declared
   */
  readonly networkPolicy?: "none";
}

/** A workload as those that call it, or are called by it, see it. */
export interface CallMember {
  readonly name: string;
  readonly namespace: string;
  /** Labels that select its pods. */
  readonly selector: Labels;
  /** Its ports by their name. */
  readonly ports: Readonly<Record<string, CalledPort>>;
  /** Name of the port that takes its requests; undefined where it has none. */
  readonly port: string | undefined;
}

/** A port of a workload's pods. */
export interface CalledPort {
  readonly number: number;
  /** @default TCP */
  readonly protocol?: "TCP" | "UDP" | "SCTP";
}
