import * as path from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { App, type TerraformResource, TerraformStack } from "cdktf";
import { temporaryFolder } from "./rehearsals";

/** A network with two subnets and a bucket apart from it: four objects, a chain of two. */
export class SmallStack extends TerraformStack {
  readonly vpc: Vpc;
  readonly subnets: readonly Subnet[];
  readonly bucket: S3Bucket;

  constructor(app = new App({ outdir: temporaryFolder() }), name = "small") {
    super(app, name);
    new AwsProvider(this, "Aws", { region: "eu-central-1" });
    this.vpc = new Vpc(this, "Vpc", { cidrBlock: "10.0.0.0/16" });
    this.subnets = ["a", "b"].map(
      (zone, index) =>
        new Subnet(this, `Subnet-${zone}`, {
          vpcId: this.vpc.id,
          cidrBlock: `10.0.${index}.0/24`,
          availabilityZone: `eu-central-1${zone}`,
        }),
    );
    this.bucket = new S3Bucket(this, "Bucket", { bucket: "reports", lifecycle: { preventDestroy: true } });
  }
}

/** Address of a resource in terraform. */
export function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

/** Folder of a synthesized small stack, removed with the other temporary folders. */
export function smallStackFolder(stack = new SmallStack()): string {
  const app = App.of(stack);
  app.synth();
  return path.join(app.outdir, "stacks", stack.node.id);
}
