import type { Construct } from "constructs";
import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkWholeNumber } from "../../lib/core/quantities";
import { podsPeer, rulePort } from "./calls/policy-rules";
import { type ClaimProps, claimTemplates } from "./claim-templates";
import type { WorkloadContribution } from "./extension";
import { resolveMonitoring } from "./monitoring/monitoring";
import type { MonitoringProps } from "./monitoring/monitoring-props";
import { type ReplicasProps, resolveReplicas } from "./replicas";
import { service } from "./services";
import { Workload } from "./workload";
import type { WorkloadBase, WorkloadBody, WorkloadKind } from "./workload-kind";
import type { WorkloadProps } from "./workload-props";

/** A program whose pods have a name and a disk of their own. */
export interface StatefulServiceProps extends WorkloadProps, ReplicasProps {
  /**
   * Disks of each pod, by name; `mounts` say where they appear: `mounts: { "/data": "data" }`. A program that is not
   * root writes to them as a member of `securityContext.fsGroup`, which is 65532 unless it is given.
   * @default none
   */
  readonly claims?: Readonly<Record<string, ClaimProps>>;
  /**
   * `OrderedReady` starts one pod after the other, for members that join those before; `Parallel` all at once.
   * @default OrderedReady
   */
  readonly podManagementPolicy?: "OrderedReady" | "Parallel";
  /** Pods from this number on get new versions, to try one on the last pod. @default 0: all of them */
  readonly partition?: number;
  /** What becomes of the disks when the service goes, and of those of pods scaled away. @default Retain for both */
  readonly claimRetention?: {
    readonly whenDeleted?: "Retain" | "Delete";
    readonly whenScaled?: "Retain" | "Delete";
  };
  /** Time a new pod must stay ready until the next one is replaced. @default 10 */
  readonly minReadySeconds?: number;
  /** Old versions that are kept to go back to. @default 5 */
  readonly revisionHistoryLimit?: number;
  /** How it is watched. @default its metrics are read where it has a port called metrics */
  readonly monitoring?: MonitoringProps;
}

/**
 * Reports every problem and renders the StatefulSet, a Service for those who call any pod, and one that gives every
 * pod a name: `<name>-0.<name>-pods.<namespace>`.
 *
 * Codes: `unknown-pod-management`, `unknown-retention`, `out-of-range`, those of `claimTemplates`, `resolveReplicas`
 * and of `resolveMonitoring` below `monitoring`.
 */
export function resolveStatefulService(
  props: StatefulServiceProps,
  base: WorkloadBase,
  problems: Problems,
): WorkloadBody {
  const { context, port, ports } = base;
  const { name, namespace, labels, selector } = context;
  const podsName = `${name}-pods`;
  const replicas = resolveReplicas(props, base, problems);
  const policy = props.podManagementPolicy ?? "OrderedReady";
  checkKnown(problems, "podManagementPolicy", "unknown-pod-management", "policy", policy, [
    "OrderedReady",
    "Parallel",
  ]);
  const { minReadySeconds = 10, revisionHistoryLimit = 5, partition = 0 } = props;
  checkWholeNumber(problems, "minReadySeconds", minReadySeconds, 0, 3600);
  checkWholeNumber(problems, "revisionHistoryLimit", revisionHistoryLimit, 0, 100);
  checkWholeNumber(problems, "partition", partition, 0, 100_000);
  const spec = {
    ...replicas.spec,
    serviceName: podsName,
    podManagementPolicy: policy,
    minReadySeconds,
    revisionHistoryLimit,
    updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition } },
    persistentVolumeClaimRetentionPolicy: retention(props, problems.at("claimRetention")),
    volumeClaimTemplates: claimTemplates(props.claims, selector, problems.at("claims")),
  };
  // Other members call a pod by its name before it is ready to serve: that is how it becomes so.
  const services = [
    service(context, { name: podsName, ports, headless: true }),
    ...(port === undefined ? [] : [service(context, { name, ports })]),
  ];
  const numbers = Object.fromEntries(ports.map((each) => [each.name, each.number]));
  return {
    controller: (template) => ({
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name, namespace, labels },
      spec: { ...spec, selector: { matchLabels: selector }, template },
    }),
    parts: [
      { manifests: services, ...amongMembers(base) },
      ...replicas.parts("StatefulSet"),
      resolveMonitoring(
        props.monitoring,
        context,
        base.platform,
        { ports: numbers, port, services: services.map(({ metadata }) => metadata.name) },
        problems.at("monitoring"),
      ),
    ],
    kedaStatements: replicas.kedaStatements,
  };
}

/** Members of a set talk to each other at every port, whoever else may not. */
function amongMembers({ context, ports }: WorkloadBase): Pick<WorkloadContribution, "ingress" | "egress"> {
  if (ports.length === 0) {
    return {};
  }
  const { namespace, selector } = context;
  const members = [podsPeer(namespace, selector, namespace)];
  const all = ports.map(({ number, protocol }) => rulePort(number, protocol));
  return { ingress: [{ from: members, ports: all }], egress: [{ to: members, ports: all }] };
}

function retention({ claimRetention = {} }: StatefulServiceProps, problems: Problems) {
  const { whenDeleted = "Retain", whenScaled = "Retain" } = claimRetention;
  for (const [prop, value] of Object.entries({ whenDeleted, whenScaled })) {
    checkKnown(problems, prop, "unknown-retention", "what becomes of the disks", value, ["Retain", "Delete"]);
  }
  return { whenDeleted, whenScaled };
}

const KIND: WorkloadKind<StatefulServiceProps> = {
  propsName: "StatefulServiceProps",
  component: "stateful-service",
  called: true,
  pod: ({ claims = {} }) => ({ claims: Object.keys(claims) }),
  resolve: resolveStatefulService,
};

/**
 * A service whose pods keep a name and a disk: a broker, a cache with members, a database of one's own.
 *
 *     new StatefulService(this, "Search", {
 *       platform,
 *       name: "search",
 *       image: { repository: registry.repositoryUrl("search"), tag: "1.8.4" },
 *       ports: { http: 7700 },
 *       claims: { data: { size: "20Gi" } },
 *       mounts: { "/data": "data" },
 *     });
 *
 * Kubernetes lets a claim template never change: another size or class means another StatefulSet, under another name.
 *
 * @throws ConfigError those of `resolveWorkload` and `resolveStatefulService`, and those of Manifests
 */
export class StatefulService extends Workload<StatefulServiceProps> {
  constructor(scope: Construct, id: string, props: StatefulServiceProps) {
    super(scope, id, { ...props, securityContext: withGroup(props) }, KIND);
  }
}

/** Group of the disks, without which only root could write to them. */
const FS_GROUP = 65_532;

function withGroup({ claims = {}, securityContext }: StatefulServiceProps) {
  return Object.keys(claims).length === 0 || securityContext?.fsGroup !== undefined
    ? securityContext
    : { ...securityContext, fsGroup: FS_GROUP };
}
