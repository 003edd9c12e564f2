import { TerraformOutput, TerraformStack } from "cdktf";
import { EksCluster } from "../../../constructs/eks/eks-cluster";
import type { EksClusterProps } from "../../../constructs/eks/eks-cluster-props";
import { clusterProps, DEPLOYER, smallCluster } from "../../support/eks-fixture";
import { codes, problemsOf, synth } from "../../support/synth";

const GRANT = {
  namespace: "reports",
  serviceAccount: "writer",
  statements: [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::reports/*"] }],
};

function build(changes: Partial<EksClusterProps> = {}, use: (cluster: EksCluster) => void = () => {}) {
  return synth((stack) => use(smallCluster(stack, changes)));
}

function warnings(changes: Partial<EksClusterProps>): string[] {
  const found: string[] = [];
  build(changes, (cluster) => found.push(...cluster.node.metadata.map(({ data }) => String(data))));
  return found;
}

describe("EksCluster", () => {
  it("makes a private cluster with all defaults", () => {
    expect(build().one("aws_eks_cluster")).toMatchObject({
      name: "slipway-test",
      version: "1.36",
      vpc_config: { endpoint_private_access: true, endpoint_public_access: false },
      access_config: { authentication_mode: "API", bootstrap_cluster_creator_admin_permissions: false },
      deletion_protection: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("waits for its permissions and its log group", () => {
    expect(build().one("aws_eks_cluster").depends_on).toEqual([
      expect.stringContaining("AmazonEKSClusterPolicy"),
      expect.stringContaining("aws_cloudwatch_log_group."),
    ]);
  });

  it("encrypts its data and its logs with one key of its own", () => {
    const made = build();
    const [key] = Object.keys(made.all("aws_kms_key"));
    expect(made.one("aws_eks_cluster").encryption_config.provider.key_arn).toBe(`\${aws_kms_key.${key}.arn}`);
    expect(made.one("aws_cloudwatch_log_group").kms_key_id).toBe(`\${aws_kms_key.${key}.arn}`);
  });

  it("takes an existing key for both", () => {
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    const made = build({ encryption: { keyArn } });
    expect(made.all("aws_kms_key")).toEqual({});
    expect(made.one("aws_eks_cluster").encryption_config.provider.key_arn).toBe(keyArn);
    expect(made.one("aws_cloudwatch_log_group").kms_key_id).toBe(keyArn);
  });

  it("leaves encryption to AWS when told", () => {
    const made = build({ encryption: "aws-owned" });
    expect(made.all("aws_kms_key")).toEqual({});
    expect(made.one("aws_eks_cluster").encryption_config).toBeUndefined();
    expect(made.one("aws_cloudwatch_log_group").kms_key_id).toBeUndefined();
  });

  it("makes no log group when told to log nothing", () => {
    expect(build({ controlPlaneLogs: "none" }).all("aws_cloudwatch_log_group")).toEqual({});
  });

  it("tags what it makes", () => {
    const made = build({ tags: { team: "platform" } });
    for (const type of [
      "aws_eks_cluster",
      "aws_kms_key",
      "aws_cloudwatch_log_group",
      "aws_eks_access_entry",
    ]) {
      expect(made.one(type).tags).toEqual({ team: "platform" });
    }
    expect(made.one("aws_eks_addon", "coredns").tags).toEqual({ team: "platform" });
  });

  it("exposes what others need to know of it", () => {
    const made = build({}, (cluster) => {
      expect(cluster.clusterName).toBe("slipway-test");
      expect(cluster.kubernetesVersion).toBe("1.36");
      const { clusterArn, endpoint, certificateAuthority, clusterSecurityGroupId, oidcIssuerUrl } = cluster;
      const attributes = {
        clusterArn,
        endpoint,
        certificateAuthority,
        clusterSecurityGroupId,
        oidcIssuerUrl,
      };
      for (const [name, value] of Object.entries(attributes)) {
        new TerraformOutput(cluster, name, { value, staticId: true });
      }
    });
    const [id] = Object.keys(made.all("aws_eks_cluster"));
    expect(made.json.output).toMatchObject({
      clusterArn: { value: `\${aws_eks_cluster.${id}.arn}` },
      endpoint: { value: `\${aws_eks_cluster.${id}.endpoint}` },
      certificateAuthority: { value: `\${aws_eks_cluster.${id}.certificate_authority[0].data}` },
      clusterSecurityGroupId: { value: `\${aws_eks_cluster.${id}.vpc_config[0].cluster_security_group_id}` },
      oidcIssuerUrl: { value: `\${aws_eks_cluster.${id}.identity[0].oidc[0].issuer}` },
    });
  });

  it("warns of a risky choice at the cluster itself", () => {
    expect(warnings({})).toEqual([]);
    expect(warnings({ publicEndpoint: "open-to-the-world" })).toEqual([
      expect.stringContaining("[open-endpoint]"),
    ]);
  });

  it("fails with every mistake of version, node groups and access entries in one error", () => {
    const found = problemsOf((stack) => {
      smallCluster(stack, {
        version: "1.29",
        nodeGroups: { general: { minSize: 5, maxSize: 2 } },
        accessEntries: { ops: { ...DEPLOYER.deployer, policies: [{ policy: "root" as "view" }] } },
      });
    });
    expect(codes(found)).toEqual(
      expect.arrayContaining([
        "version unsupported-version",
        expect.stringMatching(/^nodeGroups\.general\..*min-above-max$/),
        "accessEntries.ops.policies[0].policy unknown-access-policy",
      ]),
    );
  });
});

describe("node groups of a cluster", () => {
  it("join after networking and identity, and run before what needs nodes", () => {
    const made = build();
    expect(made.one("aws_eks_node_group").depends_on).toEqual(
      expect.arrayContaining([
        expect.stringContaining("aws_eks_cluster."),
        expect.stringContaining("_vpc-cni_"),
        expect.stringContaining("_kube-proxy_"),
        expect.stringContaining("_eks-pod-identity-agent_"),
      ]),
    );
    for (const name of ["coredns", "aws-ebs-csi-driver"]) {
      expect(made.one("aws_eks_addon", name).depends_on).toContainEqual(
        expect.stringContaining("aws_eks_node_group."),
      );
    }
    expect(made.one("aws_eks_addon", "vpc-cni").depends_on).toBeUndefined();
  });

  it("are waited for alike when they are added later", () => {
    const made = build({}, (cluster) => void cluster.addNodeGroup("later", {}));
    const later = expect.stringContaining("aws_eks_node_group.Cluster_NodeGroups_later_");
    expect(made.one("terraform_data").depends_on).toContainEqual(later);
    expect(made.one("aws_eks_addon", "coredns").depends_on).toContainEqual(later);
  });

  it("use the private subnets of the network, or those the user names", () => {
    const nodeGroups = { general: {}, edge: { subnetIds: ["subnet-b"] } };
    const made = build({ nodeGroups });
    expect(made.one("aws_eks_node_group", "general").subnet_ids).toEqual(["subnet-a", "subnet-b"]);
    expect(made.one("aws_eks_node_group", "edge").subnet_ids).toEqual(["subnet-b"]);
  });

  it("are pools that workloads choose, by their names in AWS", () => {
    const taints = [{ key: "nvidia.com/gpu", effect: "NO_SCHEDULE" }] as const;
    const nodeGroups = { gpu: { instanceTypes: ["g5.xlarge"], taints, labels: { team: "vision" } } };
    const made = build({ nodeGroups }, (cluster) => {
      cluster.addNodeGroup("later", { fixedName: true });
      expect(Object.keys(cluster.nodePools)).toEqual(["gpu", "later"]);
      const { gpu, later } = cluster.nodePools;
      expect(gpu).toMatchObject({
        labels: { team: "vision" },
        taints: [{ key: "nvidia.com/gpu", effect: "NoSchedule" }],
        accelerator: "nvidia",
      });
      expect(later?.labels).toEqual({ "eks.amazonaws.com/nodegroup": "later" });
      new TerraformOutput(TerraformStack.of(cluster), "labels", { value: gpu?.labels });
    });
    expect(made.json.output.labels.value["eks.amazonaws.com/nodegroup"]).toMatch(
      /^\$\{aws_eks_node_group\.Cluster_NodeGroups_gpu_\w+\.node_group_name\}$/,
    );
  });

  it("fails on a second node group of one name", () => {
    const found = problemsOf((stack) => void smallCluster(stack).addNodeGroup("general", {}));
    expect(codes(found)).toEqual([" duplicate-node-group"]);
  });

  it("fails in Auto Mode", () => {
    const found = problemsOf((stack) => void smallCluster(stack, { autoMode: {} }).addNodeGroup("more", {}));
    expect(codes(found)).toEqual([" auto-mode-with-node-groups"]);
  });
});

describe("Fargate profiles of a cluster", () => {
  const fargateProfiles = { batch: { selectors: [{ namespace: "batch" }] } };

  it("follow the cluster and are waited for", () => {
    const made = build({ fargateProfiles });
    expect(made.one("aws_eks_fargate_profile")).toMatchObject({ subnet_ids: ["subnet-a", "subnet-b"] });
    expect(made.one("aws_eks_fargate_profile").depends_on).toContainEqual(
      expect.stringContaining("aws_eks_cluster."),
    );
    expect(made.one("terraform_data").depends_on).toContainEqual(
      expect.stringContaining("aws_eks_fargate_profile."),
    );
  });

  it("fails on a second profile of one name", () => {
    const found = problemsOf((stack) => {
      smallCluster(stack, { fargateProfiles }).addFargateProfile("batch", fargateProfiles.batch);
    });
    expect(codes(found)).toEqual([" duplicate-fargate-profile"]);
  });
});

describe("a cluster without anything to run pods on", () => {
  it("fails at synthesis, when node groups could have been added", () => {
    expect(() => build({ nodeGroups: {} })).toThrow(/\[no-compute\]: coredns and aws-ebs-csi-driver/);
  });

  it("is accepted when a node group is added, or nothing needs nodes", () => {
    const later = build({ nodeGroups: {} }, (cluster) => void cluster.addNodeGroup("later", {}));
    expect(Object.keys(later.all("aws_eks_node_group"))).toHaveLength(1);
    const addOns = { coredns: "none", "aws-ebs-csi-driver": "none" } as const;
    expect(build({ nodeGroups: {}, addOns }).all("aws_eks_node_group")).toEqual({});
  });
});

describe("Auto Mode", () => {
  const made = build({ autoMode: {} });

  it("switches on compute, load balancing and storage with a role for nodes", () => {
    expect(made.one("aws_eks_cluster")).toMatchObject({
      compute_config: {
        enabled: true,
        node_pools: ["general-purpose", "system"],
        node_role_arn: expect.stringContaining("AutoModeNodeRole"),
      },
      kubernetes_network_config: { elastic_load_balancing: { enabled: true } },
      storage_config: { block_storage: { enabled: true } },
      bootstrap_self_managed_addons: false,
    });
    expect(made.all("aws_eks_addon")).toEqual({});
    expect(made.all("aws_eks_node_group")).toEqual({});
  });

  it("gives cluster and nodes the permissions Auto Mode needs", () => {
    const attached = Object.values(made.all("aws_iam_role_policy_attachment")).map(({ policy_arn }) =>
      policy_arn.split("/").at(-1),
    );
    expect(attached.sort()).toEqual([
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEKSBlockStoragePolicy",
      "AmazonEKSClusterPolicy",
      "AmazonEKSComputePolicy",
      "AmazonEKSLoadBalancingPolicy",
      "AmazonEKSNetworkingPolicy",
      "AmazonEKSWorkerNodeMinimalPolicy",
    ]);
  });

  it("enforces network policies unless told otherwise", () => {
    expect(made.one("kubernetes_config_map_v1")).toMatchObject({
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
      depends_on: [expect.stringContaining("terraform_data.")],
    });
    expect(build({ autoMode: { networkPolicy: false } }).all("kubernetes_config_map_v1")).toEqual({});
    expect(build().all("kubernetes_config_map_v1")).toEqual({});
  });

  it("takes disks from the driver inside AWS", () => {
    expect(made.one("kubernetes_storage_class_v1").storage_provisioner).toBe("ebs.csi.eks.amazonaws.com");
  });

  it("grants service accounts without an agent to wait for", () => {
    const granted = build({ autoMode: {} }, (cluster) => void cluster.grantServiceAccount("Reports", GRANT));
    expect(granted.one("aws_eks_pod_identity_association").depends_on).toEqual([
      expect.stringContaining("aws_eks_cluster."),
    ]);
  });
});

describe("service accounts of a cluster", () => {
  it("use AWS through Pod Identity, once the agent runs", () => {
    const made = build({}, (cluster) => {
      const identity = cluster.grantServiceAccount("Reports", GRANT);
      expect(identity.serviceAccountAnnotations).toEqual({});
    });
    expect(made.one("aws_eks_pod_identity_association")).toMatchObject({
      namespace: "reports",
      service_account: "writer",
      depends_on: [
        expect.stringContaining("aws_eks_cluster."),
        expect.stringContaining("_eks-pod-identity-agent_"),
      ],
    });
  });

  it("use AWS through the OIDC provider when asked", () => {
    const made = build({}, (cluster) => void cluster.grantServiceAccountIrsa("Reports", GRANT));
    expect(made.one("aws_iam_openid_connect_provider").client_id_list).toEqual(["sts.amazonaws.com"]);
    expect(made.all("aws_eks_pod_identity_association")).toEqual({});
  });

  it("fails where the agent is switched off", () => {
    const found = problemsOf((stack) => {
      const cluster = smallCluster(stack, { addOns: { "eks-pod-identity-agent": "none" } });
      cluster.grantServiceAccount("Reports", GRANT);
    });
    expect(codes(found)).toEqual([" no-workload-identity"]);
  });
});

describe("the storage class of a cluster", () => {
  it("comes from the EBS driver, and is left out when told", () => {
    expect(build().one("kubernetes_storage_class_v1").storage_provisioner).toBe("ebs.csi.aws.com");
    const without = build({ storageClass: "none" });
    expect(without.all("kubernetes_storage_class_v1")).toEqual({});
    expect(without.json.provider.kubernetes).toBeUndefined();
  });
});

describe("EksCluster.fromAttributes", () => {
  it("makes nothing but providers", () => {
    const made = synth((stack) => {
      const cluster = EksCluster.fromAttributes(stack, "Cluster", {
        clusterName: "shop",
        region: "eu-central-1",
        clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/shop",
        endpoint: "https://example.eks.amazonaws.com",
        certificateAuthority: "Y2E=",
        clusterSecurityGroupId: "sg-1",
        oidcIssuerUrl: "https://oidc.eks.eu-central-1.amazonaws.com/id/1",
      });
      expect(cluster.helmProvider.alias).toBeUndefined();
    });
    expect(made.addresses()).toEqual([]);
  });
});

describe("the addresses of a cluster", () => {
  it("come from fixed ids and the user's own keys", () => {
    const made = synth((stack) => {
      new EksCluster(stack, "Cluster", clusterProps(stack));
    });
    const plain = made.addresses().map((address) => address.replace(/_[0-9A-F]{8}$/, ""));
    expect(plain).toEqual(
      expect.arrayContaining([
        "aws_cloudwatch_log_group.Cluster_Logs",
        "aws_eks_access_entry.Cluster_AccessEntries_deployer",
        "aws_eks_access_policy_association.Cluster_AccessEntries_deployer_cluster-admin",
        "aws_eks_addon.Cluster_AddOns_vpc-cni",
        "aws_eks_cluster.Cluster",
        "aws_eks_node_group.Cluster_NodeGroups_general",
        "aws_iam_role.Cluster_Role",
        "aws_kms_alias.Cluster_Encryption_Alias",
        "aws_kms_key.Cluster_Encryption",
        "kubernetes_storage_class_v1.Cluster_StorageClass",
        "terraform_data.Cluster_Ready",
      ]),
    );
  });
});
