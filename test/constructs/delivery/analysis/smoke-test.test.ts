import { type SmokeTestProps, smokeTest } from "../../../../constructs/delivery/analysis/smoke-test";
import { EnvFrom } from "../../../../constructs/workload/pod/env";
import { analysisContext, analysisProblems } from "../../../support/analyses";
import { coreProblems } from "../../../support/core-kinds";

const image = "registry.example.com/smoke:1.2.0";

function jobOf(props: Partial<SmokeTestProps> = {}) {
  const { name, check, manifests, ingress, pace } = smokeTest({ image, ...props }).bind(analysisContext());
  if (check.type !== "job") {
    throw new Error("expected a Job");
  }
  // biome-ignore lint/suspicious/noExplicitAny: tests reach freely into manifests
  const spec = JSON.parse(JSON.stringify(check.spec)) as any;
  return { name, labels: check.labels, spec, pod: spec.template.spec, manifests, ingress, pace };
}

describe("smokeTest", () => {
  it("runs once, for five minutes at most, and leads the program to the new version", () => {
    const { name, spec, pod, pace } = jobOf({ command: ["npm", "run", "smoke"] });
    expect(name).toBe("smoke-test");
    expect(spec).toMatchObject({ backoffLimit: 0, activeDeadlineSeconds: 300 });
    expect(pace).toMatchObject({ count: 1, failureLimit: 0 });
    expect(pod.containers[0]).toMatchObject({
      image,
      command: ["npm", "run", "smoke"],
      env: [
        { name: "TARGET_HOST", value: "users-canary.shop" },
        { name: "TARGET_PORT", value: "3000" },
        { name: "TARGET_URL", value: "http://users-canary.shop:3000" },
      ],
    });
  });

  it("runs restricted, without a token of Kubernetes, and lets go of what it is told to", () => {
    const { pod } = jobOf();
    expect(pod).toMatchObject({
      restartPolicy: "Never",
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    });
    expect(pod.containers[0].securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    const loose = jobOf({ securityContext: { readOnlyRootFilesystem: false } }).pod.containers[0];
    expect(loose.securityContext.readOnlyRootFilesystem).toBe(false);
  });

  it("is not taken for a pod of the workload", () => {
    const { labels, spec } = jobOf();
    expect(labels).toMatchObject({
      "app.kubernetes.io/name": "users-smoke-test",
      "app.kubernetes.io/part-of": "shop",
      "app.kubernetes.io/component": "test",
    });
    expect(spec.template.metadata.labels).toEqual(labels);
  });

  it("may reach the new version and names, and nothing else, unless policies are left to others", () => {
    const { manifests, ingress } = jobOf();
    const test = { matchLabels: { "app.kubernetes.io/name": "users-smoke-test" } };
    expect(manifests).toMatchObject([
      {
        kind: "NetworkPolicy",
        metadata: { name: "users-smoke-test", namespace: "shop" },
        spec: {
          podSelector: test,
          policyTypes: ["Ingress", "Egress"],
          ingress: [],
          egress: [
            {
              to: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "users" } } }],
              ports: [{ port: 3000, protocol: "TCP" }],
            },
            {
              ports: [
                { port: 53, protocol: "UDP" },
                { port: 53, protocol: "TCP" },
              ],
            },
          ],
        },
      },
    ]);
    expect(ingress).toEqual([{ from: [{ podSelector: test }], ports: [{ port: 3000, protocol: "TCP" }] }]);
    expect(jobOf({ networkPolicy: false })).toMatchObject({ manifests: undefined, ingress });
  });

  it("asks the name servers of the platform as well", () => {
    const nameServers = ["172.20.0.10/32"];
    const { manifests = [] } = smokeTest({ image }).bind(analysisContext({ nameServers }));
    expect(coreProblems(manifests)).toEqual([]);
    expect(manifests[0]?.spec).toMatchObject({
      egress: [
        {},
        { to: expect.arrayContaining([{ ipBlock: { cidr: "172.20.0.10/32" } }]), ports: [{ port: 53 }, {}] },
      ],
    });
    expect(JSON.stringify(jobOf().manifests)).not.toContain("172.20");
  });

  it("has a CPU limit where the namespace gives one", () => {
    const test = smokeTest({ image, resources: { limits: { cpu: "none" } } });
    expect(analysisProblems(test, { cpuLimits: "required" })).toEqual([
      "resources.limits.cpu cpu-limit-required",
    ]);
    expect(analysisProblems(test)).toEqual([]);
  });

  it("is a Job and a policy Kubernetes takes", () => {
    const { spec, manifests = [] } = jobOf({
      name: "api-test",
      args: ["--fast"],
      env: { LEVEL: 3, TOKEN: EnvFrom.secret("smoke", "token") },
      retries: 2,
      timeoutSeconds: 60,
    });
    const job = { apiVersion: "batch/v1", kind: "Job", metadata: { name: "test" }, spec };
    expect(coreProblems([job, ...manifests])).toEqual([]);
    expect(manifests.map(({ metadata }) => metadata.name)).toEqual(["users-api-test"]);
  });

  it.each<[Partial<SmokeTestProps>, string]>([
    [{ image: "registry.example.com/smoke" }, "image image-without-tag"],
    [{ image: "registry.example.com/smoke:latest" }, "image.tag mutable-tag"],
    [{ name: "Smoke" }, "name invalid-name"],
    [{ timeoutSeconds: 0 }, "timeoutSeconds out-of-range"],
    [{ retries: 11 }, "retries out-of-range"],
    [{ env: { TARGET_URL: "http://elsewhere" } }, "env.TARGET_URL reserved-env"],
    [{ env: { API_TOKEN: "tr0ub4dor&3-hunter2" } }, "env.API_TOKEN literal-secret"],
    [{ resources: { requests: { memory: "2Gi" } } }, "resources.requests.memory request-above-limit"],
  ])("refuses %j", (props, problem) => {
    expect(analysisProblems(smokeTest({ image, ...props }))).toEqual([problem]);
  });

  it("needs somebody to run it and somewhere to call", () => {
    expect(analysisProblems(smokeTest({ image }), { controller: "flagger" })).toEqual([
      " needs-argo-rollouts",
    ]);
    expect(analysisProblems(smokeTest({ image }), { target: undefined })).toEqual([" no-test-target"]);
  });
});
