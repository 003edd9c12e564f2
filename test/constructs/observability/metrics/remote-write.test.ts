import { DataResource, TerraformStack, Testing } from "cdktf";
import {
  type RemoteWrite,
  type RemoteWriteContext,
  resolveRemoteWrites,
} from "../../../../constructs/observability/metrics/remote-write";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const ARN = "arn:aws:aps:eu-central-1:111122223333:workspace/ws-41det8a1";
const AMAZON = { type: "amazon-managed-prometheus", name: "amazon", workspaceArn: ARN } as const;
const CENTRAL = { type: "url", name: "central", url: "https://metrics.example.com/api/v1/write" } as const;
const SECRET = { secretName: "central", key: "password" };
const CONTEXT: RemoteWriteContext = { replicas: 2, externalLabels: { cluster: "local" } };

function resolved(writes: readonly RemoteWrite[], context = CONTEXT) {
  const problems = new Problems();
  const config = resolveRemoteWrites(writes, context, problems.at("remoteWrite"));
  return { config, problems: problems.all };
}

function problemsIn(write: object, context = CONTEXT): string[] {
  return codes(resolved([write as RemoteWrite], context).problems);
}

describe("resolveRemoteWrites", () => {
  it("takes the region of a workspace from its ARN", () => {
    const { config, problems } = resolved([AMAZON]);
    expect(problems).toEqual([]);
    expect(config).toEqual([
      {
        name: "amazon",
        drop: [],
        queue: undefined,
        target: { type: "amazon-managed-prometheus", workspaceArn: ARN, region: "eu-central-1" },
      },
    ]);
  });

  it("drops by the name of the metric unless another label is named", () => {
    const drop = [{ matches: "go_.*" }, { label: "namespace", matches: "sandbox-.+" }];
    expect(resolved([{ ...CENTRAL, drop }]).config[0]?.drop).toEqual([
      { label: "__name__", matches: "go_.*" },
      { label: "namespace", matches: "sandbox-.+" },
    ]);
  });

  it("accepts what is known only after apply", () => {
    const stack = new TerraformStack(Testing.app(), "test");
    const token = new DataResource(stack, "Workspace", {}).id;
    expect(problemsIn({ ...AMAZON, workspaceArn: token })).toEqual([]);
    expect(problemsIn({ ...CENTRAL, url: token })).toEqual([]);
  });

  it.each([
    "http://mimir.mimir.svc.cluster.local:8080/api/v1/push",
    "http://mimir.mimir.svc:8080/api/v1/push",
    "http://mimir/api/v1/push",
    "https://10.0.0.1:9090/api/v1/write",
  ])("accepts %s", (url) => {
    expect(problemsIn({ ...CENTRAL, url })).toEqual([]);
  });

  it("sends metrics out of the cluster in the clear only when told to", () => {
    const url = "http://metrics.example.com/api/v1/write";
    expect(problemsIn({ ...CENTRAL, url })).toEqual(["remoteWrite[0].url insecure-url"]);
    expect(problemsIn({ ...CENTRAL, url, allowInsecure: true })).toEqual([]);
    expect(problemsIn({ ...CENTRAL, url: "http://svc.example.com/write" })).toEqual([
      "remoteWrite[0].url insecure-url",
    ]);
  });

  it("accepts a workspace without the cluster's label where there is one replica", () => {
    expect(problemsIn(AMAZON, { replicas: 1, externalLabels: {} })).toEqual([]);
    expect(problemsIn(AMAZON, { replicas: 2, externalLabels: {} })).toEqual([
      "remoteWrite[0] missing-cluster-label",
    ]);
    expect(problemsIn(CENTRAL, { replicas: 2, externalLabels: {} })).toEqual([]);
  });

  it("never shows what may be a secret", () => {
    const writes = [
      { ...CENTRAL, url: "http://user:hunter2@metrics.example.com/write" },
      { ...CENTRAL, name: "b", url: "https://metrics.example.com/write?key=hunter2" },
      { ...CENTRAL, name: "c", authentication: { type: "bearer", token: "hunter2" } },
    ] as unknown as RemoteWrite[];
    const { problems } = resolved(writes);
    expect(codes(problems)).toEqual([
      "remoteWrite[0].url literal-secret",
      "remoteWrite[0].url insecure-url",
      "remoteWrite[1].url invalid-url",
      "remoteWrite[2].authentication.token literal-secret",
    ]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("fails on two of one name", () => {
    const { problems } = resolved([CENTRAL, { ...AMAZON, name: "central" }]);
    expect(codes(problems)).toEqual(["remoteWrite[1].name duplicate-remote-write"]);
  });

  const basic = (username: unknown, password: unknown) => ({
    ...CENTRAL,
    authentication: { type: "basic", username, password },
  });

  it.each<[object, string]>([
    [{ ...CENTRAL, name: "Central" }, "remoteWrite[0].name invalid-name"],
    [{ ...CENTRAL, url: "metrics.example.com" }, "remoteWrite[0].url invalid-url"],
    [{ ...CENTRAL, url: "ftp://metrics.example.com" }, "remoteWrite[0].url invalid-url"],
    [{ ...CENTRAL, tenant: "a b" }, "remoteWrite[0].tenant invalid-tenant"],
    [basic("admin", SECRET), "remoteWrite[0].authentication.username literal-secret"],
    [basic(SECRET, "hunter2"), "remoteWrite[0].authentication.password literal-secret"],
    [
      basic(SECRET, { ...SECRET, secretName: "A B" }),
      "remoteWrite[0].authentication.password.secretName invalid-name",
    ],
    [basic({ ...SECRET, key: "" }, SECRET), "remoteWrite[0].authentication.username.key invalid-name"],
    [{ ...AMAZON, workspaceArn: "ws-1" }, "remoteWrite[0].workspaceArn invalid-arn"],
    [
      { ...AMAZON, workspaceArn: ARN.replace("workspace/", "scraper/") },
      "remoteWrite[0].workspaceArn invalid-arn",
    ],
    [{ ...CENTRAL, drop: [{ matches: "(?=a)" }] }, "remoteWrite[0].drop[0].matches invalid-regex"],
    [{ ...CENTRAL, drop: [{ matches: "" }] }, "remoteWrite[0].drop[0].matches invalid-regex"],
    [{ ...CENTRAL, drop: [{ label: "a-b", matches: "x" }] }, "remoteWrite[0].drop[0].label invalid-label"],
    [{ ...CENTRAL, queue: { maxShards: 0 } }, "remoteWrite[0].queue.maxShards out-of-range"],
    [{ ...CENTRAL, queue: { capacity: 1.5 } }, "remoteWrite[0].queue.capacity out-of-range"],
    [{ ...CENTRAL, queue: { minShards: 51 } }, "remoteWrite[0].queue.minShards min-above-max"],
    [{ ...CENTRAL, queue: { capacity: 1999 } }, "remoteWrite[0].queue.capacity capacity-below-batch"],
    [
      { ...CENTRAL, queue: { maxSamplesPerSend: 10_001 } },
      "remoteWrite[0].queue.capacity capacity-below-batch",
    ],
  ])("fails on %j", (write, problem) => {
    expect(problemsIn(write)).toContain(problem);
  });

  it("takes queues at their limits", () => {
    expect(problemsIn({ ...CENTRAL, queue: { capacity: 2000, minShards: 50 } })).toEqual([]);
  });
});
