/** Resources of one group; each waits for the one before it. */
const GROUP = 10;
const SUBNETS = 4;

type Json = Readonly<Record<string, unknown>>;

/**
 * A configuration of exactly `size` aws resources, in groups that have nothing to do with each other: a network, its
 * subnets, a queue that mentions one of them, and parameters that each hold the address of the one before.
 */
export function growingStack(size: number): Json {
  const resource: Record<string, Record<string, Json>> = {};
  for (let index = 0; index < size; index++) {
    const { type, name, body } = member(Math.floor(index / GROUP), index % GROUP);
    resource[type] = { ...resource[type], [name]: body };
  }
  return {
    terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
    provider: { aws: [{ region: "eu-central-1" }] },
    resource,
  };
}

function member(group: number, index: number): { type: string; name: string; body: Json } {
  const vpc = `Vpc${group}`;
  if (index === 0) {
    return { type: "aws_vpc", name: vpc, body: { cidr_block: "10.0.0.0/16" } };
  }
  if (index <= SUBNETS) {
    return {
      type: "aws_subnet",
      name: `Subnet${group}_${index}`,
      body: { vpc_id: `\${aws_vpc.${vpc}.id}`, cidr_block: `10.0.${index}.0/24` },
    };
  }
  if (index === SUBNETS + 1) {
    return {
      type: "aws_sqs_queue",
      name: `Queue${group}`,
      body: { name: `queue-${group}`, tags: { Subnet: `\${aws_subnet.Subnet${group}_1.id}` } },
    };
  }
  const before =
    index === SUBNETS + 2
      ? `aws_sqs_queue.Queue${group}.arn`
      : `aws_ssm_parameter.Parameter${group}_${index - 1}.arn`;
  return {
    type: "aws_ssm_parameter",
    name: `Parameter${group}_${index}`,
    body: { name: `/group-${group}/${index}`, type: "String", value: `\${${before}}` },
  };
}
