import { z } from "zod";

const count = z.number().int().min(1);
const quantity = z
  .string()
  .regex(/^\d+(\.\d+)?(m|Ki|Mi|Gi|Ti)?$/, "write it as Kubernetes does: 500m, 512Mi, 2");
const resources = z.strictObject({
  requests: z.strictObject({ cpu: quantity, memory: quantity }),
  limits: z.strictObject({ cpu: quantity.optional(), memory: quantity }),
});
/** CPU and memory, promised and at most. */
const podResources = z.strictObject({
  requests: z.strictObject({ cpu: quantity, memory: quantity }),
  limits: z.strictObject({ cpu: quantity, memory: quantity }),
});
const volume = z.strictObject({ sizeGib: count });
const accountId = z.string().regex(/^\d{12}$/, "an AWS account id has 12 digits");
const region = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "write it as AWS does: eu-central-1");

const state = z.discriminatedUnion("type", [
  /** Terraform state in a file beside the project, for one person's machine. */
  z.strictObject({ type: z.literal("local") }),
  /** Terraform state in S3, encrypted, locked by a lock file beside it; the key is made from the environment's name. */
  z.strictObject({
    type: z.literal("s3"),
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "3 to 63 lowercase letters, digits, dots, dashes"),
    region,
    /** ARN or alias of a KMS key. @default none: S3 encrypts with keys of its own, whatever the bucket is set to */
    kmsKeyArn: z.string().optional(),
  }),
]);

/** Where logs and traces are kept. */
const storage = z.discriminatedUnion("type", [
  /** A volume of the one replica. */
  z.strictObject({ type: z.literal("filesystem"), sizeGib: count }),
  /** A bucket made for them; without protection it goes with the environment, and all it holds. */
  z.strictObject({ type: z.literal("s3"), deletionProtection: z.boolean() }),
]);

const nodeGroup = z.strictObject({
  instanceTypes: z.array(z.string()).min(1),
  minSize: z.number().int().min(0),
  maxSize: count,
  capacityType: z.enum(["on-demand", "spot"]).optional(),
  operatingSystem: z.enum(["al2023", "bottlerocket"]).optional(),
  diskSizeGib: count.optional(),
  labels: z.record(z.string(), z.string()).optional(),
  taints: z
    .array(
      z.strictObject({
        key: z.string(),
        value: z.string().optional(),
        effect: z.enum(["NO_SCHEDULE", "NO_EXECUTE", "PREFER_NO_SCHEDULE"]),
      }),
    )
    .optional(),
});

const bounds = z.strictObject({ minReplicas: count, maxReplicas: count });

/** A version of an image: a tag, or the digest of what was built. */
const image = z.union([
  z.strictObject({ tag: z.string() }),
  z.strictObject({ digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, "a digest is sha256: and 64 digits") }),
]);

const workloads = z.strictObject({
  namespace: z.string(),
  /** Terraform refuses to destroy the namespace with all in it. */
  deletionProtection: z.boolean(),
  /** Where images are pulled from, before the name of the service; left out, from the registry of the environment. */
  imagePrefix: z.string().optional(),
  /**
   * Versions of the services. Left out, none runs: the first deploy makes the registry that images are pushed to.
   */
  images: z.strictObject({ gateway: image, orders: image, worker: image }).optional(),
  /** Whether tags such as latest are taken. */
  mutableTags: z.enum(["refused", "allowed"]),
  /** How new versions take over: as each service says, or one pod after the other. */
  strategies: z.enum(["as-declared", "rolling"]),
  resources: podResources,
  /** Pods of services that are not scaled. */
  replicas: count,
  /** Bounds of those that are, or none is. */
  scaling: z.union([
    z.literal("none"),
    z.strictObject({ default: bounds, workloads: z.record(z.string(), bounds) }),
  ]),
  /** Kubernetes groups of teams by what they may do in the namespace. */
  teams: z
    .record(
      z.string(),
      z.strictObject({
        view: z.array(z.string()).optional(),
        deploy: z.array(z.string()).optional(),
        admin: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

const aws = z.strictObject({
  type: z.literal("aws"),
  /** The deploy fails when the credentials belong to another account. */
  account: accountId,
  region,
  network: z.strictObject({
    cidr: z.string(),
    availabilityZones: z.array(z.string()).min(2),
    natGateways: z.enum(["none", "single", "per-zone"]),
    interfaceEndpoints: z
      .array(z.enum(["ecr.api", "ecr.dkr", "sts", "ec2", "logs", "eks", "eks-auth", "secretsmanager", "sqs"]))
      .optional(),
  }),
  cluster: z.strictObject({
    version: z.string(),
    /** Blocks that may reach the API server over the internet; none keeps it private. */
    publicEndpointCidrs: z.array(z.string()).optional(),
    /** IAM principals that administer the cluster, the role that deploys among them. */
    administrators: z.record(z.string(), z.string()),
    /** IAM principals that may read the cluster. */
    viewers: z.record(z.string(), z.string()).optional(),
    nodeGroups: z.record(z.string(), nodeGroup),
    deletionProtection: z.boolean(),
  }),
  registry: z.strictObject({
    namePrefix: z.string().optional(),
    repositories: z.array(z.string()).min(1),
    pullAccounts: z.array(accountId).optional(),
  }),
});

const kubeconfig = z.strictObject({
  type: z.literal("kubeconfig"),
  clusterName: z.string(),
  context: z.string(),
});

/**
 * An environment as plain data. Two environment files side by side show every difference; constructs and layers
 * never ask for an environment's name.
 */
export const environmentSchema = z
  .strictObject({
    /** Also the stack id: `cdktf deploy <name>`. */
    name: z
      .string()
      .regex(
        /^[a-z][a-z0-9-]{0,30}[a-z0-9]$/,
        "2 to 32 lowercase letters, digits and dashes, a letter first",
      ),
    /** Domain below which the environment's hosts live. */
    domain: z.string().regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/, "a domain name such as staging.example.com"),
    state,
    /** Tags on every resource that can carry them. */
    tags: z.record(z.string(), z.string()),
    platform: z.discriminatedUnion("type", [aws, kubeconfig]),
    keda: z.strictObject({ replicas: count, resources: z.strictObject({ operator: resources }) }),
    /** Argo Rollouts, which carries out releases that are not rolling updates. */
    delivery: z.strictObject({ replicas: count, resources }),
    /** The External Secrets operator, which brings secrets from a manager; left out, there is none. */
    secrets: z.strictObject({ replicas: count }).optional(),
    metrics: z.strictObject({
      replicas: count,
      retentionDays: count,
      storage: volume,
      resources,
      alertmanager: z.strictObject({ replicas: count, storage: volume }),
      grafana: z.strictObject({ resources }),
    }),
    logs: z.strictObject({
      retentionDays: count,
      replicas: count,
      storage,
      resources,
    }),
    logCollector: z.strictObject({ resources }),
    /** Traces; left out, services send them nowhere. */
    traces: z
      .strictObject({
        retentionDays: count,
        storage,
        resources,
        collector: z.strictObject({
          replicas: count,
          /** Traces kept beside those with errors and slow ones. */
          samplingPercentage: z.number().min(0).max(100),
          resources,
        }),
      })
      .optional(),
    /** What services may do before somebody is told. */
    alerts: z.strictObject({
      /** Share of requests that fail: 0.01 is 1 percent. */
      errorRatio: z.number().gt(0).lt(1),
      /** What 95 of 100 requests stay below. */
      latencyMs: count,
    }),
    workloads,
  })
  .refine(({ logs, platform }) => logs.storage.type !== "s3" || platform.type === "aws", {
    path: ["logs", "storage", "type"],
    message: "S3 belongs to a platform on AWS",
    params: { code: "s3-needs-aws" },
  })
  .refine(
    ({ workloads: { images, imagePrefix }, platform }) => !images || imagePrefix || platform.type === "aws",
    {
      path: ["workloads", "imagePrefix"],
      message: "without a registry of its own, an environment says where images are pulled from",
      params: { code: "missing-image-prefix" },
    },
  )
  .refine(({ traces, platform }) => traces?.storage.type !== "s3" || platform.type === "aws", {
    path: ["traces", "storage", "type"],
    message: "S3 belongs to a platform on AWS",
    params: { code: "s3-needs-aws" },
  });

export type Environment = z.infer<typeof environmentSchema>;

/** A service of the workloads layer. */
export type ServiceName = keyof NonNullable<Environment["workloads"]["images"]>;

/** The part of an environment that lives on AWS. */
export type AwsPlatform = Extract<Environment["platform"], { type: "aws" }>;
