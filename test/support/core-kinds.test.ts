import type { KubernetesManifest } from "../../constructs/helm";
import { coreProblems } from "./core-kinds";

function service(port: object): KubernetesManifest {
  return {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web" },
    spec: { selector: { app: "web" }, ports: [port as never] },
  };
}

describe("coreProblems", () => {
  it("finds nothing wrong with what Kubernetes takes", () => {
    const policy: KubernetesManifest = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "web" },
      spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [] },
    };
    expect(coreProblems([service({ port: 80, targetPort: "http" }), policy])).toEqual([]);
  });

  it("finds unknown keys, which an API server drops", () => {
    expect(coreProblems([service({ port: 80 }), service({ port: 80, prot: "TCP" })])).toEqual([
      expect.stringMatching(/^Service\/web: TS2353: .*"prot".* does not exist/),
    ]);
  });

  it("finds values of the wrong kind", () => {
    const problems = coreProblems([service({ port: "80" })]);
    expect(problems).toEqual([
      expect.stringMatching(/^Service\/web: TS2322/),
      expect.stringMatching(/^Service\/web: .*port/),
    ]);
  });

  it("finds missing members", () => {
    expect(coreProblems([service({ name: "http" })])).toEqual([
      expect.stringMatching(/^Service\/web: TS2741: .*"port"/),
      expect.stringMatching(/^Service\/web: .*port/),
    ]);
  });
});
