import { propertyAccess, TerraformOutput, TerraformVariable, Token } from "cdktf";
import { Strategy } from "cdktf-slipway/delivery";
import type { EksCluster } from "cdktf-slipway/eks";
import type { PrometheusStack } from "cdktf-slipway/observability";
import type { Registry } from "cdktf-slipway/registry";
import { Secret } from "cdktf-slipway/secrets";
import {
  Egress,
  Microservice,
  type MicroserviceProps,
  NamespaceBoundary,
  Probe,
  type ProbeValue,
  type WorkloadPlatform,
} from "cdktf-slipway/workload";
import { Construct } from "constructs";
import { NAMESPACE, type Operators } from "./operators";

/** The platform's services, each built in a repository of its own. */
export const SERVICES = [
  "auth-service",
  "user-service",
  "collection-service",
  "vision-service",
  "marketplace-service",
] as const;

type ServiceName = (typeof SERVICES)[number];

/** What tells the services of one environment from those of another. */
export type ServicesConfig = {
  /** `rolling` releases all of them pod by pod. */
  readonly strategies: NonNullable<WorkloadPlatform["strategies"]>;
  readonly replicas: { readonly [name in ServiceName]?: number } & { readonly default: number };
  readonly redis: { readonly host: string; readonly port: number; readonly cidrs: readonly string[] };
  /** Blocks of the peered network of MongoDB Atlas. */
  readonly mongoDbCidrs: readonly string[];
};

export type ServicesProps = {
  readonly cluster: EksCluster;
  readonly registry: Registry;
  readonly prometheus: PrometheusStack;
  readonly operators: Operators;
  /** What programs know as their environment. */
  readonly environment: string;
  readonly deletionProtection: boolean;
  readonly config: ServicesConfig;
};

/** What one service has of its own. */
type ServiceParts = Partial<MicroserviceProps> & { readonly startup?: ProbeValue };

/** The services in their namespace: who they are, who calls whom, how they are released. */
export class Services extends Construct {
  private readonly platform: WorkloadPlatform;
  private readonly tags: TerraformVariable;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServicesProps,
  ) {
    super(scope, id);
    this.platform = this.makePlatform();
    this.tags = this.makeTags();

    const credentials = Secret.vaultAgent({
      injector: props.operators.vault,
      role: "auth-service",
      secrets: { database: "database/creds/auth-service" },
    });
    this.webService("auth-service", {
      extensions: [credentials],
      strategy: Strategy.blueGreen({ autoPromote: false }),
    });
    this.webService("user-service", { calls: ["auth-service"] });
    this.webService("collection-service", { calls: ["auth-service", "vision-service"] });
    this.webService("marketplace-service", {
      calls: ["auth-service", "user-service"],
      strategy: Strategy.canary({ steps: "20-40-60-80" }),
    });
    this.service("vision-service", {
      env: { ENVIRONMENT: props.environment, PORT: 3000 },
      gpu: { count: 1, nodePool: "ai_services" },
      resources: { requests: { cpu: "1", memory: "4Gi" }, limits: { cpu: "3", memory: "8Gi" } },
      // Models are loaded before the first answer: five minutes of patience, then the liveness probe takes over.
      startup: Probe.http({ path: "/health", failureThreshold: 30 }),
      // Every GPU is taken: a new pod starts where an old one ended, so that replicas take their turns.
      strategy: Strategy.rolling({ maxSurge: 0, maxUnavailable: 1 }),
      // A picture takes as long as it takes.
      monitoring: { objectives: { latencyMs: "none" } },
      timeoutSeconds: 1200,
      dependsOn: [props.operators.gpuDevicePlugin],
    });
  }

  private makePlatform(): WorkloadPlatform {
    const { cluster, operators, prometheus, config, deletionProtection } = this.props;
    const { namespace, prometheusUrl, retentionDays, dependencies } = prometheus;
    return {
      cluster,
      // Prometheus finds the pods by their annotations, and the NetworkPolicies let it in.
      metrics: { scraping: "annotations", namespace, prometheusUrl, retentionDays, dependencies },
      namespace: new NamespaceBoundary(this, "Namespace", { cluster, name: NAMESPACE, deletionProtection }),
      delivery: operators.delivery,
      strategies: config.strategies,
      replicas: config.replicas.default,
    };
  }

  /** Repositories are built one by one: each service has a commit of its own, and a pipeline changes only its. */
  private makeTags(): TerraformVariable {
    const tags = new TerraformVariable(this, "image_tags", {
      type: "map(string)",
      description: 'Tag of each service by its name: {"auth-service": "sha-1a2b3c4"}',
      validation: [
        {
          condition:
            '${alltrue([for tag in values(var.image_tags) : can(regex("^sha-[0-9a-f]{7,40}$", tag))])}',
          errorMessage: "A tag is sha- and the commit, as docker/metadata-action makes it.",
        },
      ],
    });
    tags.overrideLogicalId("image_tags");
    new TerraformOutput(this, "image_tags_in_use", { value: tags.value, staticId: true });
    return tags;
  }

  /** A service of Node.js: a database, a cache, and the key that tokens are signed with. */
  private webService(name: ServiceName, parts: ServiceParts): void {
    const { operators, config, environment } = this.props;
    const { redis, mongoDbCidrs } = config;
    const { store } = operators;
    const mongodb = Secret.fromManager({
      store,
      name: `${name}-mongodb`,
      data: { uri: { key: `${name}/mongodb`, property: "uri" } },
    });
    const jwt = Secret.fromManager({
      store,
      name: `${name}-jwt`,
      data: { secret: { key: `${name}/jwt`, property: "secret" } },
    });
    this.service(name, {
      secrets: [mongodb, jwt],
      env: {
        NODE_ENV: environment,
        PORT: 3000,
        MONGODB_URI: mongodb.key("uri"),
        JWT_SECRET: jwt.key("secret"),
        REDIS_HOST: redis.host,
        REDIS_PORT: redis.port,
      },
      egress: [
        Egress.cidr({ cidrs: redis.cidrs, ports: [redis.port] }),
        Egress.cidr({ cidrs: mongoDbCidrs, ports: [27017] }),
      ],
      ...parts,
    });
  }

  /** What all services have in common. */
  private service(name: ServiceName, { startup, ...parts }: ServiceParts): void {
    const { registry, config } = this.props;
    new Microservice(this, name, {
      platform: this.platform,
      name,
      image: {
        repository: registry.repositoryUrl(name),
        tag: Token.asString(propertyAccess(this.tags.value, [name])),
      },
      ports: { http: 3000, metrics: 9090 },
      probes: {
        startup,
        liveness: Probe.http({ path: "/health", initialDelaySeconds: 30, periodSeconds: 10 }),
        readiness: Probe.http({ path: "/health", initialDelaySeconds: 5, periodSeconds: 5 }),
      },
      replicas: config.replicas[name],
      ...parts,
    });
  }
}
