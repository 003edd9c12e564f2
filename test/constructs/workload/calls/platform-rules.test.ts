import { dnsEgress, podIdentityEgress } from "../../../../constructs/workload/calls/platform-rules";

describe("dnsEgress", () => {
  it("reaches CoreDNS and a cache on the node at port 53, by both protocols", () => {
    expect(dnsEgress()).toEqual({
      to: [
        {
          namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
          podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
        },
        { ipBlock: { cidr: "169.254.20.10/32" } },
      ],
      ports: [
        { protocol: "UDP", port: 53 },
        { protocol: "TCP", port: 53 },
      ],
    });
  });

  it("reaches further name servers", () => {
    expect(dnsEgress(["172.20.0.10/32"]).to).toContainEqual({ ipBlock: { cidr: "172.20.0.10/32" } });
  });
});

describe("podIdentityEgress", () => {
  it("reaches the agent by both families", () => {
    expect(podIdentityEgress()).toEqual({
      to: [{ ipBlock: { cidr: "169.254.170.23/32" } }, { ipBlock: { cidr: "fd00:ec2::23/128" } }],
      ports: [{ protocol: "TCP", port: 80 }],
    });
  });
});
