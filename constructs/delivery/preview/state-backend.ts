import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";

/** Where a stack keeps its state. */
export type StateLocation =
  /** In a file beside the project, for one person's machine. */
  | { readonly type: "local" }
  /** In S3, encrypted, locked by a lock file beside it; the key is made from the stack's name. */
  | {
      readonly type: "s3";
      readonly bucket: string;
      readonly region: string;
      /** @default the bucket's own encryption key */
      readonly kmsKeyArn?: string;
    };

/** Least version of Terraform: S3 state is locked by a file, which came with 1.10. */
const REQUIRED_TERRAFORM = ">= 1.10";

/** Gives a stack a state of its own, named like the stack, and the version of Terraform that can lock it. */
export function stateBackend(stack: TerraformStack, name: string, state: StateLocation): void {
  stack.addOverride("terraform.required_version", REQUIRED_TERRAFORM);
  if (state.type === "local") {
    // Beside the project, outside of the generated folder, and the same wherever the project lies.
    new LocalBackend(stack, { path: `../../../terraform.${name}.tfstate` });
    return;
  }
  const backend = new S3Backend(stack, {
    bucket: state.bucket,
    key: `${name}/terraform.tfstate`,
    region: state.region,
    encrypt: true,
    kmsKeyId: state.kmsKeyArn,
  });
  backend.addOverride("use_lockfile", true);
}
