import { DataResource } from "cdktf";
import { NodeGroup, type NodeGroupProps } from "../../../constructs/eks/node-group";
import { FakeEksCluster } from "../../support/fake-eks-cluster";
import { codes, problemsOf, synth } from "../../support/synth";

function build(props: NodeGroupProps = {}) {
  return synth((stack) => {
    new NodeGroup(stack, "General", {
      ...props,
      cluster: new FakeEksCluster(stack),
      nodeGroupName: "general",
      subnetIds: props.subnetIds ?? ["subnet-1", "subnet-2"],
      dependsOn: [new DataResource(stack, "Routes", {})],
    });
  });
}

describe("NodeGroup", () => {
  it("makes a group in the subnets it is given", () => {
    expect(build().one("aws_eks_node_group")).toMatchObject({
      cluster_name: "production",
      subnet_ids: ["subnet-1", "subnet-2"],
      instance_types: ["m6i.large"],
      ami_type: "AL2023_x86_64_STANDARD",
      capacity_type: "ON_DEMAND",
      version: "1.36",
      scaling_config: { min_size: 1, max_size: 3, desired_size: 1 },
      update_config: { max_unavailable_percentage: 33 },
    });
  });

  it("leaves the number of nodes to autoscalers after creation", () => {
    expect(build().one("aws_eks_node_group").lifecycle.ignore_changes).toEqual([
      "scaling_config[0].desired_size",
    ]);
  });

  it("sets the number of nodes on every apply where asked", () => {
    expect(build({ manageDesiredSize: true }).one("aws_eks_node_group").lifecycle).not.toHaveProperty(
      "ignore_changes",
    );
  });

  it("starts a new group under a new name before the old one goes", () => {
    const group = build().one("aws_eks_node_group");
    expect(group).toMatchObject({
      node_group_name_prefix: "general-",
      lifecycle: { create_before_destroy: true },
    });
    expect(group).not.toHaveProperty("node_group_name");
  });

  it("keeps the name as it is where asked, and replaces the old group first", () => {
    const group = build({ fixedName: true }).one("aws_eks_node_group");
    expect(group.node_group_name).toBe("general");
    expect(group).not.toHaveProperty("node_group_name_prefix");
    expect(group.lifecycle).not.toHaveProperty("create_before_destroy");
  });

  it("writes no lifecycle where both are off", () => {
    const group = build({ fixedName: true, manageDesiredSize: true }).one("aws_eks_node_group");
    expect(group.lifecycle ?? {}).toEqual({});
  });

  it("uses the newest version of its own launch template, by number", () => {
    const made = build();
    const [template] = Object.keys(made.all("aws_launch_template"));
    expect(made.one("aws_eks_node_group").launch_template).toEqual({
      id: `\${aws_launch_template.${template}.id}`,
      version: `\${aws_launch_template.${template}.latest_version}`,
    });
    expect(made.one("aws_launch_template").metadata_options.http_tokens).toBe("required");
  });

  it("waits for the policies of its role and for what it is told to", () => {
    const made = build();
    expect(made.one("aws_eks_node_group").depends_on.sort()).toEqual(
      [
        ...Object.keys(made.all("aws_iam_role_policy_attachment")).map(
          (id) => `aws_iam_role_policy_attachment.${id}`,
        ),
        "terraform_data.Routes",
      ].sort(),
    );
  });

  it("attaches the policies in the account's own partition", () => {
    const made = build();
    const [partition] = Object.keys(made.json.data.aws_partition);
    const arns = Object.values(made.all("aws_iam_role_policy_attachment")).map(
      ({ policy_arn }) => policy_arn,
    );
    expect(arns.sort()).toEqual(
      ["AmazonEC2ContainerRegistryPullOnly", "AmazonEKSWorkerNodePolicy", "AmazonEKS_CNI_Policy"].map(
        (name) => `arn:\${data.aws_partition.${partition}.partition}:iam::aws:policy/${name}`,
      ),
    );
  });

  it("lets EC2 and nobody else have the role", () => {
    const role = build().one("aws_iam_role");
    expect(role.name).toBe("production.general-nodes");
    expect(JSON.parse(role.assume_role_policy).Statement).toEqual([
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
    ]);
  });

  it("opens no remote access and forces no update", () => {
    const group = build().one("aws_eks_node_group");
    expect(group).not.toHaveProperty("remote_access");
    expect(group.force_update_version).toBe(false);
    expect(build({ forceUpdate: true }).one("aws_eks_node_group").force_update_version).toBe(true);
  });

  it("repairs nodes, and does not where switched off", () => {
    expect(build().one("aws_eks_node_group").node_repair_config).toEqual({ enabled: true });
    expect(build({ nodeRepair: false }).one("aws_eks_node_group").node_repair_config).toEqual({
      enabled: false,
    });
  });

  it("hands on what the user says about the nodes", () => {
    const made = build({
      instanceTypes: ["m7g.large", "c7g.large"],
      capacityType: "spot",
      kubernetesVersion: "1.35",
      releaseVersion: "1.35.2-20261110",
      labels: { team: "payments" },
      taints: [
        { key: "dedicated", value: "payments", effect: "NO_SCHEDULE" },
        { key: "spot", effect: "NO_EXECUTE" },
      ],
      update: { maxUnavailable: 2 },
      tags: { team: "payments" },
    });
    expect(made.one("aws_eks_node_group")).toMatchObject({
      instance_types: ["m7g.large", "c7g.large"],
      ami_type: "AL2023_ARM_64_STANDARD",
      capacity_type: "SPOT",
      version: "1.35",
      release_version: "1.35.2-20261110",
      labels: { team: "payments" },
      taint: [
        { key: "dedicated", value: "payments", effect: "NO_SCHEDULE" },
        { key: "spot", effect: "NO_EXECUTE" },
      ],
      update_config: { max_unavailable: 2 },
      tags: { team: "payments" },
    });
    expect(made.one("aws_iam_role").tags).toEqual({ team: "payments" });
    expect(made.one("aws_launch_template").tags).toEqual({ team: "payments" });
  });

  it("offers the role of its nodes and its resource", () => {
    const made = synth((stack) => {
      const group = new NodeGroup(stack, "General", {
        cluster: new FakeEksCluster(stack),
        nodeGroupName: "general",
        subnetIds: ["subnet-1"],
      });
      new DataResource(stack, "Reader", { input: { arn: group.nodeRoleArn } });
      expect(group.node.defaultChild).toBe(group.resource);
    });
    const [role] = Object.keys(made.all("aws_iam_role"));
    expect(made.one("terraform_data", "Reader").input.arn).toBe(`\${aws_iam_role.${role}.arn}`);
  });

  it("fails with every problem at the path of the prop", () => {
    const problems = problemsOf((stack) => {
      new NodeGroup(stack, "General", {
        cluster: new FakeEksCluster(stack),
        nodeGroupName: "general",
        subnetIds: ["subnet-1"],
        minSize: 3,
        maxSize: 2,
        kubernetesVersion: "1.37",
      });
    });
    expect(codes(problems)).toEqual(["minSize min-above-max", "kubernetesVersion version-skew"]);
  });
});
