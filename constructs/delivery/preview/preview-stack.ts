import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import { guardStack } from "../../../lib/core/validation";
import { resolvePreviewName } from "./preview-config";
import { type StateLocation, stateBackend } from "./state-backend";

export interface PreviewStackProps {
  /** Number of the pull request. */
  readonly number: number;
  /** Where the state is kept; previews and environments may share a bucket, each stack has its own key. */
  readonly state: StateLocation;
  /** As in `PreviewSettings`. @default preview */
  readonly namePrefix?: string;
}

/**
 * The stack of one pull request: `cdktf deploy preview-7` makes it, `cdktf destroy preview-7` takes it away. Its state
 * is its own, so that previews neither wait for nor break each other, and never touch the environment whose cluster
 * they run in: find that by `EksCluster.fromAttributes`.
 *
 * @throws ConfigError `invalid-preview-number`, `invalid-name`, `reserved-namespace`
 */
export class PreviewStack extends TerraformStack {
  /** Id of the stack, the name to deploy and destroy it by. */
  readonly stackName: string;

  constructor(scope: Construct, props: PreviewStackProps) {
    const name = resolveOrThrow("PreviewStack", "PreviewStackProps", (problems) =>
      resolvePreviewName(props, problems),
    );
    super(scope, name);
    guardStack(this);
    this.stackName = name;
    stateBackend(this, name, props.state);
  }
}
