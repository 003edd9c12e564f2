import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../lib/core/errors";
import type { PolicyStatement } from "../../lib/core/policy";
import { guardStack } from "../../lib/core/validation";
import { AwsAccount } from "../account/aws-account";
import type { StateLocation } from "../delivery/preview/state-backend";
import { ObjectStorage } from "../observability/object-storage";
import {
  checkStackNames,
  readStateStatements,
  type StateAccess,
  writeStateStatements,
} from "./state-backend-access";
import { resolveStateBackend, type StateBackendProps, stateLocation } from "./state-backend-config";

/**
 * The S3 bucket that stacks keep their state in: versioned, encrypted with a key that is rotated, closed to the public,
 * reached by TLS only. States are locked by a file beside them, so there is no table.
 *
 *     const state = new StateBackend(this, "State", {
 *       bucketName: "acme-terraform-state",
 *       region: "eu-central-1",
 *     });
 *
 * Makes the bucket with its settings, a KMS key and its alias. The stack that holds it begins with a local state and
 * moves it into the bucket: `BootstrapStack`.
 *
 * @throws ConfigError `invalid-bucket-name`, `name-not-known`, `invalid-region`, `unknown-encryption`,
 * `invalid-key-arn`, `out-of-range`, `too-many-tags`, `invalid-tag-key`, `invalid-tag-value`
 */
export class StateBackend extends Construct {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** ARN of the key that encrypts the states; undefined with `aes256`. */
  readonly keyArn: string | undefined;
  /** What stacks pass on as their `state`. Literals only, so any stack of the app may use it. */
  readonly location: StateLocation;
  /** The bucket and what guards it, for overrides that no prop covers. */
  readonly storage: ObjectStorage;

  constructor(scope: Construct, id: string, props: StateBackendProps) {
    super(scope, id);
    guardStack(this);
    const config = resolveOrThrow(this, "StateBackendProps", (problems) =>
      resolveStateBackend(props, problems),
    );
    this.storage = new ObjectStorage(this, "Storage", {
      contents: "states",
      store: "Terraform",
      name: { bucket: config.bucketName },
      encryption: config.encryption,
      expireAfterDays: "never",
      recoverableDays: config.recoverableDays,
      deletionProtection: config.deletionProtection,
      tags: config.tags,
    });
    this.bucketName = this.storage.bucketName;
    this.bucketArn = this.storage.bucketArn;
    this.keyArn = this.storage.keyArn;
    this.location = stateLocation(config);
    if (config.encryption === "customer-key" && this.keyArn !== undefined) {
      // A backend cannot read the ARN of a key that is yet to be made, but it can know its alias.
      new KmsAlias(this, "Alias", { name: `alias/${config.bucketName}`, targetKeyId: this.keyArn });
    }
  }

  /** Bucket and key, as `GitHubOidc` takes them. */
  get access(): StateAccess {
    return { bucketName: this.bucketName, keyArn: this.keyArn };
  }

  /**
   * What reads the states of the stacks, for roles that are made elsewhere.
   *
   * @throws ConfigError `invalid-stack-name`, `name-not-known`
   */
  readStatements(stacks: readonly string[]): readonly PolicyStatement[] {
    this.checkStacks(stacks);
    return readStateStatements(this.access, AwsAccount.of(this).partition, stacks);
  }

  /**
   * What reads, writes and locks the states of the stacks, for roles that are made elsewhere.
   *
   * @throws ConfigError `invalid-stack-name`, `name-not-known`
   */
  writeStatements(stacks: readonly string[]): readonly PolicyStatement[] {
    this.checkStacks(stacks);
    return writeStateStatements(this.access, AwsAccount.of(this).partition, stacks);
  }

  private checkStacks(stacks: readonly string[]): void {
    resolveOrThrow(this, "stacks", (problems) => checkStackNames(stacks, "allowed", problems.at("stacks")));
  }
}
