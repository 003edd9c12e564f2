import * as os from "node:os";
import * as path from "node:path";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { guardStack } from "../../../lib/core/validation";
import { synth } from "../../support/synth";

function messageOf(build: (stack: TerraformStack) => void): string {
  try {
    synth((stack) => {
      guardStack(stack);
      guardStack(stack);
      build(stack);
    });
  } catch (error) {
    return String(error);
  }
  return "";
}

describe("guardStack", () => {
  it("lets a stack without duplicates pass", () => {
    expect(
      messageOf((stack) => {
        new SqsQueue(stack, "a");
        new SqsQueue(stack, "b");
        new TerraformOutput(stack, "c", { value: "x" });
      }),
    ).toBe("");
  });

  it("fails on two resources that share an address, naming both", () => {
    const message = messageOf((stack) => {
      new SqsQueue(stack, "orders queue");
      new SqsQueue(stack, "ordersqueue");
    });
    expect(message).toContain("[duplicate-address]: aws_sqs_queue.ordersqueue");
    expect(message).toContain("test/orders queue and test/ordersqueue");
    expect(message.match(/duplicate-address/g)).toHaveLength(1);
  });

  it("fails on an address taken by an overridden logical id", () => {
    expect(
      messageOf((stack) => {
        new SqsQueue(stack, "a").overrideLogicalId("z");
        new SqsQueue(stack, "b").overrideLogicalId("z");
      }),
    ).toContain("[duplicate-address]: aws_sqs_queue.z");
  });

  it("keeps data sources and resources of one name apart", () => {
    expect(
      messageOf((stack) => {
        new SqsQueue(stack, "x y");
        new DataAwsRegion(stack, "xy");
      }),
    ).toBe("");
  });

  it("fails on two data sources that share an address", () => {
    expect(
      messageOf((stack) => {
        new DataAwsRegion(stack, "x y");
        new DataAwsRegion(stack, "xy");
      }),
    ).toContain("[duplicate-address]: data.aws_region.xy");
  });

  it("fails on two outputs of one name", () => {
    expect(
      messageOf((stack) => {
        new TerraformOutput(new Construct(stack, "A"), "url", { value: "1", staticId: true });
        new TerraformOutput(new Construct(stack, "B"), "url", { value: "2", staticId: true });
      }),
    ).toContain("[duplicate-output]: output url is declared by test/A/url and test/B/url");
  });

  it("fails on two default providers of one kind and accepts an alias", () => {
    expect(messageOf((stack) => new AwsProvider(stack, "Other", {}))).toContain(
      "[duplicate-provider]: provider aws without alias",
    );
    expect(messageOf((stack) => new AwsProvider(stack, "Other", { alias: "other" }))).toBe("");
  });

  it("fails on two stacks of one id", () => {
    const app = new App({ outdir: path.join(os.tmpdir(), "slipway-duplicate-stacks") });
    for (const parent of ["one", "two"]) {
      const stack = new TerraformStack(new Construct(app, parent), "staging");
      guardStack(stack);
    }
    const message = (() => {
      try {
        app.synth();
        return "";
      } catch (error) {
        return String(error);
      }
    })();
    expect(message).toContain("[duplicate-stack]: stack id staging is used by one/staging and two/staging");
  });
});
