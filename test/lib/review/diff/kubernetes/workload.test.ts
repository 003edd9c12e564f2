import { workloadFacts } from "../../../../../lib/review/diff/kubernetes/workload";

function deployment(container: object, pod: object = {}, spec: object = {}) {
  const containers = [{ name: "app", ...container }];
  return { kind: "Deployment", spec: { ...spec, template: { spec: { containers, ...pod } } } } as never;
}

const facts = (before: undefined | object, after: undefined | object) =>
  workloadFacts(before as never, after as never).map(({ code, text }) => `${code}: ${text}`);

const DIGEST = `sha256:${"a".repeat(64)}`;

describe("workloadFacts", () => {
  it.each([
    ["r.io:5000/app:1.2.0", "r.io:5000/app:1.3.0", ["image-changed: image app: 1.2.0 -> 1.3.0"]],
    ["a/app:1", "b/app:1", ["image-changed: image app: a/app:1 -> b/app:1"]],
    [`app:1`, `app:1@${DIGEST}`, ["image-changed: image app: 1 -> 1@sha256:aaaaaaaaaaaa"]],
    [
      "app:1",
      "app:latest",
      [
        "image-changed: image app: 1 -> latest",
        "image-floating: image app: app:latest is not pinned to a version",
      ],
    ],
    [
      `app@${DIGEST}`,
      "app",
      [
        "image-changed: image app: @sha256:aaaaaaaaaaaa -> no tag",
        "image-floating: image app: app is not pinned to a version",
      ],
    ],
    ["app:1", "app:1", []],
    ["app:1", "(known after apply)", ["image-changed: image app: app:1 -> (known after apply)"]],
  ])("image %s -> %s", (before, after, expected) => {
    expect(facts(deployment({ image: before }), deployment({ image: after }))).toEqual(expected);
  });

  it("says what replicas, requests and limits become", () => {
    const before = deployment(
      { resources: { requests: { cpu: "1" }, limits: { cpu: "2", memory: "1Gi" } } },
      {},
      { replicas: 3 },
    );
    const after = deployment({ resources: { limits: { cpu: "3" } } }, {}, { replicas: 0 });
    expect(facts(before, after)).toEqual([
      "replicas-zero: replicas 3 -> 0",
      "requests-removed: requests app: cpu 1 -> none",
      "resources-changed: limits app: cpu 2 -> 3",
      "limits-removed: limits app: memory 1Gi -> none",
    ]);
    expect(facts(deployment({}, {}, { replicas: 1 }), deployment({}, {}, { replicas: 2 }))).toEqual([
      "replicas-changed: replicas 1 -> 2",
    ]);
  });

  it("says which probes go and change", () => {
    const before = deployment({ livenessProbe: { exec: {} }, readinessProbe: { periodSeconds: 1 } });
    expect(facts(before, deployment({ readinessProbe: { periodSeconds: 2 }, startupProbe: {} }))).toEqual([
      "probe-removed: livenessProbe of app removed",
      "probe-changed: readinessProbe of app changed",
    ]);
  });

  it("says which rights on the node are gained", () => {
    const safe = deployment(
      { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } } },
      { securityContext: { runAsNonRoot: true } },
    );
    const unsafe = deployment(
      { securityContext: { privileged: true, capabilities: { add: ["NET_ADMIN"] } } },
      {
        hostNetwork: true,
        volumes: [{ name: "v", hostPath: { path: "/var/run" } }],
        securityContext: { runAsUser: 0 },
      },
    );
    expect(facts(safe, unsafe)).toEqual([
      "privileged: container app becomes privileged",
      "privilege-escalation: container app may gain privileges",
      "capabilities-added: container app gains NET_ADMIN",
      "host-namespace: pods get hostNetwork",
      "host-path: pods get /var/run of the node",
      "runs-as-root: the pod may run as root",
    ]);
    expect(facts(unsafe, unsafe)).toEqual([]);
    expect(facts(unsafe, safe)).toEqual([]);
    expect(facts(undefined, unsafe)).toContain("privileged: container app becomes privileged");
    expect(facts(undefined, safe)).toEqual([]);
  });

  it("has nothing to say of what is gone or makes no pods", () => {
    expect(facts(deployment({ image: "a" }), undefined)).toEqual([]);
    expect(facts({ kind: "Service" }, { kind: "Service", spec: {} })).toEqual([]);
  });
});
