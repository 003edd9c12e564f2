import { arnParts, checkArn } from "../../../lib/core/arn";
import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { re2Problem } from "../routing/re2";
import { checkSecretKey, type SecretKey } from "../secret-key";
import { checkTenant } from "../tenant";

/** Where Prometheus sends a copy of what it scrapes. */
export type RemoteWrite = AmazonManagedPrometheus | RemoteWriteUrl;

/** What every remote write takes. */
export interface RemoteWriteOptions {
  /** Unique among the remote writes: `central`. Prometheus names its own metrics of the queue after it. */
  readonly name: string;
  /** Series that are not sent. @default none: everything is sent */
  readonly drop?: readonly RemoteWriteDropRule[];
  /** How much is sent at once. @default as Prometheus does, which fits but for very many series */
  readonly queue?: RemoteWriteQueue;
}

/** A workspace of Amazon Managed Service for Prometheus, which a role for the service account may write to. */
export interface AmazonManagedPrometheus extends RemoteWriteOptions {
  readonly type: "amazon-managed-prometheus";
  /** ARN of the workspace: `arn:aws:aps:eu-central-1:111122223333:workspace/ws-...`. */
  readonly workspaceArn: string;
}

/** Any server that speaks remote write. */
export interface RemoteWriteUrl extends RemoteWriteOptions {
  readonly type: "url";
  /** `https://metrics.example.com/api/v1/write` */
  readonly url: string;
  /** Credentials, each a key of a Secret in the namespace of the release. @default none */
  readonly authentication?: RemoteWriteAuthentication;
  /** Sent as `X-Scope-OrgID`, which Mimir, Cortex and Thanos tell tenants by. @default none */
  readonly tenant?: string;
  /** @default false: outside the cluster only https is taken. True sends metrics in the clear */
  readonly allowInsecure?: boolean;
}

/** How Prometheus says who it is. */
export type RemoteWriteAuthentication =
  | { readonly type: "basic"; readonly username: SecretKey; readonly password: SecretKey }
  | { readonly type: "bearer"; readonly token: SecretKey };

/** Series whose label matches are not sent. */
export interface RemoteWriteDropRule {
  /** @default `__name__`, the name of the metric */
  readonly label?: string;
  /** RE2 regular expression for the whole value: `go_.*`. */
  readonly matches: string;
}

/** Tuning of a queue. Source of the defaults: Prometheus, "remote_write", queue_config. */
export interface RemoteWriteQueue {
  /** Samples that wait in a shard; at least one batch. @default 10000 */
  readonly capacity?: number;
  /** Shards at the start. @default 1 */
  readonly minShards?: number;
  /** Shards at most, each a connection. @default 50 */
  readonly maxShards?: number;
  /** Samples in a request. @default 2000 */
  readonly maxSamplesPerSend?: number;
  /** Seconds after which a batch goes that is not full. @default 5 */
  readonly batchSendDeadlineSeconds?: number;
  /** Seconds between attempts at most. @default 5 */
  readonly maxBackoffSeconds?: number;
  /** Seconds after which samples that could not be sent are given up. @default never, while the log holds them */
  readonly sampleAgeLimitSeconds?: number;
}

/** Remote writes with every default filled. */
export type ResolvedRemoteWrite = ReturnType<typeof resolveRemoteWrite>;

/** Context a remote write is checked in. */
export interface RemoteWriteContext {
  readonly replicas: number;
  readonly externalLabels: Readonly<Record<string, string>>;
}

/** What Prometheus does where nothing is said. Source: Prometheus, "remote_write", queue_config. */
const QUEUE = { capacity: 10_000, minShards: 1, maxShards: 50, maxSamplesPerSend: 2000 };

/**
 * Fills defaults and reports every problem, relative to the list.
 *
 * Codes: `duplicate-remote-write`, `invalid-name`, `invalid-arn`, `invalid-url`, `insecure-url`, `literal-secret`,
 * `missing-secret`, `invalid-tenant`, `invalid-label`, `invalid-regex`, `out-of-range`, `min-above-max`,
 * `capacity-below-batch`, `missing-cluster-label`.
 */
export function resolveRemoteWrites(
  writes: readonly RemoteWrite[],
  context: RemoteWriteContext,
  problems: Problems,
): readonly ResolvedRemoteWrite[] {
  const names = new Set<string>();
  return writes.map((write, index) => {
    const at = problems.at(index);
    checkName(at, "name", write.name, DNS_LABEL);
    at.addIf(names.has(write.name), {
      prop: "name",
      code: "duplicate-remote-write",
      rule: "each remote write has a name of its own, by which Prometheus tells their queues apart",
      value: write.name,
      fix: "rename one of them",
    });
    names.add(write.name);
    return resolveRemoteWrite(write, context, at);
  });
}

function resolveRemoteWrite(write: RemoteWrite, context: RemoteWriteContext, problems: Problems) {
  const drop = (write.drop ?? []).map(({ label = "__name__", matches }) => ({ label, matches }));
  drop.forEach(({ label, matches }, index) => {
    checkDropRule(problems.at("drop").at(index), label, matches);
  });
  checkQueue(problems.at("queue"), write.queue ?? {});
  return {
    name: write.name,
    drop,
    queue: write.queue,
    target:
      write.type === "amazon-managed-prometheus"
        ? resolveWorkspace(write, context, problems)
        : resolveUrl(write, problems),
  };
}

function resolveWorkspace(write: AmazonManagedPrometheus, context: RemoteWriteContext, problems: Problems) {
  checkArn(problems, "workspaceArn", write.workspaceArn, "aps", "workspace/");
  // Without both labels the workspace keeps each sample once for every replica, or refuses all but the first.
  problems.addIf(
    !isToken(context.replicas) && context.replicas > 1 && !("cluster" in context.externalLabels),
    {
      prop: "",
      code: "missing-cluster-label",
      rule: "Amazon Managed Prometheus tells replicas apart by the external labels cluster and __replica__",
      fix: "add cluster to externalLabels, or run one replica",
    },
  );
  return {
    type: write.type,
    workspaceArn: write.workspaceArn,
    region: arnParts(write.workspaceArn).region,
  };
}

function resolveUrl(write: RemoteWriteUrl, problems: Problems) {
  checkUrl(problems, write);
  if (write.authentication?.type === "basic") {
    checkSecretKey(problems.at("authentication"), "username", write.authentication.username);
    checkSecretKey(problems.at("authentication"), "password", write.authentication.password);
  } else if (write.authentication !== undefined) {
    checkSecretKey(problems.at("authentication"), "token", write.authentication.token);
  }
  checkTenant(problems, "tenant", write.tenant, undefined);
  return {
    type: write.type,
    url: write.url,
    authentication: write.authentication,
    tenant: write.tenant,
  };
}

function checkUrl(problems: Problems, { url, allowInsecure = false }: RemoteWriteUrl): void {
  ifKnown(url, (known) => {
    const match = /^(https?):\/\/(?:([^/@]*)@)?([A-Za-z0-9.-]+)(?::\d{1,5})?(?:\/[A-Za-z0-9._~/-]*)?$/.exec(
      known,
    );
    if (match === null) {
      // A query may hold a key, so the value is not shown.
      problems.add({
        prop: "url",
        code: "invalid-url",
        rule: "a remote write goes to http(s), a host, a port and a path, without a query",
        fix: "write it like https://metrics.example.com/api/v1/write",
      });
      return;
    }
    const [, scheme, credentials, host = ""] = match;
    problems.addIf(credentials !== undefined, {
      prop: "url",
      code: "literal-secret",
      rule: "credentials in a URL end up in state and in the cluster's configuration",
      fix: "put them into a Secret and use authentication",
    });
    problems.addIf(scheme === "http" && !allowInsecure && !insideCluster(host), {
      prop: "url",
      code: "insecure-url",
      rule: "metrics leave the cluster encrypted",
      value: credentials === undefined ? known : undefined,
      fix: "use https://, or set allowInsecure where the network is trusted",
    });
  });
}

/** Names of services, short or whole, that only the cluster's own DNS knows. */
function insideCluster(host: string): boolean {
  return !host.includes(".") || /\.svc(\.|$)/.test(host);
}

function checkDropRule(problems: Problems, label: string, matches: string): void {
  problems.addIf(!isToken(label) && !/^[A-Za-z_][A-Za-z0-9_]*$/.test(label), {
    prop: "label",
    code: "invalid-label",
    rule: "a label has letters, digits and underscores, and does not start with a digit",
    value: label,
    fix: "name a label, or leave it out for the name of the metric",
  });
  ifKnown(matches, (known) => {
    const wrong = known === "" ? "it is empty" : re2Problem(known);
    problems.addIf(wrong !== undefined, {
      prop: "matches",
      code: "invalid-regex",
      rule: `Prometheus does not take this regular expression: ${wrong}`,
      value: known,
      fix: "write an expression of RE2 for the whole value",
    });
  });
}

function checkQueue(problems: Problems, queue: RemoteWriteQueue): void {
  checkWholeNumber(problems, "capacity", queue.capacity, 1, 10_000_000);
  checkWholeNumber(problems, "minShards", queue.minShards, 1, 1000);
  checkWholeNumber(problems, "maxShards", queue.maxShards, 1, 1000);
  checkWholeNumber(problems, "maxSamplesPerSend", queue.maxSamplesPerSend, 1, 1_000_000);
  checkWholeNumber(problems, "batchSendDeadlineSeconds", queue.batchSendDeadlineSeconds, 1, 3600);
  checkWholeNumber(problems, "maxBackoffSeconds", queue.maxBackoffSeconds, 1, 3600);
  checkWholeNumber(problems, "sampleAgeLimitSeconds", queue.sampleAgeLimitSeconds, 1, 7 * 24 * 3600);
  const { capacity, minShards, maxShards, maxSamplesPerSend } = {
    capacity: queue.capacity ?? QUEUE.capacity,
    minShards: queue.minShards ?? QUEUE.minShards,
    maxShards: queue.maxShards ?? QUEUE.maxShards,
    maxSamplesPerSend: queue.maxSamplesPerSend ?? QUEUE.maxSamplesPerSend,
  };
  problems.addIf(!isToken(minShards) && !isToken(maxShards) && minShards > maxShards, {
    prop: "minShards",
    code: "min-above-max",
    rule: `a queue starts with at most maxShards, which is ${maxShards}`,
    value: minShards,
    fix: "lower minShards or raise maxShards",
  });
  problems.addIf(!isToken(capacity) && !isToken(maxSamplesPerSend) && capacity < maxSamplesPerSend, {
    prop: "capacity",
    code: "capacity-below-batch",
    rule: `a shard holds at least one batch of maxSamplesPerSend, which is ${maxSamplesPerSend}`,
    value: capacity,
    fix: "raise capacity to three to ten batches",
  });
}
