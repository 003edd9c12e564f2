import { Fn } from "cdktf";
import { prometheusDuration } from "../../../lib/core/alert-rules";
import { arnParts, endpointDomain } from "../../../lib/core/arn";
import type { PolicyStatement } from "../../../lib/core/policy";
import { isToken } from "../../../lib/core/tokens";
import { helmLiteral } from "../helm-literal";
import type { SecretKey } from "../secret-key";
import type { RemoteWriteAuthentication, RemoteWriteQueue, ResolvedRemoteWrite } from "./remote-write";

type SecretSelector = { readonly name: string; readonly key: string };

type QueueConfig = {
  readonly capacity?: number;
  readonly minShards?: number;
  readonly maxShards?: number;
  readonly maxSamplesPerSend?: number;
  readonly batchSendDeadline?: string;
  readonly maxBackoff?: string;
  readonly sampleAgeLimit?: string;
};

/** A remote write as the Prometheus Operator takes it. */
export type RemoteWriteSpec = {
  readonly name: string;
  readonly url: string;
  readonly sigv4?: { readonly region: string };
  readonly basicAuth?: { readonly username: SecretSelector; readonly password: SecretSelector };
  readonly authorization?: { readonly type: string; readonly credentials: SecretSelector };
  readonly headers?: { readonly [header: string]: string };
  readonly writeRelabelConfigs?: readonly {
    readonly sourceLabels: readonly string[];
    readonly regex: string;
    readonly action: string;
  }[];
  readonly queueConfig?: QueueConfig;
};

/** Label under which Amazon Managed Prometheus wants the replica. Source: its user guide, "Send high-availability data". */
export const REPLICA_LABEL = "__replica__";

/** For `prometheus.prometheusSpec.remoteWrite`, which the chart reads as a template. */
export function remoteWriteSpec({ name, target, drop, queue }: ResolvedRemoteWrite): RemoteWriteSpec {
  return {
    name,
    ...(target.type === "amazon-managed-prometheus"
      ? { url: workspaceUrl(target.workspaceArn), sigv4: { region: target.region } }
      : {
          url: target.url,
          ...(target.authentication !== undefined && authentication(target.authentication)),
          ...(target.tenant !== undefined && { headers: { "X-Scope-OrgID": helmLiteral(target.tenant) } }),
        }),
    ...(drop.length > 0 && {
      writeRelabelConfigs: drop.map(({ label, matches }) => ({
        sourceLabels: [label],
        regex: helmLiteral(matches),
        action: "drop",
      })),
    }),
    ...(queue !== undefined && { queueConfig: queueConfig(queue) }),
  };
}

/** What the service account of Prometheus must be allowed to do; undefined where no workspace is written to. */
export function remoteWriteStatement(writes: readonly ResolvedRemoteWrite[]): PolicyStatement | undefined {
  const workspaces = writes.flatMap(({ target }) =>
    target.type === "amazon-managed-prometheus" ? [target.workspaceArn] : [],
  );
  return workspaces.length === 0
    ? undefined
    : { sid: "RemoteWrite", actions: ["aps:RemoteWrite"], resources: [...new Set(workspaces)] };
}

/** Source: Amazon Managed Service for Prometheus user guide, "Find your workspace details". */
function workspaceUrl(arn: string): string {
  const { partition, region, resource } = arnParts(arn);
  const id = isToken(resource) ? Fn.element(Fn.split("/", resource), 1) : resource.replace("workspace/", "");
  return `https://aps-workspaces.${region}.${endpointDomain(partition)}/workspaces/${id}/api/v1/remote_write`;
}

function authentication(
  given: RemoteWriteAuthentication,
): Pick<RemoteWriteSpec, "basicAuth" | "authorization"> {
  return given.type === "basic"
    ? { basicAuth: { username: selector(given.username), password: selector(given.password) } }
    : { authorization: { type: "Bearer", credentials: selector(given.token) } };
}

function selector({ secretName, key }: SecretKey): SecretSelector {
  return { name: secretName, key };
}

function queueConfig(queue: RemoteWriteQueue): QueueConfig {
  const { capacity, minShards, maxShards, maxSamplesPerSend } = queue;
  return {
    capacity,
    minShards,
    maxShards,
    maxSamplesPerSend,
    batchSendDeadline: duration(queue.batchSendDeadlineSeconds),
    maxBackoff: duration(queue.maxBackoffSeconds),
    sampleAgeLimit: duration(queue.sampleAgeLimitSeconds),
  };
}

function duration(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : prometheusDuration(seconds);
}
