import { expectRehearsal, rehearse } from "../lib/rehearsal";
import { removeTemporaryFolders, synthesized } from "./support/rehearsals";
import { describeWithTerraform } from "./support/terraform";

afterEach(removeTemporaryFolders);

type Config = { readonly [key: string]: unknown };

const PROVIDERS = {
  terraform: { required_providers: { aws: { source: "aws" }, helm: { source: "helm" } } },
  provider: { aws: [{ region: "eu-central-1" }] },
};

/** A stack of one VPC and whatever is given. */
function stackWith(resources: Config, rest: Config = {}): Config {
  return {
    ...PROVIDERS,
    ...rest,
    resource: { aws_vpc: { Main: { cidr_block: "10.0.0.0/16" } }, ...resources },
  };
}

const CLUSTER = {
  name: "c",
  role_arn: "arn:aws:iam::111122223333:role/c",
  vpc_config: { subnet_ids: ["subnet-1"] },
};
const DEPLOYMENT = { metadata: { name: "d" }, spec: { selector: {} } };

/** What is wrong, where it must be seen, and what the message must hold besides the address. */
const MISTAKES: readonly [
  name: string,
  step: "validate" | "plan",
  address: string,
  text: RegExp,
  stack: Config,
][] = [
  [
    "missing argument",
    "validate",
    "aws_eks_cluster.C",
    /"role_arn" is required/,
    stackWith({ aws_eks_cluster: { C: { ...CLUSTER, role_arn: undefined } } }),
  ],
  [
    "missing block",
    "validate",
    "aws_eks_cluster.C",
    /vpc_config/,
    stackWith({ aws_eks_cluster: { C: { ...CLUSTER, vpc_config: undefined } } }),
  ],
  [
    "wrong type",
    "validate",
    "aws_subnet.S",
    /map_public_ip_on_launch/,
    stackWith({ aws_subnet: { S: { vpc_id: "v", map_public_ip_on_launch: "perhaps" } } }),
  ],
  [
    "unknown argument",
    "validate",
    "aws_subnet.S",
    /cidr_blok/,
    stackWith({ aws_subnet: { S: { vpc_id: "v", cidr_blok: "10.0.0.0/24" } } }),
  ],
  [
    "unknown argument of a block",
    "validate",
    "aws_eks_cluster.C",
    /subnets/,
    stackWith({ aws_eks_cluster: { C: { ...CLUSTER, vpc_config: { subnet_ids: [], subnets: [] } } } }),
  ],
  [
    "unknown attribute in a reference",
    "validate",
    "aws_subnet.S",
    /idd/,
    stackWith({ aws_subnet: { S: { vpc_id: "${aws_vpc.Main.idd}" } } }),
  ],
  [
    "undeclared resource",
    "validate",
    "aws_subnet.S",
    /aws_vpc.*Other/,
    stackWith({ aws_subnet: { S: { vpc_id: "${aws_vpc.Other.id}" } } }),
  ],
  [
    "undeclared alias",
    "validate",
    "aws_subnet.S",
    /\.other/,
    stackWith({ aws_subnet: { S: { vpc_id: "v", provider: "aws.other" } } }),
  ],
  [
    "output of an undeclared resource",
    "validate",
    "output.vpc",
    /aws_vpc.*Other/,
    stackWith({}, { output: { vpc: { value: "${aws_vpc.Other.id}" } } }),
  ],
  [
    "dependency cycle",
    "validate",
    "aws_eip.A",
    /Cycle.*aws_eip\.B|aws_eip\.B.*Cycle/s,
    stackWith({ aws_eip: { A: { tags: { b: "${aws_eip.B.id}" } }, B: { tags: { a: "${aws_eip.A.id}" } } } }),
  ],
  [
    "computed attribute set",
    "validate",
    "aws_vpc.Main",
    /arn/,
    stackWith({ aws_vpc: { Main: { cidr_block: "10.0.0.0/16", arn: "arn:aws:x" } } }),
  ],
  [
    "null for a required argument",
    "validate",
    "aws_subnet.S",
    /vpc_id/,
    stackWith({ aws_subnet: { S: { vpc_id: "${null}" } } }),
  ],
  [
    "too many blocks",
    "validate",
    "aws_eks_cluster.C",
    /vpc_config/,
    stackWith({
      aws_eks_cluster: { C: { ...CLUSTER, vpc_config: [CLUSTER.vpc_config, CLUSTER.vpc_config] } },
    }),
  ],
  [
    "count over unknown",
    "plan",
    "aws_eip.E",
    /count/,
    stackWith({ aws_eip: { E: { count: "${length(aws_vpc.Main.id)}" } } }),
  ],
  [
    "sensitive value in a plain output",
    "plan",
    "output.token",
    /[Ss]ensitive/,
    stackWith(
      {},
      {
        data: { aws_eks_cluster_auth: { A: { name: "c" } } },
        output: { token: { value: "${data.aws_eks_cluster_auth.A.token}" } },
      },
    ),
  ],
  [
    "value outside a closed set",
    "validate",
    "aws_ecr_repository.R",
    /image_tag_mutability/,
    stackWith({ aws_ecr_repository: { R: { name: "r", image_tag_mutability: "SOMETIMES" } } }),
  ],
  [
    "conflicting arguments",
    "validate",
    "aws_subnet.S",
    /availability_zone/,
    stackWith({ aws_subnet: { S: { vpc_id: "v", availability_zone: "a", availability_zone_id: "b" } } }),
  ],
  ["unknown type of resource", "validate", "aws_vpcc.V", /aws_vpcc/, stackWith({ aws_vpcc: { V: {} } })],
  [
    "missing block far inside",
    "validate",
    "kubernetes_deployment_v1.D",
    /template/,
    stackWith({ kubernetes_deployment_v1: { D: DEPLOYMENT } }),
  ],
];

describeWithTerraform("a mistake in a stack", () => {
  it.each(MISTAKES)(
    "fails the rehearsal: %s, at %s, with the address %s",
    async (_, step, address, text, stack) => {
      const rehearsal = await rehearse(synthesized({ wrong: stack }));
      expectRehearsal(rehearsal).toFailIn(step, address).toFailIn(step, text);
    },
  );

  it("is none in the stack the others are made from", async () => {
    expectRehearsal(await rehearse(synthesized({ right: stackWith({}) }))).toSucceed();
  });
});
