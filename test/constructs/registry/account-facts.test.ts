import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { AccountFacts, providerRegion } from "../../../constructs/registry/account-facts";
import { synth } from "../../support/synth";

describe("AccountFacts", () => {
  it("looks nothing up that nobody asks for", () => {
    const result = synth((stack) => {
      new AccountFacts(stack);
    });
    expect(result.json.data).toBeUndefined();
  });

  it("looks each fact up once", () => {
    const result = synth((stack) => {
      const account = new AccountFacts(new Construct(stack, "Registry"));
      expect(account.accountId).toBe(account.accountId);
      expect(account.partition).toBe(account.partition);
      expect(account.region).toBe(account.region);
      expect(account.repositoryArn("k8s")).toContain(":repository/k8s/*");
    });
    expect(Object.keys(result.json.data).sort()).toEqual([
      "aws_caller_identity",
      "aws_partition",
      "aws_region",
    ]);
    expect(result.data("aws_caller_identity")).toBeDefined();
  });

  it("writes ROOT as every repository", () => {
    synth((stack) => {
      expect(new AccountFacts(stack).repositoryArn("ROOT")).toMatch(/:repository\/\*$/);
    });
  });
});

describe("providerRegion", () => {
  it("is the region of the default AWS provider, from anywhere in the stack", () => {
    synth((stack) => {
      new AwsProvider(stack, "Other", { alias: "other", region: "us-east-1" });
      expect(providerRegion(new Construct(stack, "Deep"))).toBe("eu-central-1");
    });
  });

  it("is not known without a default provider", () => {
    const stack = new TerraformStack(new App(), "bare");
    new AwsProvider(stack, "Other", { alias: "other", region: "us-east-1" });
    expect(providerRegion(stack)).toBeUndefined();
  });
});
