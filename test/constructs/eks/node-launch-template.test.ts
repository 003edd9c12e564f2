import type { NodeGroupProps } from "../../../constructs/eks/node-group";
import { resolveNodeGroup } from "../../../constructs/eks/node-group-config";
import { launchTemplateConfig } from "../../../constructs/eks/node-launch-template";
import { resolveOrThrow } from "../../../lib/core/errors";

function template(props: NodeGroupProps) {
  const context = { clusterName: "production", nodeGroupName: "general", kubernetesVersion: "1.36" };
  return launchTemplateConfig(
    resolveOrThrow("test", "NodeGroupProps", (problems) => resolveNodeGroup(props, context, problems)),
  );
}

describe("launchTemplateConfig", () => {
  it("wants a session token for instance metadata and keeps it on the node", () => {
    expect(template({}).metadataOptions).toEqual({
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
  });

  it("lets metadata travel further where asked", () => {
    expect(template({ imdsHopLimit: 2 }).metadataOptions).toMatchObject({
      httpTokens: "required",
      httpPutResponseHopLimit: 2,
    });
  });

  it("encrypts the disk of Amazon Linux with the account's key", () => {
    expect(template({}).blockDeviceMappings).toEqual([
      {
        deviceName: "/dev/xvda",
        ebs: {
          encrypted: "true",
          kmsKeyId: undefined,
          volumeType: "gp3",
          volumeSize: 50,
          deleteOnTermination: "true",
        },
      },
    ]);
  });

  it("encrypts both disks of Bottlerocket with the key of the user and sizes the one for data", () => {
    const key = "arn:aws:kms:eu-central-1:111122223333:key/1234";
    const disks = template({ operatingSystem: "bottlerocket", diskSizeGib: 100, diskKmsKeyArn: key });
    expect(disks.blockDeviceMappings).toMatchObject([
      { deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: key } },
      { deviceName: "/dev/xvdb", ebs: { encrypted: "true", kmsKeyId: key, volumeSize: 100 } },
    ]);
    expect(disks.blockDeviceMappings).not.toHaveProperty("0.ebs.volumeSize");
  });

  it("names the disk of Windows", () => {
    expect(template({ amiType: "WINDOWS_CORE_2025_x86_64" }).blockDeviceMappings).toMatchObject([
      { deviceName: "/dev/sda1", ebs: { encrypted: "true", volumeSize: 50 } },
    ]);
  });

  it("measures each minute, and each five where switched off", () => {
    expect(template({}).monitoring).toEqual({ enabled: true });
    expect(template({ detailedMonitoring: false }).monitoring).toEqual({ enabled: false });
  });

  it("tags instances and disks, which default tags of the provider do not reach", () => {
    expect(template({ tags: { team: "payments" } }).tagSpecifications).toEqual([
      { resourceType: "instance", tags: { Name: "production-general", team: "payments" } },
      { resourceType: "volume", tags: { Name: "production-general", team: "payments" } },
    ]);
  });

  it("holds neither image nor user data nor network interface, so that EKS chooses them", () => {
    expect(Object.keys(template({}))).toEqual([
      "name",
      "updateDefaultVersion",
      "blockDeviceMappings",
      "metadataOptions",
      "monitoring",
      "tagSpecifications",
      "tags",
    ]);
  });
});
