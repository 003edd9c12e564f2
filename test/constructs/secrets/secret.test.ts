import { Secret } from "../../../constructs/secrets";

describe("Secret", () => {
  it("offers every place a secret may come from, and none for a literal", () => {
    expect(Object.keys(Secret).sort()).toEqual([
      "existing",
      "fromEnvFile",
      "fromManager",
      "sealed",
      "sops",
      "vaultAgent",
    ]);
  });
});
