import { EcrReplicationConfiguration } from "@cdktf/provider-aws/lib/ecr-replication-configuration";
import { Construct } from "constructs";
import { refuseSecond } from "../../../constructs/registry/registry-wide";
import { codes, problemsOf, synth } from "../../support/synth";

const TYPE = EcrReplicationConfiguration.tfResourceType;

describe("refuseSecond", () => {
  it("lets the first of a kind pass", () => {
    synth((stack) => {
      refuseSecond(new Construct(stack, "One"), TYPE, "replication");
    });
  });

  it("lets another kind pass", () => {
    synth((stack) => {
      new EcrReplicationConfiguration(stack, "One", {});
      refuseSecond(new Construct(stack, "Two"), "aws_ecr_registry_scanning_configuration", "scanning");
    });
  });

  it("fails on the second of a kind and names the first", () => {
    const problems = problemsOf((stack) => {
      new EcrReplicationConfiguration(stack, "One", {});
      refuseSecond(new Construct(stack, "Two"), TYPE, "replication");
    });
    expect(codes(problems)).toEqual(["replication registry-setting-twice"]);
    expect(problems[0]?.rule).toContain("test/One");
  });
});
