import { AwsAccount } from "../../../constructs/account";
import { repositoryArn } from "../../../constructs/registry/repository-arn";
import { synth } from "../../support/synth";

describe("repositoryArn", () => {
  it("names what is below a prefix, and ROOT as every repository", () => {
    synth((stack) => {
      const account = AwsAccount.of(stack);
      expect(repositoryArn(account, "k8s")).toMatch(/:repository\/k8s\/\*$/);
      expect(repositoryArn(account, "ROOT")).toMatch(/:repository\/\*$/);
    });
  });
});
