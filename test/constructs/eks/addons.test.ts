import { DataResource, type TerraformStack } from "cdktf";
import { ClusterAddOns } from "../../../constructs/eks/addons";
import { type AddOnsProps, resolveAddOns } from "../../../constructs/eks/addons-config";
import { Problems } from "../../../lib/core/errors";
import { synth } from "../../support/synth";

function addOns(stack: TerraformStack, props: AddOnsProps = {}, autoMode = false): ClusterAddOns {
  return new ClusterAddOns(stack, "AddOns", {
    clusterName: "test",
    clusterReference: "${aws_eks_cluster.test.name}",
    clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/test",
    partition: "aws",
    addOns: resolveAddOns(props, autoMode, new Problems()),
    tags: undefined,
  });
}

describe("ClusterAddOns", () => {
  it("makes each add-on of the cluster and lets it win over what is there already", () => {
    const made = synth((stack) => void addOns(stack));
    expect(Object.keys(made.all("aws_eks_addon"))).toHaveLength(5);
    expect(made.one("aws_eks_addon", "vpc-cni")).toMatchObject({
      addon_name: "vpc-cni",
      cluster_name: "${aws_eks_cluster.test.name}",
      resolve_conflicts_on_create: "OVERWRITE",
      resolve_conflicts_on_update: "OVERWRITE",
      preserve: true,
    });
    expect(made.one("aws_eks_addon", "vpc-cni").addon_version).toBeUndefined();
  });

  it("writes the configuration as JSON", () => {
    const made = synth((stack) => void addOns(stack));
    expect(made.one("aws_eks_addon", "vpc-cni").configuration_values).toBe(
      '{"enableNetworkPolicy":"true","env":{"ENABLE_PREFIX_DELEGATION":"true",' +
        '"NETWORK_POLICY_ENFORCING_MODE":"standard"},"nodeAgent":{"enablePolicyEventLogs":"true"}}',
    );
    expect(made.one("aws_eks_addon", "coredns").configuration_values).toBeUndefined();
  });

  it("gives the EBS driver a role that only its service account in this cluster can use", () => {
    const made = synth((stack) => void addOns(stack));
    expect(made.one("aws_eks_addon", "aws-ebs-csi-driver").pod_identity_association).toEqual([
      { service_account: "ebs-csi-controller-sa", role_arn: expect.stringContaining("EbsCsiDriverRole") },
    ]);
    expect(made.one("aws_iam_role_policy_attachment").policy_arn).toBe(
      "arn:aws:iam::aws:policy/AmazonEBSCSIDriverPolicyV2",
    );
    expect(JSON.parse(made.one("aws_iam_role").assume_role_policy).Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-central-1:111122223333:cluster/test",
            "aws:RequestTag/kubernetes-namespace": "kube-system",
            "aws:RequestTag/kubernetes-service-account": "ebs-csi-controller-sa",
          },
        },
      },
    ]);
  });

  it("makes the EBS driver wait for its permissions and the Pod Identity agent", () => {
    const made = synth((stack) => void addOns(stack));
    expect(made.one("aws_eks_addon", "aws-ebs-csi-driver").depends_on).toEqual([
      expect.stringContaining("aws_iam_role_policy_attachment."),
      expect.stringContaining("eks-pod-identity-agent"),
    ]);
  });

  it("takes the user's role in place of the driver's own", () => {
    const podIdentity = { "ebs-csi-controller-sa": "arn:aws:iam::111122223333:role/ebs" };
    const made = synth((stack) => void addOns(stack, { "aws-ebs-csi-driver": { podIdentity } }));
    expect(made.all("aws_iam_role")).toEqual({});
    expect(made.one("aws_eks_addon", "aws-ebs-csi-driver").pod_identity_association).toEqual([
      { service_account: "ebs-csi-controller-sa", role_arn: "arn:aws:iam::111122223333:role/ebs" },
    ]);
  });

  it("makes what runs as pods wait for nodes, and nothing else", () => {
    const made = synth((stack) => {
      addOns(stack).waitForNodes(new DataResource(stack, "Nodes"));
    });
    const waiting = Object.values(made.all("aws_eks_addon"))
      .filter(({ depends_on = [] }) => depends_on.includes("terraform_data.Nodes"))
      .map(({ addon_name }) => addon_name);
    expect(waiting.sort()).toEqual(["aws-ebs-csi-driver", "coredns"]);
  });

  it("names the core add-ons that need nodes", () => {
    synth((stack) => {
      expect(addOns(stack, { "metrics-server": {} }).needingNodes).toEqual(["coredns", "aws-ebs-csi-driver"]);
    });
    synth((stack) => {
      expect(addOns(stack, { "metrics-server": {} }, true).needingNodes).toEqual([]);
    });
  });
});
