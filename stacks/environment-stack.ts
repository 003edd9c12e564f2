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
 * @throws ConfigError with every problem of the environment's data in one error
 */
export class EnvironmentStack extends TerraformStack {
  readonly foundation: Foundation;
  readonly platform: Platform;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment.name);
    guardStack(this);
    checkShape(environment);
    this.addOverride("terraform.required_version", REQUIRED_TERRAFORM);
    this.createBackend(environment);
    this.createProviders(environment);
    try {
      this.foundation = new Foundation(this, "Foundation", environment);
      this.platform = new Platform(this, "Platform", { environment, cluster: this.foundation.cluster });
    } catch (error) {
      checkLayers(environment);
      throw error;
    }
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

function checkShape(environment: Environment): void {
  resolveOrThrow(fileOf(environment), "Environment", (problems) => {
    for (const problem of checkEnvironment(environment)) {
      problems.add(problem);
    }
  });
}

/**
 * What all layers refuse, in one error under the paths of the environment's file. Asked only once a construct has
 * refused something, which then is the first of several: checking everything twice would cost a good environment.
 */
function checkLayers(environment: Environment): void {
  resolveOrThrow(fileOf(environment), "Environment", (problems) => {
    checkPlatform(environment, checkFoundation(environment, problems), problems);
  });
}

function fileOf({ name }: Environment): string {
  return `stacks/environments/${name}`;
}
