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
      /**
       * ARN or alias (`alias/acme-terraform-state`) of the key that encrypts the state. Terraform asks for a key of S3
       * where none is named, whatever the default of the bucket is.
       * @default a key of S3 (AES256)
       */
      readonly kmsKeyArn?: string;
    };

/** Least version of Terraform: S3 state is locked by a file, which came with 1.10. */
const REQUIRED_TERRAFORM = ">= 1.10";

/** Key of a stack's state in the bucket; its lock is the same with `.tflock` behind. */
export function stateKey(name: string): string {
  return `${name}/terraform.tfstate`;
}

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
    key: stateKey(name),
    region: state.region,
    encrypt: true,
    kmsKeyId: state.kmsKeyArn,
  });
  backend.addOverride("use_lockfile", true);
}
