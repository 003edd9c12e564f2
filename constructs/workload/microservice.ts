import type { Construct } from "constructs";
import { type DeployedProps, resolveDeployed } from "./deployed";
import type { ExposureValue } from "./exposure/exposure-value";
import { Workload } from "./workload";
import type { WorkloadKind } from "./workload-kind";
import type { WorkloadProps } from "./workload-props";

/** A program that answers requests. */
export interface MicroserviceProps extends WorkloadProps, DeployedProps {
  /** How requests from outside the cluster reach it. @default they do not */
  readonly exposure?: ExposureValue;
}

const KIND: WorkloadKind<MicroserviceProps> = {
  propsName: "MicroserviceProps",
  component: "service",
  called: true,
  pod: () => ({}),
  resolve: (props, base, problems) => {
    problems.addIf(base.port === undefined, {
      prop: "ports",
      code: "no-port",
      rule: "a service answers requests at a TCP port",
      value: Object.keys(props.ports ?? {}),
      fix: "add it to ports: { http: 3000 }, or make a Worker of it",
    });
    return resolveDeployed(props, base, problems);
  },
};

/**
 * A service: an image in production, with all that belongs to it in one Helm release.
 *
 *     new Microservice(this, "Users", {
 *       platform,
 *       name: "users",
 *       image: { repository: registry.repositoryUrl("users"), tag: imageTag },
 *       ports: { http: 3000, metrics: 9090 },
 *       probes: { readiness: Probe.http({ path: "/health" }) },
 *       scaling: { maxReplicas: 10, cpuPercent: 70 },
 *     });
 *
 * @throws ConfigError those of `resolveWorkload` and `resolveDeployed`, `no-port`, and those of Manifests
 */
export class Microservice extends Workload<MicroserviceProps> {
  /** Name of the Service that leads to it. */
  declare readonly serviceName: string;
  /** Address inside the cluster: `http://users.shop:3000`. */
  declare readonly url: string;

  constructor(scope: Construct, id: string, props: MicroserviceProps) {
    super(scope, id, props, KIND);
  }
}
