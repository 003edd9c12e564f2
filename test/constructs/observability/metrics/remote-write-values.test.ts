import {
  type RemoteWrite,
  resolveRemoteWrites,
} from "../../../../constructs/observability/metrics/remote-write";
import {
  REPLICA_LABEL,
  remoteWriteSpec,
  remoteWriteStatement,
} from "../../../../constructs/observability/metrics/remote-write-values";
import { Problems } from "../../../../lib/core/errors";
import { crdProblems } from "../../../support/crds";

const ARN = "arn:aws:aps:eu-central-1:111122223333:workspace/ws-41det8a1";
const AMAZON = { type: "amazon-managed-prometheus", name: "amazon", workspaceArn: ARN } as const;
const CENTRAL = { type: "url", name: "central", url: "https://metrics.example.com/api/v1/write" } as const;
const SECRET = { secretName: "central", key: "password" };

const EVERY: readonly RemoteWrite[] = [
  AMAZON,
  {
    ...CENTRAL,
    authentication: { type: "basic", username: { ...SECRET, key: "user" }, password: SECRET },
    tenant: "team-a",
    drop: [{ matches: "go_.*" }],
    queue: {
      capacity: 20_000,
      minShards: 2,
      maxShards: 10,
      maxSamplesPerSend: 5000,
      batchSendDeadlineSeconds: 90,
      maxBackoffSeconds: 30,
      sampleAgeLimitSeconds: 3600,
    },
  },
  { ...CENTRAL, name: "bearer", authentication: { type: "bearer", token: SECRET } },
];

function resolved(writes: readonly RemoteWrite[]) {
  return resolveRemoteWrites(writes, { replicas: 1, externalLabels: {} }, new Problems());
}

function spec(write: RemoteWrite) {
  return resolved([write]).map(remoteWriteSpec)[0];
}

describe("remoteWriteSpec", () => {
  it("is what the definition of Prometheus takes", () => {
    const remoteWrite = resolved(EVERY).map(remoteWriteSpec);
    expect(
      crdProblems({
        apiVersion: "monitoring.coreos.com/v1",
        kind: "Prometheus",
        metadata: { name: "test" },
        spec: { remoteWrite },
      }),
    ).toEqual([]);
  });

  it("signs what goes to a workspace of Amazon", () => {
    expect(spec(AMAZON)).toEqual({
      name: "amazon",
      url: "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-41det8a1/api/v1/remote_write",
      sigv4: { region: "eu-central-1" },
    });
  });

  it("refers to secrets by name and key", () => {
    expect(spec(EVERY[1] ?? AMAZON)?.basicAuth).toEqual({
      username: { name: "central", key: "user" },
      password: { name: "central", key: "password" },
    });
    expect(spec(EVERY[2] ?? AMAZON)?.authorization).toEqual({
      type: "Bearer",
      credentials: { name: "central", key: "password" },
    });
    expect(spec(CENTRAL)).toEqual({ name: "central", url: CENTRAL.url });
  });

  it("names the tenant, drops series and tunes the queue", () => {
    expect(spec(EVERY[1] ?? AMAZON)).toMatchObject({
      headers: { "X-Scope-OrgID": "team-a" },
      writeRelabelConfigs: [{ sourceLabels: ["__name__"], regex: "go_.*", action: "drop" }],
      queueConfig: {
        capacity: 20_000,
        minShards: 2,
        maxShards: 10,
        maxSamplesPerSend: 5000,
        batchSendDeadline: "1m30s",
        maxBackoff: "30s",
        sampleAgeLimit: "1h",
      },
    });
  });

  it("keeps double braces out of the chart's templates", () => {
    const write = spec({ ...CENTRAL, drop: [{ label: "path", matches: "{{.*" }] });
    expect(write?.writeRelabelConfigs?.[0]?.regex).toBe('{{ "{{" }}.*');
  });
});

describe("remoteWriteStatement", () => {
  it("allows to write to the workspaces, each named once, and nothing else", () => {
    const other = `${ARN}-2`;
    const writes = [
      AMAZON,
      { ...AMAZON, name: "again" },
      { ...AMAZON, name: "b", workspaceArn: other },
      CENTRAL,
    ];
    expect(remoteWriteStatement(resolved(writes))).toEqual({
      sid: "RemoteWrite",
      actions: ["aps:RemoteWrite"],
      resources: [ARN, other],
    });
  });

  it("needs no permission for other servers", () => {
    expect(remoteWriteStatement(resolved([CENTRAL]))).toBeUndefined();
  });
});

describe("REPLICA_LABEL", () => {
  it("is the one Amazon Managed Prometheus removes", () => {
    expect(REPLICA_LABEL).toBe("__replica__");
  });
});
