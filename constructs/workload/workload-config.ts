import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL, type NameRule } from "../../lib/core/names";
import type { PolicyStatement } from "../../lib/core/policy";
import type { KubernetesManifest } from "../helm/manifests";
import { type LocatedMember, type ResolvedCalls, resolveCalls } from "./calls/calls";
import { workloadConfig } from "./config-map";
import { type MergedContribution, mergeContributions } from "./contributions";
import type { WorkloadContext, WorkloadContribution, WorkloadExtension } from "./extension";
import { resolvePod } from "./pod/pod-config";
import { podTemplate } from "./pod/pod-template";
import type { ContainerPort } from "./pod/ports";
import { servingPort } from "./services";
import type { WorkloadBase, WorkloadKind } from "./workload-kind";
import { workloadLabels } from "./workload-labels";
import { namespaceOf } from "./workload-platform";
import type { WorkloadProps } from "./workload-props";

/**
 * Name of a workload: that of its Service, which DNS has to know, and of its pods, whose labels add 11 characters to
 * it. Source: "Service" and "StatefulSet" in the Kubernetes documentation, CronJob validation.
 */
export const WORKLOAD_NAME: NameRule = {
  pattern: /^[a-z]([a-z0-9-]*[a-z0-9])?$/,
  maxLength: 52,
  must: "be lowercase letters, digits and dashes, start with a letter, end with a letter or digit, at most 52 characters",
};

/** A workload with every default filled in. */
export interface ResolvedWorkload {
  readonly context: WorkloadContext;
  /** Port others call. */
  readonly port: ContainerPort | undefined;
  /** The workload as those see it that call it. */
  readonly member: LocatedMember;
  readonly calls: ResolvedCalls;
  /** All objects but the service account and the NetworkPolicy, which grow until synthesis. */
  readonly manifests: readonly KubernetesManifest[];
  /** What its parts ask for beside objects. */
  readonly added: MergedContribution;
  readonly kedaStatements: readonly PolicyStatement[];
}

/**
 * Fills defaults, reports every problem and renders all that a workload is made of.
 *
 * Codes: `invalid-name`, `unknown-scraping`, those of `resolvePod`, `workloadLabels`, `workloadConfig` below `config`, `resolveCalls`,
 * `mergeContributions`, `podTemplate`, and those of the kind.
 */
export function resolveWorkload<P extends WorkloadProps>(
  props: P,
  kind: WorkloadKind<P>,
  problems: Problems,
): ResolvedWorkload {
  const { platform } = props;
  const { scraping } = platform.metrics ?? {};
  checkKnown(problems, "platform.metrics.scraping", "unknown-scraping", "way of finding pods", scraping, [
    "monitors",
    "annotations",
  ]);
  const pod = resolvePod(props, platform, problems, kind.pod(props));
  const context = contextOf(props, kind, pod.version, problems);
  const port = kind.called ? servingPort(pod.ports) : undefined;
  const base: WorkloadBase = { context, platform, ports: pod.ports, port };
  const { controller, parts, kedaStatements = [] } = kind.resolve(props, base, problems);
  const added = mergeContributions(
    [
      ...extensionsOf(props, context, problems),
      workloadConfig(context, props.config, problems.at("config")),
      ...parts,
    ],
    problems,
  );
  const template = podTemplate(pod, context, added);
  const member = memberOf(base);
  return {
    context,
    port,
    member,
    calls: resolveCalls(props, member, problems),
    manifests: [controller(template), ...added.manifests],
    added,
    kedaStatements,
  };
}

function contextOf<P extends WorkloadProps>(
  props: P,
  kind: WorkloadKind<P>,
  version: string | undefined,
  problems: Problems,
): WorkloadContext {
  const { name, platform } = props;
  const namespace = namespaceOf(platform);
  checkName(problems, "name", name, WORKLOAD_NAME);
  checkName(problems, "platform.namespace", namespace, DNS_LABEL);
  const partOf = props.partOf ?? namespace;
  const input = {
    name,
    partOf,
    component: kind.component,
    version,
    platform: platform.labels,
    own: props.labels,
  };
  const { selector, labels } = workloadLabels(input, problems);
  return { name, namespace, cluster: platform.cluster, selector, labels, serviceAccount: name, problems };
}

function memberOf({ context, platform, ports, port }: WorkloadBase): LocatedMember {
  const { name, namespace, cluster, selector } = context;
  const byName = ports.map(({ name: port, number, protocol }) => [port, { number, protocol }]);
  return {
    name,
    namespace,
    cluster,
    selector,
    ports: Object.fromEntries(byName),
    port: port?.name,
    nameServers: platform.nameServers,
  };
}

function extensionsOf(
  props: WorkloadProps,
  context: WorkloadContext,
  problems: Problems,
): readonly WorkloadContribution[] {
  const bind = (prop: "secrets" | "extensions") =>
    (props[prop] ?? []).map((extension: WorkloadExtension, index) =>
      extension.bind({ ...context, problems: problems.at(prop).at(index) }),
    );
  return [...bind("secrets"), ...bind("extensions")];
}
