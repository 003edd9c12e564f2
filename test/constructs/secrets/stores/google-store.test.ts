import { StoreProvider } from "../../../../constructs/secrets";
import { Problems } from "../../../../lib/core/errors";
import { storeContext } from "../../../support/secret-stores";
import { codes } from "../../../support/synth";

const workloadIdentity = {
  serviceAccount: { name: "reader" },
  clusterName: "shop",
  clusterLocation: "europe-west3",
  clusterProjectId: "shop-clusters",
};

describe("StoreProvider.gcpSecretManager", () => {
  it("acts as the operator unless told who", () => {
    expect(StoreProvider.gcpSecretManager({ projectId: "shop-prod" }).bind(storeContext())).toEqual({
      spec: { gcpsm: { projectID: "shop-prod" } },
      readable: undefined,
      statements: [],
    });
    const props = { projectId: "shop-prod", location: "europe-west3", workloadIdentity };
    expect(StoreProvider.gcpSecretManager(props).bind(storeContext()).spec).toEqual({
      gcpsm: {
        projectID: "shop-prod",
        location: "europe-west3",
        auth: {
          workloadIdentity: {
            clusterName: "shop",
            clusterLocation: "europe-west3",
            clusterProjectID: "shop-clusters",
            serviceAccountRef: { name: "reader" },
          },
        },
      },
    });
  });

  it("reports problems at their props", () => {
    const problems = new Problems();
    StoreProvider.gcpSecretManager({ projectId: "Shop", workloadIdentity }).bind(
      storeContext({ problems, serviceAccountTokens: "refused" }),
    );
    expect(codes(problems.all)).toEqual([
      "projectId invalid-project",
      "workloadIdentity.serviceAccount service-account-tokens-refused",
    ]);
  });
});
