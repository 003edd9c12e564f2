import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Problems, resolveOrThrow } from "../../lib/core/errors";
import { mergeTags, type Tags } from "../../lib/core/tags";
import { isToken } from "../../lib/core/tokens";
import type { ServiceAccountGrant, WorkloadIdentity } from "../cluster/cluster";
import type { IEksCluster } from "./eks-cluster-interface";
import { IrsaRole } from "./irsa-role";
import { PodIdentityRole } from "./pod-identity-role";

export interface ServiceAccountsProps {
  readonly cluster: IEksCluster;
  /** Whether something in the cluster hands Pod Identity credentials to pods. */
  readonly podIdentity: boolean;
  /** What must exist before an association is made: the cluster and its Pod Identity agent. */
  readonly dependsOn: readonly ITerraformDependable[];
  readonly tags: Tags | undefined;
}

/** The service accounts of a cluster that may use AWS, each at most once. */
export class ServiceAccounts extends Construct {
  private readonly granted = new Map<string, string>();
  private oidcProviderArn: string | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceAccountsProps,
  ) {
    super(scope, id);
  }

  /** @throws ConfigError `no-workload-identity`, `duplicate-grant`, and those of PodIdentityRole */
  grant(id: string, grant: ServiceAccountGrant): WorkloadIdentity {
    this.register(id, grant, (problems) => {
      problems.addIf(!this.props.podIdentity, {
        prop: "",
        code: "no-workload-identity",
        rule: "Pod Identity needs the add-on eks-pod-identity-agent, which is switched off",
        value: `${grant.namespace}/${grant.serviceAccount}`,
        fix: "leave the add-on on, or use grantServiceAccountIrsa",
      });
    });
    const { cluster, dependsOn } = this.props;
    return new PodIdentityRole(this, id, { ...grant, cluster, dependsOn }).identity;
  }

  /** @throws ConfigError `duplicate-grant`, and those of IrsaRole */
  grantIrsa(id: string, grant: ServiceAccountGrant): WorkloadIdentity {
    this.register(id, grant);
    const { cluster } = this.props;
    return new IrsaRole(this, id, { ...grant, cluster, oidcProviderArn: this.oidcProvider() }).identity;
  }

  /** Without thumbprints: AWS trusts its own issuers by the authorities in its library of root certificates. */
  private oidcProvider(): string {
    this.oidcProviderArn ??= new IamOpenidConnectProvider(this.props.cluster, "OidcProvider", {
      url: this.props.cluster.oidcIssuerUrl,
      clientIdList: ["sts.amazonaws.com"],
      tags: mergeTags(this.props.tags),
    }).arn;
    return this.oidcProviderArn;
  }

  private register(id: string, grant: ServiceAccountGrant, check?: (problems: Problems) => void): void {
    const account = `${grant.namespace}/${grant.serviceAccount}`;
    resolveOrThrow(`${this.node.path}/${id}`, "ServiceAccountGrant", (problems) => {
      check?.(problems);
      problems.addIf(!isToken(account) && this.granted.has(account), {
        prop: "serviceAccount",
        code: "duplicate-grant",
        rule: `a service account has one role, and ${this.granted.get(account)} gives it one already`,
        value: account,
        fix: "put the statements of both into one grant",
      });
    });
    this.granted.set(account, id);
  }
}
