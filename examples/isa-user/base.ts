import { TerraformStack } from "cdktf";
import { Registry } from "cdktf-slipway/registry";
import { ManagedSecret } from "cdktf-slipway/secrets";
import type { Construct } from "constructs";
import { useAws } from "./aws";
import { BACKENDS, PAGER_DUTY_KEY } from "./backends";
import type { IsaBase } from "./environment";
import { SERVICE_NAMES } from "./services";

/** Repositories and secrets: what has to be filled before services can run. */
export class BaseStack extends TerraformStack {
  constructor(scope: Construct, base: IsaBase) {
    super(scope, `isa-${base.name}-base`);
    useAws(this, base, base.name);
    this.createRegistry(base);
    this.createSecrets(base);
  }

  private createRegistry({ registry }: IsaBase): void {
    if (registry === undefined) {
      return;
    }
    new Registry(this, "Registry", {
      ...registry,
      repositories: SERVICE_NAMES,
      lifecycle: {
        keep: [{ tagPatterns: ["v*"], count: 30 }],
        expire: [{ tagPatterns: ["develop-*"], olderThanDays: 30 }],
      },
    });
  }

  /** Values are never here: the function changes the database's, a person puts in the others. */
  private createSecrets({ secretPrefix, databaseRotationArn }: IsaBase): void {
    for (const [backend, { manager }] of Object.entries(BACKENDS)) {
      new ManagedSecret(this, `${backend}-secret`, {
        name: `${secretPrefix}${manager}`,
        description: `What services of isA_user show to ${backend}`,
        rotation: backend === "postgres" ? { lambdaArn: databaseRotationArn, everyDays: 90 } : "elsewhere",
      });
    }
    new ManagedSecret(this, "pagerduty-secret", {
      name: `${secretPrefix}${PAGER_DUTY_KEY}`,
      description: "Integration key of the service in PagerDuty",
      rotation: "elsewhere",
    });
  }
}
