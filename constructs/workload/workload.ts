import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import { guardStack } from "../../lib/core/validation";
import type { ICluster } from "../cluster/cluster";
import { Manifests } from "../helm/manifests";
import type { CallSource, CallTarget } from "./calls/calls-props";
import { WorkloadCalls } from "./calls/workload-calls";
import type { IWorkload } from "./calls/workload-interface";
import { CloudAccess } from "./cloud-access";
import { registerRoutes } from "./exposure/route-registry";
import type { Labels } from "./extension";
import { serviceAccount } from "./service-account";
import { serviceUrl } from "./services";
import { type ResolvedWorkload, resolveWorkload } from "./workload-config";
import type { WorkloadKind } from "./workload-kind";
import type { WorkloadPlatform } from "./workload-platform";
import type { WorkloadProps } from "./workload-props";

/**
 * What every workload is: pods under a service account of their own, who may call whom, what they may do in the
 * cloud, all in one Helm release. Kinds say what keeps the pods running and what goes with it.
 */
export abstract class Workload<P extends WorkloadProps>
  extends Construct
  implements IWorkload, ITerraformDependable
{
  readonly name: string;
  readonly namespace: string;
  readonly cluster: ICluster;
  /** Labels that select its pods. */
  readonly selector: Labels;
  /** Service account its pods run as. */
  readonly serviceAccount: string;
  /** Name of the Service that leads to it; undefined for a workload that is not called. */
  readonly serviceName: string | undefined;
  /** Address inside the cluster, `http://users.shop:3000`; undefined for a workload that is not called. */
  readonly url: string | undefined;
  /** The release with all of its objects, for overrides that no prop covers. */
  readonly manifests: Manifests;
  /** Address in Terraform: a workload can stand wherever something to depend on is asked for. */
  readonly fqn: string;
  private readonly calls: WorkloadCalls;
  private readonly access: CloudAccess;

  protected constructor(scope: Construct, id: string, props: P, kind: WorkloadKind<P>) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, kind.propsName, (problems) => resolveWorkload(props, kind, problems));
    const { name, namespace } = config.context;
    this.name = name;
    this.namespace = namespace;
    this.cluster = config.context.cluster;
    this.selector = config.context.selector;
    this.serviceAccount = config.context.serviceAccount;
    this.serviceName = config.port && name;
    this.url = config.port && serviceUrl(name, namespace, config.port);
    registerRoutes(this, this.cluster, config.manifests);
    this.calls = new WorkloadCalls(this, config.member, config.calls);
    this.access = new CloudAccess(config.context);
    this.manifests = this.makeRelease(props, config);
    this.fqn = this.manifests.fqn;
    this.grant([...(props.permissions ?? []), ...config.added.statements]);
    props.platform.keda?.grant(config.kedaStatements);
  }

  /**
   * Lets others call this workload, at the port that takes its requests unless they name another.
   *
   *     users.allowFrom(gateway);
   *
   * @throws ConfigError those of `resolveCalls`
   */
  allowFrom(...sources: readonly CallSource[]): void {
    this.calls.allowFrom(...sources);
  }

  /**
   * Lets this workload call others of the stack.
   *
   * @throws ConfigError those of `resolveCalls`
   */
  callTo(...targets: readonly CallTarget[]): void {
    this.calls.callTo(...targets);
  }

  /**
   * Allows its pods something in the cloud, until synthesis. All of it ends in one role.
   *
   * @throws ConfigError those of `checkStatements`, and `no-workload-identity` where the cluster has no way to give
   * permissions
   */
  grant(statements: readonly PolicyStatement[]): void {
    const identity = this.access.grant(statements);
    if (identity !== undefined) {
      this.manifests.release.waitFor(...identity.dependencies);
    }
  }

  private makeRelease(props: WorkloadProps, config: ResolvedWorkload): Manifests {
    const { context, added } = config;
    const policy = this.calls.networkPolicy({
      labels: context.labels,
      added,
      cloudPermissions: () => this.access.granted,
    });
    return new Manifests(this, "Manifests", {
      cluster: this.cluster,
      releaseName: props.releaseName ?? this.name,
      namespace: this.namespace,
      createNamespace: typeof props.platform.namespace === "string",
      timeoutSeconds: props.timeoutSeconds,
      manifests: [
        serviceAccount(context, this.access.annotations),
        ...(policy === undefined ? [] : [policy]),
        ...config.manifests,
      ],
      dependsOn: distinct([
        ...namespaceDependencies(props.platform),
        ...added.dependsOn,
        ...(props.before ?? []),
        ...(props.dependsOn ?? []),
      ]),
    });
  }
}

function namespaceDependencies({ namespace }: WorkloadPlatform): readonly ITerraformDependable[] {
  return typeof namespace === "string" ? [] : namespace.dependencies;
}

/** Parts ask for the same operators: an address stands once in `depends_on`. */
function distinct(dependencies: readonly ITerraformDependable[]): readonly ITerraformDependable[] {
  return [...new Map(dependencies.map((dependency) => [dependency.fqn, dependency])).values()];
}
