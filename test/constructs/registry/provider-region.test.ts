import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { providerRegion } from "../../../constructs/registry/provider-region";
import { synth } from "../../support/synth";

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
