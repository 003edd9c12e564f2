import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { checkKnown, resolveOrThrow } from "../../lib/core/errors";
import { guardStack } from "../../lib/core/validation";
import { stateBackend } from "../delivery/preview/state-backend";
import { GitHubOidc } from "./github-oidc";
import type { GitHubOidcProps } from "./github-oidc-config";
import { StateBackend } from "./state-backend";
import type { StateBackendProps } from "./state-backend-config";

export interface BootstrapStackProps {
  /** The bucket that keeps the states of all stacks, this one's in the end. */
  readonly backend: StateBackendProps;
  /**
   * Where this stack keeps its own state: `local` for the first deployment, when there is no bucket, `bucket` from
   * then on.
   */
  readonly ownState: "local" | "bucket";
  /** Roles for the pipelines of a repository, which find their states in the bucket. @default none */
  readonly gitHub?: Omit<GitHubOidcProps, "state">;
}

/**
 * The stack that everything else stands on: the bucket for states and the roles of the pipeline. A person with rights
 * to IAM deploys it, not the pipeline, which must not change its own rights.
 *
 *     new BootstrapStack(app, "bootstrap", { backend, ownState: "local" });
 *
 * 1. With `local`: `cdktf deploy bootstrap`.
 * 2. With `bucket`: `cdktf synth`, then `terraform init -migrate-state` in `cdktf.out/stacks/bootstrap`, which asks
 *    whether it shall copy the state.
 * 3. `cdktf diff bootstrap` shows no change. Remove `terraform.bootstrap.tfstate`, which nobody reads any more.
 *
 * Back again, before the bucket may be destroyed: the same with `local` and `deletionProtection: false`.
 *
 * @throws ConfigError `unknown-own-state`, those of `StateBackend` and `GitHubOidc`
 */
export class BootstrapStack extends TerraformStack {
  readonly backend: StateBackend;
  /** Undefined without `gitHub`. */
  readonly gitHub: GitHubOidc | undefined;

  constructor(scope: Construct, id: string, props: BootstrapStackProps) {
    checkOwnState(id, props.ownState);
    super(scope, id);
    guardStack(this);
    new AwsProvider(this, "Aws", { region: props.backend.region });
    this.backend = new StateBackend(this, "State", props.backend);
    stateBackend(this, id, props.ownState === "local" ? { type: "local" } : this.backend.location);
    this.gitHub =
      props.gitHub === undefined
        ? undefined
        : new GitHubOidc(this, "GitHub", { ...props.gitHub, state: this.backend.access });
    this.tell();
  }

  private tell(): void {
    const outputs = {
      state_bucket: this.backend.bucketName,
      state_key_arn: this.backend.keyArn,
      github_role_arns: this.gitHub?.roleArns,
    };
    for (const [name, value] of Object.entries(outputs)) {
      if (value !== undefined) {
        new TerraformOutput(this, name, { value });
      }
    }
  }
}

function checkOwnState(id: string, ownState: string): void {
  resolveOrThrow(id, "BootstrapStackProps", (problems) =>
    checkKnown(problems, "ownState", "unknown-own-state", "where the stack keeps its state", ownState, [
      "local",
      "bucket",
    ]),
  );
}
