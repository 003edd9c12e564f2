import type { PlannedObject } from "../../../../lib/review/plan";
import { synthesizedOf } from "../../../../lib/review/read/synthesized";
import { configuredBy } from "../../../../lib/review/risk/configured";

const object = { address: 'aws_eks_cluster.main["a"]' } as PlannedObject;

function configured(
  configuration: object | undefined,
  path: string,
  references?: readonly string[],
): boolean {
  const synthesized =
    configuration && synthesizedOf({ resource: { aws_eks_cluster: { main: configuration } } }, "staging");
  const known = references && new Map(references.map((name) => [name, ["aws_vpc.x.id"]]));
  const plan = { references: new Map(known ? [["aws_eks_cluster.main", known]] : []) };
  return configuredBy(plan, synthesized)(object, path);
}

describe("configuredBy", () => {
  it.each([
    [{ policy: "${x}" }, "policy", true],
    [{ name: "x" }, "policy", false],
    [{ policy: null }, "policy", false],
    [{ vpc_config: { subnet_ids: [] } }, "vpc_config[0].public_access_cidrs", false],
    [{ vpc_config: { public_access_cidrs: ["${x}"] } }, "vpc_config[0].public_access_cidrs", true],
    [{ vpc_config: [{ public_access_cidrs: ["${x}"] }] }, "vpc_config[0].public_access_cidrs[0]", true],
    [{ ingress: [{ port: 1 }, { cidr: "${x}" }] }, "ingress[1].cidr", true],
    [{ ingress: "${var.rules}" }, "ingress[1].cidr", true],
  ])("looks into %j for %s", (configuration, path, expected) => {
    expect(configured(configuration, path)).toBe(expected);
  });

  it("takes the references of the plan where there is no configuration", () => {
    expect(configured(undefined, "policy", ["policy"])).toBe(true);
    expect(configured(undefined, "policy", ["name"])).toBe(false);
    expect(configured(undefined, "policy", [])).toBe(false);
  });

  it("takes everything for said of what nobody knows", () => {
    expect(configured(undefined, "policy")).toBe(true);
  });
});
