import { TerraformStack } from "cdktf";
import { ArgoRollouts } from "cdktf-slipway/delivery";
import { HelmRelease } from "cdktf-slipway/helm";
import type { Construct } from "constructs";
import { clusterOf } from "./clusters";
import type { IsaEnvironment } from "./environment";
import { imageSource } from "./images";
import { microservice } from "./microservice";
import { secretSource } from "./secret-sources";
import { SERVICE_NAMES } from "./services";
import { watch } from "./watching";
import { workloadPlatform } from "./workload-platform";

/** An environment of isA_user: a cluster, what watches it, what releases into it, and the services. */
export class EnvironmentStack extends TerraformStack {
  constructor(scope: Construct, environment: IsaEnvironment) {
    super(scope, `isa-${environment.name}`);
    const { cluster, loadBalancers } = clusterOf(this, environment);
    const observability = watch(this, cluster, environment);
    const watched = {
      cluster,
      replicas: environment.replicas.platform,
      dependsOn: [observability.prometheus],
    };
    if (environment.scaling !== "none") {
      new HelmRelease(this, "MetricsServer", { cluster, chart: "metrics-server" });
    }
    const delivery =
      environment.releases === "rolling"
        ? undefined
        : new ArgoRollouts(this, "Delivery", { ...watched, traffic: ["alb"], serviceMonitors: true });
    const platform = workloadPlatform(this, environment, { cluster, loadBalancers, observability, delivery });
    const secretOf = secretSource(this, {
      environment,
      platform,
      monitoringNamespace: observability.prometheus.namespace,
      dependsOn: [observability.prometheus],
    });
    const parts = { environment, platform, observability, secretOf, loadBalancers };
    const imageOf = imageSource(this, environment.images);
    for (const name of SERVICE_NAMES) {
      microservice(this, name, { ...parts, imageOf });
    }
  }
}
