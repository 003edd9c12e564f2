import { TerraformOutput, TerraformVariable } from "cdktf";
import { PodIdentity } from "../../../../constructs/keda/pod-identity";
import { kafka } from "../../../../constructs/keda/scalers/kafka";
import { type KafkaConsumer, type MskIamLogin, mskIam } from "../../../../constructs/keda/scalers/msk-iam";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { Problems } from "../../../../lib/core/errors";
import { bind, bindProblems } from "../../../support/scalers";
import { codes, synth } from "../../../support/synth";
import { applyOutputs, describeWithTerraform } from "../../../support/terraform";

const CLUSTER = "arn:aws:kafka:eu-central-1:111122223333:cluster/shop/abc-1";
const BELOW = "arn:aws:kafka:eu-central-1:111122223333";

function read(login: Omit<MskIamLogin, "mechanism">, consumer: KafkaConsumer = { group: "billing" }) {
  return mskIam({ mechanism: "mskIam", ...login }, consumer, new Problems());
}

function scalerOf(login: Omit<MskIamLogin, "mechanism">) {
  const sasl = { mechanism: "mskIam", ...login } as const;
  return kafka({ bootstrapServers: ["b-1:9098"], group: "billing", sasl });
}

function resourcesOf(consumer: KafkaConsumer) {
  return read({ clusterArn: CLUSTER }, consumer).statements?.map(({ resources }) => resources);
}

describe("mskIam", () => {
  it("is allowed to look at the group and the topic, and nothing else", () => {
    expect(read({ clusterArn: CLUSTER }, { group: "billing", topic: "orders" }).statements).toEqual([
      { actions: ["kafka-cluster:Connect"], resources: [CLUSTER] },
      { actions: ["kafka-cluster:DescribeGroup"], resources: [`${BELOW}:group/shop/abc-1/billing`] },
      { actions: ["kafka-cluster:DescribeTopic"], resources: [`${BELOW}:topic/shop/abc-1/orders`] },
    ]);
  });

  it("may look at every topic where the topic is not named, or named at run time", () => {
    expect(resourcesOf({ group: "billing" })?.[2]).toEqual([`${BELOW}:topic/shop/abc-1/*`]);
    expect(resourcesOf({ group: SecretFrom.env("GROUP"), topic: SecretFrom.env("TOPIC") })).toEqual([
      [CLUSTER],
      [`${BELOW}:group/shop/abc-1/*`],
      [`${BELOW}:topic/shop/abc-1/*`],
    ]);
  });

  it("takes the region of the cluster, or the one it is told", () => {
    expect(read({ clusterArn: CLUSTER }).parameters.awsRegion).toBe("eu-central-1");
    expect(read({ clusterArn: CLUSTER, region: "eu-west-1" }).parameters.awsRegion).toBe("eu-west-1");
  });

  it("is granted nothing without the cluster", () => {
    const bound = bind(scalerOf({ region: "eu-central-1" }));
    expect(bound.trigger.metadata.awsRegion).toBe("eu-central-1");
    expect(bound).toMatchObject({ authentication: { identity: { provider: "aws" } }, statements: [] });
  });

  it("takes on another role, which then needs the permissions", () => {
    const identity = PodIdentity.aws({ roleArn: "arn:aws:iam::111122223333:role/reader" });
    const bound = bind(scalerOf({ clusterArn: CLUSTER, identity }));
    expect(bound).toMatchObject({ authentication: { identity }, statements: [] });
  });

  it.each([`${BELOW}:topic/shop/abc-1/orders`, "shop"])("fails for %s", (clusterArn) => {
    expect(codes(bindProblems(scalerOf({ clusterArn })))).toEqual(["sasl.clusterArn invalid-arn"]);
  });

  it("fails without cluster and region, and on an empty region", () => {
    expect(codes(bindProblems(scalerOf({})))).toEqual(["sasl.clusterArn missing-dependent"]);
    expect(codes(bindProblems(scalerOf({ region: "" })))).toEqual(["sasl.region wrong-type"]);
  });
});

describeWithTerraform("mskIam through real terraform", () => {
  it("makes the same of an ARN that is known later", () => {
    const consumer = { group: "billing", topic: "orders" };
    const { json } = synth((stack) => {
      const arn = new TerraformVariable(stack, "arn", { type: "string", default: CLUSTER }).stringValue;
      const login = read({ clusterArn: arn }, consumer);
      const value = [login.parameters.awsRegion, ...(login.statements ?? []).flatMap((one) => one.resources)];
      new TerraformOutput(stack, "all", { value, staticId: true });
    });
    expect(applyOutputs({ variable: json.variable, output: json.output }).all).toEqual([
      "eu-central-1",
      ...(resourcesOf(consumer) ?? []).flat(),
    ]);
  });
});
