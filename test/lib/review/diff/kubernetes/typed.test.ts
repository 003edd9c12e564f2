import { typedKind, typedManifest } from "../../../../../lib/review/diff/kubernetes/typed";

describe("typedKind", () => {
  it.each([
    ["kubernetes_deployment", "Deployment"],
    ["kubernetes_deployment_v1", "Deployment"],
    ["kubernetes_horizontal_pod_autoscaler_v2beta2", "HorizontalPodAutoscaler"],
    ["kubernetes_cron_job_v1", "CronJob"],
    ["kubernetes_manifest", undefined],
    ["kubernetes_config_map_v1_data", undefined],
    ["kubernetes_labels", undefined],
    ["aws_vpc", undefined],
  ])("%s", (type, expected) => {
    expect(typedKind(type)).toBe(expected);
  });
});

describe("typedManifest", () => {
  it("writes a resource as the manifest it stands for", () => {
    const body = {
      id: "n/a",
      timeouts: null,
      metadata: [{ name: "a", namespace: "n", labels: { "x_y/z": "1" }, generate_name: "" }],
      spec: [
        {
          replicas: "2",
          selector: [{ match_labels: { app_name: "a" } }],
          template: [
            {
              spec: [
                {
                  host_pid: true,
                  init_container: [],
                  container: [
                    {
                      name: "c",
                      security_context: [{ run_as_non_root: true, capabilities: [{ add: ["X"] }] }],
                      resources: [{ limits: { cpu: "1" } }],
                      port: [{ container_port: 80 }],
                      liveness_probe: [{ http_get: [{ path: "/", port: "80" }] }],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    };
    expect(typedManifest("Deployment", body)).toEqual({
      apiVersion: "",
      kind: "Deployment",
      metadata: { name: "a", namespace: "n", labels: { "x_y/z": "1" } },
      spec: {
        replicas: "2",
        selector: { matchLabels: { app_name: "a" } },
        template: {
          spec: {
            hostPID: true,
            containers: [
              {
                name: "c",
                securityContext: { runAsNonRoot: true, capabilities: { add: ["X"] } },
                resources: { limits: { cpu: "1" } },
                ports: [{ containerPort: 80 }],
                livenessProbe: { httpGet: { path: "/", port: "80" } },
              },
            ],
          },
        },
      },
    });
  });

  it("keeps rules and subjects lists", () => {
    const rule = { api_groups: [""], resources: ["pods"], verbs: ["get"], non_resource_urls: ["/x"] };
    expect(typedManifest("ClusterRole", { rule: [rule] })).toMatchObject({
      rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"], nonResourceURLs: ["/x"] }],
    });
    const binding = { role_ref: [{ name: "view" }], subject: [{ kind: "User", name: "a" }] };
    expect(typedManifest("RoleBinding", binding)).toMatchObject({
      roleRef: { name: "view" },
      subjects: [{ kind: "User", name: "a" }],
    });
  });
});
