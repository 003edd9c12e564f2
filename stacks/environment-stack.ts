import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { LocalBackend, S3Backend, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { resolveOrThrow } from "../lib/core/errors";
import { guardStack } from "../lib/core/validation";
import type { Environment } from "./environments/types";
import { checkEnvironment } from "./environments/validate";
import { checkFoundation, Foundation } from "./layers/foundation";
import { checkPlatform, Platform } from "./layers/platform";
import { declareOutputs } from "./outputs";

/** Least version of Terraform: S3 state is locked by a file, which came with 1.10. */
const REQUIRED_TERRAFORM = ">= 1.10";

/**
 * One environment: one stack, one state, deployed by `cdktf deploy <name>`.
 *
 * @throws ConfigError with every problem of the environment's data, before anything is made
 */
export class EnvironmentStack extends TerraformStack {
  readonly foundation: Foundation;
  readonly platform: Platform;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment.name);
    guardStack(this);
    checkAll(environment);
    this.addOverride("terraform.required_version", REQUIRED_TERRAFORM);
    this.createBackend(environment);
    this.createProviders(environment);
    this.foundation = new Foundation(this, "Foundation", environment);
    this.platform = new Platform(this, "Platform", { environment, cluster: this.foundation.cluster });
    declareOutputs(this, this.foundation, this.platform);
  }

  private createBackend({ name, state }: Environment): void {
    if (state.type === "local") {
      // Beside the project, outside of the generated folder, and the same wherever the project lies.
      new LocalBackend(this, { path: `../../../terraform.${name}.tfstate` });
      return;
    }
    const backend = new S3Backend(this, {
      bucket: state.bucket,
      key: `${name}/terraform.tfstate`,
      region: state.region,
      encrypt: true,
      kmsKeyId: state.kmsKeyArn,
    });
    backend.addOverride("use_lockfile", true);
  }

  private createProviders({ platform, tags }: Environment): void {
    if (platform.type === "aws") {
      new AwsProvider(this, "Aws", {
        region: platform.region,
        // Credentials of another account end in an error instead of a second platform.
        allowedAccountIds: [platform.account],
        defaultTags: [{ tags }],
      });
    }
  }
}

/** Shape and meaning of the whole environment in one error, so that nobody mends mistakes one at a time. */
function checkAll(environment: Environment): void {
  resolveOrThrow(`stacks/environments/${environment.name}`, "Environment", (problems) => {
    const shape = checkEnvironment(environment);
    for (const problem of shape) {
      problems.add(problem);
    }
    if (shape.length === 0) {
      checkPlatform(environment, checkFoundation(environment, problems), problems);
    }
  });
}
