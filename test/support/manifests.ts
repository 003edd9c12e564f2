import * as path from "node:path";
import { parse } from "yaml";
import type { KubernetesManifest } from "../../constructs/helm";
import { stacksOf } from "./project";
import type { Attributes } from "./synth";

/** A release of Kubernetes objects, as Terraform hands it to Helm. */
export type ManifestsRelease = {
  /** Stack and release: `production users`. */
  readonly name: string;
  /** Folder of the chart that carries the objects. */
  readonly chart: string;
  /** What Helm reads, once Terraform has undone the escapes for its own template language. */
  readonly values: string;
  readonly manifests: readonly KubernetesManifest[];
};

/** Every release of a synthesized program that carries Kubernetes objects. */
export function manifestsReleases(outdir: string): readonly ManifestsRelease[] {
  return Object.entries(stacksOf(outdir)).flatMap(([stack, { resource }]) =>
    Object.values<Attributes>(resource?.helm_release ?? {})
      .filter(({ chart }) => chart.startsWith("./"))
      .map(({ name, chart, values }) => {
        const text = values.join("").replaceAll("$${", "${").replaceAll("%%{", "%{");
        return {
          name: `${stack} ${name}`,
          chart: path.join(outdir, "stacks", stack, chart),
          values: text,
          manifests: Object.values<KubernetesManifest>(parse(text).manifests),
        };
      }),
  );
}
