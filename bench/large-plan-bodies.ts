/** How much of something a body holds. */
export type Sizes = {
  /** Characters of the values of a Helm release, about. */
  readonly valuesCharacters: number;
};

export type Body = Readonly<Record<string, unknown>>;
/** A body; `version` 1 is what is there, 2 is what a change makes of it. */
type Maker = (index: number, version: 1 | 2, sizes: Sizes) => Body;

/** Arguments that come from other objects, and what a provider marks as sensitive. */
export type Shape = {
  readonly body: Maker;
  readonly references?: (index: number) => Readonly<Record<string, readonly string[]>>;
  readonly sensitive?: Body;
};

export const SHAPES = {
  helm_release: {
    body: (index, version, { valuesCharacters }) => ({
      id: `release-${index}`,
      name: `release-${index}`,
      namespace: `team-${index % 50}`,
      chart: "app",
      repository: "https://charts.example.com",
      version: version === 2 && index % 7 === 0 ? "2.0.0" : "1.4.2",
      atomic: true,
      wait: true,
      values: [valuesText(index, version, valuesCharacters)],
      set: [{ name: "image.tag", value: `1.${version}.${index % 10}`, type: "string" }],
      metadata: [{ revision: version, app_version: `1.${version}`, namespace: `team-${index % 50}` }],
    }),
    references: (index) => ({
      namespace: [`kubernetes_deployment_v1.object_${index - (index % 50) + 3}.metadata`],
      values: [`aws_iam_role.object_${index + 7}.arn`, `aws_iam_role.object_${index + 7}`],
    }),
  },
  aws_iam_policy: {
    body: (index, version) => ({
      id: `arn:aws:iam::111122223333:policy/team/policy-${index}`,
      arn: `arn:aws:iam::111122223333:policy/team/policy-${index}`,
      name: `policy-${index}`,
      path: "/team/",
      policy: policyText(index, version),
      ...tags(index, version),
    }),
  },
  aws_iam_role: {
    body: (index, version) => ({
      id: `role-${index}`,
      arn: `arn:aws:iam::111122223333:role/role-${index}`,
      name: `role-${index}`,
      assume_role_policy: trustText(index, version),
      managed_policy_arns: [`arn:aws:iam::111122223333:policy/team/policy-${index - 6}`],
      max_session_duration: 3600,
      ...tags(index, version),
    }),
    references: (index) => ({ managed_policy_arns: [`aws_iam_policy.object_${index - 6}.arn`] }),
  },
  aws_security_group: {
    body: (index, version) => ({
      id: `sg-${noise(index, 0)}`,
      name: `group-${index}`,
      vpc_id: "vpc-0a1b2c3d4e5f60718",
      ingress: Array.from({ length: 12 }, (_, rule) => ({
        from_port: 8000 + rule,
        to_port: 8000 + rule,
        protocol: "tcp",
        cidr_blocks: [
          `10.${index % 200}.${rule}.0/24`,
          rule === 0 && version === 2 ? "0.0.0.0/0" : "10.0.0.0/16",
        ],
        ipv6_cidr_blocks: [],
        prefix_list_ids: [],
        security_groups: [`sg-${noise(index + rule, 1)}`],
        self: false,
        description: `port ${rule} of group ${index}`,
      })),
      egress: [{ from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["10.0.0.0/8"], self: false }],
      ...tags(index, version),
    }),
  },
  kubernetes_deployment_v1: {
    body: (index, version) => ({
      id: `team-${index % 50}/service-${index}`,
      metadata: [
        { name: `service-${index}`, namespace: `team-${index % 50}`, labels: { app: `service-${index}` } },
      ],
      spec: [
        {
          replicas: String(2 + version),
          selector: [{ match_labels: { app: `service-${index}` } }],
          template: [
            {
              metadata: [{ labels: { app: `service-${index}` } }],
              spec: [
                {
                  container: [
                    {
                      name: "app",
                      image: `registry.example.com/service-${index}:1.${version}.0`,
                      env: Array.from({ length: 24 }, (_, item) => ({
                        name: `SETTING_${item}`,
                        value: `https://service-${noise(index, item)}.example.com/path/${item}`,
                        value_from: [],
                      })),
                      resources: [{ limits: { cpu: "1", memory: "512Mi" }, requests: { cpu: "100m" } }],
                    },
                  ],
                },
              ],
            },
          ],
        },
      ],
    }),
    references: (index) => ({ spec: [`kubernetes_secret_v1.object_${index + 3}.metadata`] }),
  },
  kubernetes_secret_v1: {
    body: (index, version) => ({
      id: `team-${index % 50}/secret-${index}`,
      metadata: [{ name: `secret-${index}`, namespace: `team-${index % 50}` }],
      data: { password: `pw-${noise(index, version)}`, token: `tk-${noise(index, 2 + version)}` },
      type: "Opaque",
    }),
    sensitive: { data: true },
  },
  aws_sqs_queue: {
    body: (index, version) => ({
      id: `https://sqs.eu-central-1.amazonaws.com/111122223333/queue-${index}`,
      arn: `arn:aws:sqs:eu-central-1:111122223333:queue-${index}`,
      name: `queue-${index}`,
      delay_seconds: version,
      policy: policyText(index, 1),
      redrive_policy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:::dead-${index}`,
        maxReceiveCount: version,
      }),
      ...tags(index, version),
    }),
    references: (index) => ({ policy: [`aws_iam_role.object_${index + 3}.arn`] }),
  },
  aws_db_instance: {
    body: (index, version) => ({
      id: `db-${index}`,
      identifier: `db-${index}`,
      instance_class: version === 1 ? "db.t4g.medium" : "db.m7g.large",
      password: `pw-${noise(index, 9)}`,
      storage_encrypted: true,
      deletion_protection: version === 1 || index % 3 > 0,
      vpc_security_group_ids: [`sg-${noise(index - 3, 0)}`],
      ...tags(index, version),
    }),
    references: (index) => ({ vpc_security_group_ids: [`aws_security_group.object_${index - 3}.id`] }),
    sensitive: { password: true },
  },
  aws_cloudwatch_dashboard: {
    body: (index, version) => ({
      id: `dashboard-${index}`,
      dashboard_name: `dashboard-${index}`,
      dashboard_body: JSON.stringify({
        widgets: Array.from({ length: 24 }, (_, widget) => ({
          type: "metric",
          width: widget === 3 ? 6 * version : 6,
          properties: {
            metrics: [["AWS/SQS", "NumberOfMessages", "QueueName", `queue-${noise(index, widget)}`]],
            region: "eu-central-1",
          },
        })),
      }),
    }),
  },
  aws_s3_bucket: {
    body: (index, version) => ({
      id: `bucket-${index}`,
      arn: `arn:aws:s3:::bucket-${index}`,
      bucket: `bucket-${index}`,
      force_destroy: version === 2 && index % 5 === 0,
      ...tags(index, version),
    }),
  },
  kubectl_manifest: {
    body: (index, version) => ({
      id: `/apis/apps/v1/namespaces/team-${index % 50}/deployments/service-${index}`,
      yaml_body: deploymentText(index, version),
      yaml_body_parsed: deploymentText(index, version),
      server_side_apply: true,
    }),
  },
  aws_launch_template: {
    body: (index, version) => ({
      id: `lt-${noise(index, 0)}`,
      name: `nodes-${index}`,
      image_id: `ami-${noise(version, 0)}`,
      description: scriptText(index, version),
      ...tags(index, version),
    }),
  },
} as const satisfies Record<string, Shape>;

export type Kind = keyof typeof SHAPES;

/** Eight hexadecimal digits, the same for the same numbers. */
function noise(one: number, other: number): string {
  const mixed = Math.imul(Math.imul(one + 1, 0x9e3779b1) ^ (other + 1), 0x85ebca6b) ^ (one << 13);
  return (mixed >>> 0).toString(16).padStart(8, "0");
}

function tags(index: number, version: 1 | 2): Body {
  const own = { Name: `object-${index}`, Team: `team-${index % 50}`, Release: String(version) };
  return { tags: own, tags_all: { ...own, ManagedBy: "slipway" } };
}

function valuesText(index: number, version: 1 | 2, characters: number): string {
  const lines = [
    `replicaCount: ${1 + version}`,
    "image:",
    `  repository: registry.example.com/app-${index}`,
    `  tag: "1.${version}.0"`,
  ];
  let length = 80;
  for (let section = 0; length < characters; section++) {
    const block = [
      `component${section}:`,
      `  enabled: ${section % 3 > 0}`,
      `  # what component ${section} of release ${index} listens to`,
      `  endpoint: "https://${noise(index, section)}.example.com:8443/api"`,
      "  resources:",
      "    requests: { cpu: 100m, memory: 128Mi }",
      `    limits: { memory: ${256 + section}Mi }`,
      `  existingSecret: credentials-${noise(section, index)}`,
      "  env:",
      "    - name: LOG_LEVEL",
      `      value: ${section === 2 && version === 2 ? "debug" : "info"}`,
    ];
    lines.push(...block);
    length += block.join("\n").length + 1;
  }
  return `${lines.join("\n")}\n`;
}

function policyText(index: number, version: 1 | 2): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: Array.from({ length: 6 }, (_, statement) => ({
      Sid: `Statement${statement}`,
      Effect: statement === 5 ? "Deny" : "Allow",
      Action: [
        `s3:GetObject`,
        "s3:ListBucket",
        statement === 1 && version === 2 ? "iam:PassRole" : "s3:PutObject",
      ],
      Resource: [
        `arn:aws:s3:::bucket-${noise(index, statement)}`,
        `arn:aws:s3:::bucket-${noise(index, statement)}/*`,
      ],
      Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
    })),
  });
}

function trustText(index: number, version: 1 | 2): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: {
          AWS: [
            `arn:aws:iam::111122223333:role/caller-${index}`,
            ...(version === 2 ? ["arn:aws:iam::444455556666:root"] : []),
          ],
        },
      },
    ],
  });
}

function deploymentText(index: number, version: 1 | 2): string {
  const environment = Array.from(
    { length: 16 },
    (_, item) =>
      `            - name: SETTING_${item}\n              value: "${noise(index, item)}.example.com"`,
  );
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${index}
  namespace: team-${index % 50}
spec:
  replicas: ${version}
  selector:
    matchLabels: { app: service-${index} }
  template:
    metadata:
      labels: { app: service-${index} }
    spec:
      containers:
        - name: app
          image: registry.example.com/service-${index}:1.${version}.0
          env:
${environment.join("\n")}
`;
}

function scriptText(index: number, version: 1 | 2): string {
  const lines = Array.from(
    { length: 25 },
    (_, line) => `curl -fsS https://${noise(index, line)}.example.com/step/${line % 7 === 0 ? version : 0}`,
  );
  return `#!/bin/sh\nset -eu\n${lines.join("\n")}\n`;
}
