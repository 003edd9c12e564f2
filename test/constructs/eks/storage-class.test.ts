import { KubeconfigCluster } from "../../../constructs/cluster/kubeconfig-cluster";
import {
  DefaultStorageClass,
  type DefaultStorageClassProps,
  resolveStorageClass,
} from "../../../constructs/eks/storage-class";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

function resolve(props: DefaultStorageClassProps) {
  const problems = new Problems();
  const config = resolveStorageClass(props, problems.at("storageClass"));
  return { config, codes: codes(problems.all) };
}

describe("DefaultStorageClass", () => {
  it("is an encrypted gp3 disk that grows, made where its pod runs, for claims that name no class", () => {
    const made = synth((stack) => {
      const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "kind", context: "kind" });
      const provisioner = "ebs.csi.aws.com";
      new DefaultStorageClass(stack, "StorageClass", { ...resolve({}).config, cluster, provisioner });
    });
    expect(made.one("kubernetes_storage_class_v1")).toMatchObject({
      metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      storage_provisioner: "ebs.csi.aws.com",
      parameters: { type: "gp3", encrypted: "true" },
      reclaim_policy: "Delete",
      volume_binding_mode: "WaitForFirstConsumer",
      allow_volume_expansion: true,
    });
  });
});

describe("resolveStorageClass", () => {
  it("takes another name and keeps disks when told", () => {
    expect(resolve({ name: "fast", reclaimPolicy: "Retain" }).config).toEqual({
      name: "fast",
      reclaimPolicy: "Retain",
    });
  });

  it("fails on a name Kubernetes would refuse", () => {
    expect(resolve({ name: "GP3" }).codes).toEqual(["storageClass.name invalid-name"]);
  });
});
