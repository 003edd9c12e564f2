import { triggerAuthentication } from "../../../constructs/keda/bound-triggers";
import { PodIdentity } from "../../../constructs/keda/pod-identity";
import { checked } from "../../support/fake-keda";

const ROLE_ARN = "arn:aws:iam::111122223333:role/reader";

function rendered(podIdentity: PodIdentity) {
  const manifest = triggerAuthentication("TriggerAuthentication", "orders", "shop", { podIdentity });
  return (checked(manifest).spec as { podIdentity: PodIdentity }).podIdentity;
}

describe("PodIdentity", () => {
  it("is the operator's own by default", () => {
    expect(rendered(PodIdentity.aws())).toEqual({ provider: "aws" });
    expect(rendered(PodIdentity.azureWorkload())).toEqual({ provider: "azure-workload" });
    expect(rendered(PodIdentity.gcp())).toEqual({ provider: "gcp" });
  });

  it("assumes a role of AWS, with an external id where the role asks for one", () => {
    expect(rendered(PodIdentity.aws({ roleArn: ROLE_ARN, externalId: "orders" }))).toEqual({
      provider: "aws",
      roleArn: ROLE_ARN,
      externalID: "orders",
    });
  });

  it("names another identity of Microsoft Entra", () => {
    const identity = { clientId: "client", tenantId: "tenant", authorityHost: "https://login.example.com/" };
    expect(rendered(PodIdentity.azureWorkload(identity))).toEqual({
      provider: "azure-workload",
      identityId: "client",
      identityTenantId: "tenant",
      identityAuthorityHost: "https://login.example.com/",
    });
  });
});
