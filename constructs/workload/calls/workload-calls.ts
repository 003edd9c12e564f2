import { Lazy } from "cdktf";
import type { IConstruct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import type { Labels, WorkloadContribution } from "../extension";
import {
  type DeclaredCall,
  type LocatedMember,
  type ResolvedCalls,
  renderPort,
  resolveSources,
  resolveTargets,
} from "./calls";
import type { CallMember, CallSource, CallTarget } from "./calls-props";
import { dnsEgress, podIdentityEgress } from "./platform-rules";
import { mergeRules, podsPeer } from "./policy-rules";
import { type Call, type WorkloadRegistry, workloadKey, workloadRegistry } from "./workload-registry";

/** What a NetworkPolicy has to know beside the calls. */
export interface NetworkPolicyOptions {
  readonly labels: Labels;
  /** Rules that parts of the workload add: those of its exposure, its monitoring. */
  readonly added: Pick<WorkloadContribution, "ingress" | "egress">;
  /** Whether the pods have permissions in the cloud, asked at synthesis. */
  readonly cloudPermissions: () => boolean;
}

/**
 * Who may talk to a workload and to whom it may talk. More can be declared until synthesis, where every other workload
 * that is named must be there.
 *
 * @throws ConfigError `duplicate-workload`. At synthesis `unknown-call-target`, `call-without-port`,
 * `unknown-called-port`.
 */
export class WorkloadCalls {
  private readonly registry: WorkloadRegistry;
  private readonly ingress: JsonObject[];
  private readonly egress: JsonObject[];

  constructor(
    private readonly scope: IConstruct,
    private readonly member: LocatedMember,
    private readonly config: ResolvedCalls,
  ) {
    this.registry = workloadRegistry(scope, member.cluster);
    this.registry.add(scope, member);
    this.ingress = [...config.ingress];
    this.egress = [...config.egress];
    this.declare(config.declared);
  }

  /**
   * Lets others call this workload, at the port that takes its requests unless they name another.
   *
   * @throws ConfigError those of `resolveCalls`
   */
  allowFrom(...sources: readonly CallSource[]): void {
    const { declared, ingress } = resolveOrThrow(this.scope, "allowFrom", (problems) =>
      resolveSources(sources, this.member, problems),
    );
    this.ingress.push(...ingress);
    this.declare(declared);
  }

  /**
   * Lets this workload call others of the stack.
   *
   * @throws ConfigError those of `resolveCalls`
   */
  callTo(...targets: readonly CallTarget[]): void {
    this.declare(
      resolveOrThrow(this.scope, "callTo", (problems) => resolveTargets(targets, this.member, problems)),
    );
  }

  /** Renders the NetworkPolicy, whose rules are put together at synthesis; undefined where there is none. */
  networkPolicy(options: NetworkPolicyOptions): KubernetesManifest | undefined {
    if (!this.config.policy) {
      return undefined;
    }
    const { name, namespace, selector } = this.member;
    return {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name, namespace, labels: options.labels },
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ["Ingress", "Egress"],
        ingress: later(() => this.ingressRules(options)),
        egress: later(() => this.egressRules(options)),
      },
    };
  }

  private ingressRules({ added }: NetworkPolicyOptions): readonly JsonObject[] {
    const calls = this.registry
      .callsTo(this.member)
      .flatMap((call) => this.rule("from", this.registry.find(call.from), this.member, call));
    return mergeRules([...calls, ...this.ingress, ...(added.ingress ?? [])], "from");
  }

  private egressRules({ added, cloudPermissions }: NetworkPolicyOptions): readonly JsonObject[] {
    const calls = this.registry.callsFrom(this.member).flatMap((call) => {
      const callee = this.registry.find(call.to);
      return this.rule("to", callee, callee, call);
    });
    return mergeRules(
      [
        dnsEgress(this.member.nameServers),
        ...(cloudPermissions() ? [podIdentityEgress()] : []),
        ...calls,
        ...this.egress,
        ...(added.egress ?? []),
      ],
      "to",
    );
  }

  /** The rule for one call; none where it leads nowhere, which synthesis refuses. */
  private rule(
    side: "from" | "to",
    other: CallMember | undefined,
    callee: CallMember | undefined,
    call: Call,
  ): readonly JsonObject[] {
    const ports = portNames(callee, call).flatMap((name) => callee?.ports[name] ?? []);
    if (other === undefined || ports.length === 0) {
      return [];
    }
    const peer = podsPeer(other.namespace, other.selector, this.member.namespace);
    return [{ [side]: [peer], ports: ports.map(renderPort) }];
  }

  private declare(calls: readonly DeclaredCall[]): void {
    if (calls.length === 0) {
      return;
    }
    for (const call of calls) {
      this.registry.declare(call);
    }
    this.scope.node.addValidation({
      validate: () => calls.flatMap((call) => this.problemsOf(call)),
    });
  }

  private problemsOf(call: DeclaredCall): readonly string[] {
    const { namespace } = this.member;
    const other = call.from === workloadKey(this.member) ? call.to : call.from;
    if (this.registry.find(other) === undefined) {
      return [
        `[unknown-call-target]: ${call.prop}: no workload of this stack is ${other}; ` +
          `use one of ${this.registry.namesFor(namespace).join(", ")}, or Egress and Caller for what is made elsewhere`,
      ];
    }
    const callee = this.registry.find(call.to);
    const names = portNames(callee, call);
    const unknown = names.filter((name) => callee?.ports[name] === undefined);
    return [
      ...(names.length > 0
        ? []
        : [
            `[call-without-port]: ${call.prop}: ${call.to} has no port that takes requests; ` +
              "give it one, or name the port that is meant with ports",
          ]),
      ...unknown.map(
        (name) =>
          `[unknown-called-port]: ${call.prop}: ${call.to} has no port ${name}; ` +
          `use one of ${Object.keys(callee?.ports ?? {}).join(", ")}`,
      ),
    ];
  }
}

function portNames(callee: CallMember | undefined, { ports }: Call): readonly string[] {
  return ports ?? (callee?.port === undefined ? [] : [callee.port]);
}

/** Calls are declared until synthesis: the renderer asks for the rules last. */
function later(produce: () => readonly JsonObject[]): JsonObject {
  return Lazy.anyValue({ produce }) as unknown as JsonObject;
}
