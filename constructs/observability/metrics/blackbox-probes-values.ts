import type { ResourceRequirements } from "../../../lib/core/quantities";
import type { KubernetesManifest } from "../../helm/manifests";
import type { ResolvedBlackboxProbes, ResolvedProbe } from "./blackbox-probes-config";
import { type ModuleConfig, moduleConfig } from "./probe-module";

/** Port of the exporter's service. */
const PORT = 9115;

/** Values of the prometheus-blackbox-exporter chart that Slipway sets. */
export type BlackboxExporterValues = {
  readonly replicas: number;
  readonly resources: ResourceRequirements;
  readonly podDisruptionBudget?: { readonly maxUnavailable: number };
  readonly service: { readonly port: number };
  readonly serviceMonitor: { readonly selfMonitor: { readonly enabled: boolean } };
  readonly config: { readonly modules: { readonly [name: string]: ModuleConfig } };
};

/** The values for a resolved configuration. */
export function blackboxExporterValues(config: ResolvedBlackboxProbes): BlackboxExporterValues {
  return {
    replicas: config.replicas,
    resources: config.resources,
    ...(config.replicas > 1 && { podDisruptionBudget: { maxUnavailable: 1 } }),
    service: { port: PORT },
    // Tells whether the exporter itself is up, and whether its configuration was read.
    serviceMonitor: { selfMonitor: { enabled: true } },
    config: {
      modules: Object.fromEntries(
        Object.entries(config.modules).map(([name, module]) => [name, moduleConfig(module)]),
      ),
    },
  };
}

/** A Probe for each of the probes. */
export function probeManifests(config: ResolvedBlackboxProbes): readonly KubernetesManifest[] {
  const prober = `${config.fullname}.${config.namespace}.svc.cluster.local:${PORT}`;
  return config.probes.map((probe) => ({
    apiVersion: "monitoring.coreos.com/v1",
    kind: "Probe",
    metadata: { name: probe.name },
    spec: probeSpec(probe, prober),
  }));
}

/** Value of the label `job` of a probe's series. */
export function probeJob(name: string): string {
  return `probe-${name}`;
}

function probeSpec(probe: ResolvedProbe, prober: string) {
  return {
    jobName: probeJob(probe.name),
    interval: `${probe.intervalSeconds}s`,
    scrapeTimeout: `${probe.scrapeTimeoutSeconds}s`,
    module: probe.module,
    prober: { url: prober },
    targets: {
      staticConfig: {
        static: probe.targets,
        ...(Object.keys(probe.labels).length > 0 && { labels: probe.labels }),
      },
    },
  };
}
