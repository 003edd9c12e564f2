import {
  objectAddress,
  readFormerDependencies,
  readReferences,
  withoutIndices,
} from "../../../../lib/review/read/references";

describe("objectAddress", () => {
  it.each([
    ["aws_iam_role.app.arn", "aws_iam_role.app"],
    ["aws_subnet.private[0].id", "aws_subnet.private"],
    ['aws_subnet.private["a.b"].id', "aws_subnet.private"],
    ["data.aws_region.current.name", "data.aws_region.current"],
    ["module.network.aws_vpc.this.id", "module.network.aws_vpc.this"],
    ["module.network.module.inner.data.aws_region.r", "module.network.module.inner.data.aws_region.r"],
    ["var.image_tag", undefined],
    ["local.name", undefined],
    ["each.value", undefined],
    ["module.network.vpc_id", undefined],
    ["path.module", undefined],
  ])("leads %s to %s", (reference, address) => {
    expect(objectAddress(reference)).toBe(address);
  });
});

describe("withoutIndices", () => {
  it.each([
    ["a.b[0]", "a.b"],
    ['a.b["x.y[0]"]', "a.b"],
    ['a.b["quote \\" ]"]', "a.b"],
    ['module.m["k"].a.b', "module.m.a.b"],
  ])("makes %s %s", (address, bare) => {
    expect(withoutIndices(address)).toBe(bare);
  });
});

describe("readReferences", () => {
  const configuration = {
    root_module: {
      resources: [
        {
          address: "aws_iam_role_policy.app",
          expressions: {
            role: { references: ["aws_iam_role.app.name", "aws_iam_role.app"] },
            policy: { constant_value: { references: ["not.one"] } },
            statement: [{ resources: { references: ["aws_s3_bucket.data.arn", "aws_s3_bucket.data"] } }],
          },
          for_each_expression: { references: ["local.roles", "data.aws_region.current"] },
          depends_on: ["helm_release.keda"],
        },
        {
          address: "aws_iam_role.app",
          expressions: { name: { references: ["var.name", "aws_iam_role.app"] } },
        },
      ],
      module_calls: {
        network: {
          module: {
            resources: [
              {
                address: "aws_subnet.a",
                expressions: { vpc_id: { references: ["aws_vpc.this.id", "aws_vpc.this"] } },
              },
            ],
          },
        },
      },
    },
  };

  it("names every object another one needs, once, and not itself", () => {
    expect(readReferences(configuration).edges).toEqual([
      { from: "aws_iam_role_policy.app", to: "aws_iam_role.app" },
      { from: "aws_iam_role_policy.app", to: "aws_s3_bucket.data" },
      { from: "aws_iam_role_policy.app", to: "data.aws_region.current" },
      { from: "aws_iam_role_policy.app", to: "helm_release.keda" },
      { from: "module.network.aws_subnet.a", to: "module.network.aws_vpc.this" },
    ]);
  });

  it("keeps the longest reference of each argument", () => {
    const { byArgument } = readReferences(configuration);
    expect(Object.fromEntries(byArgument.get("aws_iam_role_policy.app") ?? [])).toEqual({
      role: ["aws_iam_role.app.name"],
      statement: ["aws_s3_bucket.data.arn"],
    });
  });

  it("takes a configuration that is not there", () => {
    expect(readReferences(undefined)).toEqual({ edges: [], byArgument: new Map() });
  });
});

describe("readFormerDependencies", () => {
  it("reads what objects of a state needed, of all modules, by addresses without index", () => {
    const root_module = {
      resources: [{ address: "a.app[0]", depends_on: ["a.role", 3] }, { address: "a.role" }],
      child_modules: [{ resources: [{ address: 'module.m["x"].a.b', depends_on: ["a.role"] }] }],
    };
    expect([...readFormerDependencies({ values: { root_module } })]).toEqual([
      ["a.app", ["a.role"]],
      ["module.m.a.b", ["a.role"]],
    ]);
  });

  it.each([[undefined], [null], [{ values: 3 }], [{ values: { root_module: { resources: "x" } } }]])(
    "finds nothing in %j",
    (state) => {
      expect(readFormerDependencies(state).size).toBe(0);
    },
  );
});
