import type { ITerraformDependable } from "cdktf";
import type { ICluster } from "cdktf-slipway/cluster";
import { HelmRelease } from "cdktf-slipway/helm";
import { Construct } from "constructs";
import { LOAD_BALANCER_STATEMENTS } from "./load-balancer-statements";

const NAMESPACE = "kube-system";
const SERVICE_ACCOUNT = "aws-load-balancer-controller";

export interface LoadBalancersProps {
  readonly cluster: ICluster;
  readonly region: string;
  readonly vpcId: string;
}

/** The AWS Load Balancer Controller, which makes an Application Load Balancer of the services' Ingresses. */
export class LoadBalancers extends Construct implements ITerraformDependable {
  /** Address of the release: what has an Ingress waits for it, and goes before it. */
  readonly fqn: string;

  constructor(scope: Construct, id: string, { cluster, region, vpcId }: LoadBalancersProps) {
    super(scope, id);
    const { clusterName } = cluster;
    const identity = cluster.grantServiceAccount(`${NAMESPACE}-${SERVICE_ACCOUNT}`, {
      namespace: NAMESPACE,
      serviceAccount: SERVICE_ACCOUNT,
      statements: LOAD_BALANCER_STATEMENTS,
    });
    const release = new HelmRelease(this, "Release", {
      cluster,
      chart: "aws-load-balancer-controller",
      values: {
        clusterName,
        region,
        vpcId,
        serviceAccount: { name: SERVICE_ACCOUNT, annotations: identity.serviceAccountAnnotations },
        podDisruptionBudget: { maxUnavailable: 1 },
        // Services of type LoadBalancer are not used, and every new Service would have to wait for its webhook.
        enableServiceMutatorWebhook: false,
        // What the role may not do: there is no Shield Advanced and no classic WAF.
        enableShield: false,
        enableWaf: false,
      },
      dependsOn: identity.dependencies,
    });
    this.fqn = release.fqn;
  }
}
