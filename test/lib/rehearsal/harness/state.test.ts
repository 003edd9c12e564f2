import * as fc from "fast-check";
import { longestChain, parseState, withoutKeys } from "../../../../lib/rehearsal/harness/state";
import { stateObject } from "../../../support/rehearsals";

const STATE = {
  version: 4,
  resources: [
    { mode: "data", type: "aws_ami", name: "Linux", instances: [{ attributes: { id: "ami-1" } }] },
    {
      mode: "managed",
      type: "aws_vpc",
      name: "Main",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [{ attributes: { id: "vpc-1" } }, { attributes: { id: "vpc-0" }, deposed: "00000001" }],
    },
    {
      module: "module.net",
      mode: "managed",
      type: "aws_subnet",
      name: "Public",
      provider: 'provider["registry.terraform.io/hashicorp/aws"]',
      instances: [
        { index_key: 0, attributes: { id: "subnet-0" }, dependencies: ["aws_vpc.Main"] },
        { index_key: "b", attributes: { id: "subnet-b" }, status: "tainted" },
      ],
    },
    {
      mode: "managed",
      type: "terraform_data",
      name: "Gate",
      provider: 'provider["terraform.io/builtin/terraform"]',
      instances: [{ attributes: { id: "1" } }],
    },
  ],
};

describe("state", () => {
  it("holds the managed objects with addresses as terraform writes them, deposed ones left out", () => {
    expect(parseState(JSON.stringify(STATE))).toEqual([
      stateObject("aws_vpc.Main", { values: { id: "vpc-1" } }),
      stateObject("module.net.aws_subnet.Public[0]", {
        type: "aws_subnet",
        values: { id: "subnet-0" },
        dependencies: ["aws_vpc.Main"],
      }),
      stateObject('module.net.aws_subnet.Public["b"]', {
        type: "aws_subnet",
        values: { id: "subnet-b" },
        tainted: true,
      }),
      stateObject("terraform_data.Gate", { builtIn: true, values: { id: "1" } }),
    ]);
  });

  it("is empty before terraform saved one, and after it destroyed everything", () => {
    expect(parseState(undefined)).toEqual([]);
    expect(parseState('{"version":4,"resources":[]}')).toEqual([]);
  });

  it("is addressed with and without instance keys", () => {
    expect(withoutKeys('module.a["x"].aws_vpc.Main[12]')).toBe("module.a.aws_vpc.Main");
    expect(withoutKeys('aws_vpc.Main["a\\"]b"]')).toBe("aws_vpc.Main");
  });
});

describe("longest chain", () => {
  it("runs from the first object to the last that waits", () => {
    expect(
      longestChain([
        stateObject("helm_release.Keda", { dependencies: ["aws_eks_cluster.Main", "aws_vpc.Main"] }),
        stateObject("aws_eks_cluster.Main", { dependencies: ["aws_subnet.A", "aws_vpc.Main"] }),
        stateObject("aws_subnet.A[0]", { type: "aws_subnet", dependencies: ["aws_vpc.Main"] }),
        stateObject("aws_vpc.Main"),
        stateObject("aws_ecr_repository.Web"),
      ]),
    ).toEqual(["aws_vpc.Main", "aws_subnet.A[0]", "aws_eks_cluster.Main", "helm_release.Keda"]);
  });

  it("is empty without objects, and ends where a state holds a cycle", () => {
    expect(longestChain([])).toEqual([]);
    const chain = longestChain([
      stateObject("a.x", { dependencies: ["a.y", "gone.z"] }),
      stateObject("a.y", { dependencies: ["a.x"] }),
    ]);
    expect(chain).toHaveLength(2);
  });

  it("is as long as a line of objects, however terraform lists them", () => {
    const line = Array.from({ length: 30 }, (_, index) =>
      stateObject(`t.n${index}`, {
        dependencies: Array.from({ length: index }, (_, before) => `t.n${before}`),
      }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(line, { minLength: line.length }), (objects) => {
        expect(longestChain(objects)).toEqual(line.map(({ address }) => address));
      }),
    );
  });
});
