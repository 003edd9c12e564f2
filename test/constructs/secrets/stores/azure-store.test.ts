import { StoreProvider } from "../../../../constructs/secrets";
import { Problems } from "../../../../lib/core/errors";
import { storeContext } from "../../../support/secret-stores";
import { codes } from "../../../support/synth";

const vaultUrl = "https://shop-prod.vault.azure.net";

describe("StoreProvider.azureKeyVault", () => {
  it("acts by workload identity, the operator's unless told whose", () => {
    expect(StoreProvider.azureKeyVault({ vaultUrl }).bind(storeContext())).toEqual({
      spec: { azurekv: { authType: "WorkloadIdentity", vaultUrl } },
      readable: undefined,
      statements: [],
    });
    const props = { vaultUrl, tenantId: "t", serviceAccount: { name: "reader" } };
    expect(StoreProvider.azureKeyVault(props).bind(storeContext()).spec).toEqual({
      azurekv: {
        authType: "WorkloadIdentity",
        vaultUrl,
        tenantId: "t",
        serviceAccountRef: { name: "reader" },
      },
    });
  });

  it.each(["http://shop.vault.azure.net", "shop", "https://a/b"])("refuses the address %s", (address) => {
    const problems = new Problems();
    StoreProvider.azureKeyVault({ vaultUrl: address }).bind(storeContext({ problems }));
    expect(codes(problems.all)).toEqual(["vaultUrl invalid-url"]);
  });
});
