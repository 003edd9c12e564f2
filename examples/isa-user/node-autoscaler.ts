import type { ICluster } from "cdktf-slipway/cluster";
import { HelmRelease } from "cdktf-slipway/helm";
import { Construct } from "constructs";

const NAMESPACE = "kube-system";
const SERVICE_ACCOUNT = "cluster-autoscaler";

/**
 * Adds nodes to the node groups where pods find no room, and takes them away again: what autoscalers of pods need below
 * them. Groups managed by EKS carry the tags it looks for by themselves.
 */
export class NodeAutoscaler extends Construct {
  constructor(scope: Construct, id: string, props: { readonly cluster: ICluster; readonly region: string }) {
    super(scope, id);
    const { cluster, region } = props;
    const { clusterName } = cluster;
    const identity = cluster.grantServiceAccount(`${NAMESPACE}-${SERVICE_ACCOUNT}`, {
      namespace: NAMESPACE,
      serviceAccount: SERVICE_ACCOUNT,
      statements: [
        {
          // Actions that describe take no resources.
          actions: [
            "autoscaling:DescribeAutoScalingGroups",
            "autoscaling:DescribeAutoScalingInstances",
            "autoscaling:DescribeLaunchConfigurations",
            "autoscaling:DescribeScalingActivities",
            "ec2:DescribeImages",
            "ec2:DescribeInstanceTypes",
            "ec2:DescribeLaunchTemplateVersions",
            "ec2:GetInstanceTypesFromInstanceRequirements",
            "eks:DescribeNodegroup",
          ],
          resources: ["*"],
        },
        {
          actions: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
          resources: ["*"],
          conditions: {
            StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: ["owned"] },
          },
        },
      ],
    });
    new HelmRelease(this, "Release", {
      cluster,
      chart: "cluster-autoscaler",
      values: {
        autoDiscovery: { clusterName },
        awsRegion: region,
        rbac: {
          serviceAccount: { name: SERVICE_ACCOUNT, annotations: identity.serviceAccountAnnotations },
        },
      },
      dependsOn: identity.dependencies,
    });
  }
}
