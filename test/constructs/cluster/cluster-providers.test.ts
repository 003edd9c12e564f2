import { type ClusterConnection, ClusterProviders } from "../../../constructs/cluster";
import { synth } from "../../support/synth";

const CONNECTION: ClusterConnection = {
  host: "https://example.eks.amazonaws.com",
  caCertificate: "ca",
  exec: { command: "aws", args: ["eks", "get-token"], env: { AWS_PROFILE: "deploy" } },
};

function providersOf(connection: ClusterConnection, alias?: string) {
  return synth((stack) => {
    const providers = new ClusterProviders(stack, connection, alias);
    expect([providers.helm, providers.kubernetes]).toHaveLength(2);
  }).json.provider;
}

describe("ClusterProviders", () => {
  it("authenticates by an exec command and never by a token", () => {
    const { helm, kubernetes } = providersOf(CONNECTION);
    const exec = {
      api_version: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token"],
      env: { AWS_PROFILE: "deploy" },
    };
    const address = { host: "https://example.eks.amazonaws.com", cluster_ca_certificate: "ca" };
    expect(helm).toEqual([{ kubernetes: { ...address, exec } }]);
    expect(kubernetes).toEqual([{ ...address, exec: [exec] }]);
    expect(JSON.stringify({ helm, kubernetes })).not.toContain('"token"');
  });

  it("takes another exec API version and an alias", () => {
    const { helm } = providersOf(
      { ...CONNECTION, exec: { apiVersion: "client.authentication.k8s.io/v1", command: "get-token" } },
      "other",
    );
    expect(helm[0].alias).toBe("other");
    expect(helm[0].kubernetes.exec).toEqual({
      api_version: "client.authentication.k8s.io/v1",
      command: "get-token",
    });
  });
});
