import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { stateBackend } from "../constructs/delivery/preview/state-backend";
import { resolveOrThrow } from "../lib/core/errors";
import { guardStack } from "../lib/core/validation";
import type { Environment } from "./environments/types";
import { checkEnvironment } from "./environments/validate";
import { checkFoundation, Foundation } from "./layers/foundation";
import { checkPlatform, Platform } from "./layers/platform";
import { checkWorkloads, Workloads } from "./layers/workloads";
import { declareOutputs } from "./outputs";

/**
 * One environment: one stack, one state, deployed by `cdktf deploy <name>`.
 *
 * @throws ConfigError with every problem of the environment's data in one error
 */
export class EnvironmentStack extends TerraformStack {
  readonly foundation: Foundation;
  readonly platform: Platform;
  readonly workloads: Workloads;

  constructor(scope: Construct, environment: Environment) {
    super(scope, environment.name);
    guardStack(this);
    checkShape(environment);
    stateBackend(this, environment.name, environment.state);
    this.createProviders(environment);
    try {
      this.foundation = new Foundation(this, "Foundation", environment);
      this.platform = new Platform(this, "Platform", { environment, cluster: this.foundation.cluster });
      this.workloads = new Workloads(this, "Workloads", {
        environment,
        foundation: this.foundation,
        platform: this.platform,
      });
    } catch (error) {
      checkLayers(environment);
      throw error;
    }
    declareOutputs(this, this.foundation, this.platform);
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
    const cluster = checkFoundation(environment, problems);
    checkPlatform(environment, cluster, problems);
    checkWorkloads(environment, cluster, problems);
  });
}

function fileOf({ name }: Environment): string {
  return `stacks/environments/${name}`;
}
