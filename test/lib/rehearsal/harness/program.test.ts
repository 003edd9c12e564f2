import { checkVersion, findTerraform, parseVersion } from "../../../../lib/rehearsal/harness/program";
import { codeOf } from "../../../support/rehearsals";
import { describeWithTerraform } from "../../../support/terraform";

describe("terraform", () => {
  it("is told from OpenTofu by what it answers", () => {
    expect(parseVersion("terraform", '{"terraform_version":"1.11.4","terraform_outdated":false}')).toEqual({
      command: "terraform",
      kind: "terraform",
      version: "1.11.4",
    });
    expect(parseVersion("tofu", '{"terraform_version":"1.9.0","platform":"linux_amd64"}')).toMatchObject({
      kind: "opentofu",
    });
  });

  it.each(["", "Terraform v0.11.0", "{}", '{"terraform_version":"next"}', "null"])(
    "is not what answers %j",
    (answer) => {
      expect(parseVersion("terraform", answer)).toBeUndefined();
    },
  );

  it("may be a pre-release of the least version", () => {
    const program = { command: "terraform", kind: "terraform", version: "1.5.0-rc1" } as const;
    expect(checkVersion(program)).toBe(program);
  });

  it("fails when it is too old", async () => {
    const old = { command: "tofu", kind: "opentofu", version: "1.5.7" } as const;
    expect(await codeOf(async () => checkVersion(old))).toBe("terraform terraform-too-old");
  });

  it("fails, saying which version is needed, when it is not there", async () => {
    expect(await codeOf(() => findTerraform("no-such-terraform"))).toBe("terraform terraform-missing");
    await expect(findTerraform("no-such-terraform")).rejects.toThrow(/install Terraform 1\.5\.0 or later/);
  });
});

describeWithTerraform("terraform on PATH", () => {
  it("is found with its version", async () => {
    expect(await findTerraform()).toMatchObject({ version: expect.stringMatching(/^\d+\.\d+\.\d+/) });
  });
});
