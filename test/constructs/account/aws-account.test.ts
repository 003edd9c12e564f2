import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { AwsAccount } from "../../../constructs/account";
import { synth } from "../../support/synth";

describe("AwsAccount", () => {
  it("looks nothing up until it is asked", () => {
    expect(synth((stack) => AwsAccount.of(stack)).json.data).toBeUndefined();
  });

  it("is one for a stack, wherever it is asked from", () => {
    synth((stack) => {
      expect(AwsAccount.of(new Construct(stack, "A"))).toBe(AwsAccount.of(new Construct(stack, "B")));
    });
  });

  it("looks each fact up once", () => {
    const made = synth((stack) => {
      const account = AwsAccount.of(stack);
      const facts = () => [account.accountId, account.partition, account.dnsSuffix, account.region];
      expect(facts()).toEqual(facts());
      new TerraformOutput(stack, "facts", { value: facts(), staticId: true });
    });
    expect(Object.keys(made.json.data)).toEqual(["aws_caller_identity", "aws_partition", "aws_region"]);
    const [identity] = Object.keys(made.json.data.aws_caller_identity);
    const [partition] = Object.keys(made.json.data.aws_partition);
    const [region] = Object.keys(made.json.data.aws_region);
    expect(made.json.output.facts.value).toEqual([
      `\${data.aws_caller_identity.${identity}.account_id}`,
      `\${data.aws_partition.${partition}.partition}`,
      `\${data.aws_partition.${partition}.dns_suffix}`,
      `\${data.aws_region.${region}.region}`,
    ]);
  });
});
