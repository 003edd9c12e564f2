import { Problems } from "../../../lib/core/errors";
import { local } from "../../../stacks/environments/local";
import { production } from "../../../stacks/environments/production";
import { staging } from "../../../stacks/environments/staging";
import { checkFoundation } from "../../../stacks/layers/foundation";
import { changed, synthEnvironment } from "../../support/environments";
import { codes } from "../../support/synth";

describe("Foundation", () => {
  it("makes network, cluster and registries from the environment's data", () => {
    const synthesized = synthEnvironment(staging);
    expect(synthesized.one("aws_vpc").cidr_block).toBe("10.20.0.0/16");
    expect(synthesized.one("aws_eks_cluster")).toMatchObject({ name: "slipway-staging", version: "1.36" });
    expect(Object.values(synthesized.all("aws_ecr_repository")).map(({ name }) => name)).toEqual([
      "slipway/gateway",
      "slipway/orders",
      "slipway/worker",
    ]);
  });

  it("gives production a NAT gateway for each zone and staging one", () => {
    expect(Object.keys(synthEnvironment(staging).all("aws_nat_gateway"))).toHaveLength(1);
    expect(Object.keys(synthEnvironment(production).all("aws_nat_gateway"))).toHaveLength(3);
  });

  it("lets administrators administer and viewers view", () => {
    const policies = Object.entries(synthEnvironment(production).all("aws_eks_access_policy_association"));
    expect(
      policies.map(([id, { policy_arn }]) => [
        /AccessEntries_([a-z]+)_/.exec(id)?.[1],
        policy_arn.split("/").pop(),
      ]),
    ).toEqual([
      ["deploy", "AmazonEKSClusterAdminPolicy"],
      ["engineers", "AmazonEKSViewPolicy"],
    ]);
  });

  it("keeps the API server private unless the environment names blocks", () => {
    const [config] = [synthEnvironment(staging).one("aws_eks_cluster").vpc_config];
    expect(config).toMatchObject({ endpoint_public_access: false, endpoint_private_access: true });
    const open = changed(staging, ({ platform }) =>
      Object.assign(platform.type === "aws" ? platform.cluster : {}, {
        publicEndpointCidrs: ["203.0.113.0/24"],
      }),
    );
    expect(synthEnvironment(open).one("aws_eks_cluster").vpc_config).toMatchObject({
      endpoint_public_access: true,
      public_access_cidrs: ["203.0.113.0/24"],
    });
  });

  it("makes nothing on a cluster that exists already", () => {
    expect(
      synthEnvironment(local)
        .addresses()
        .filter((address) => address.includes(".Foundation_")),
    ).toEqual([]);
  });
});

describe("checkFoundation", () => {
  it("has nothing against the environments there are", () => {
    const problems = new Problems();
    for (const environment of [local, staging, production]) {
      checkFoundation(environment, problems);
    }
    expect(codes(problems.all)).toEqual([]);
  });
});
