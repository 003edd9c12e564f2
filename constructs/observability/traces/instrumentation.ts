import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resolveOrThrow } from "../../../lib/core/errors";
import { guardStack } from "../../../lib/core/validation";
import { Manifests, type ManifestsProps } from "../../helm/manifests";
import {
  type InstrumentedLanguage,
  instrumentationManifest,
  type ResolvedInstrumentation,
  resolveInstrumentation,
} from "./instrumentation-config";
import type { ITraceReceiver } from "./trace-store";

export interface InstrumentationProps
  extends Pick<ManifestsProps, "cluster" | "releaseName" | "timeoutSeconds"> {
  /** Namespace the resource stands in; pods of every namespace may name it. */
  readonly namespace: string;
  /** Where the pods send their traces: a TraceCollector, or any object with its URLs. */
  readonly collector: ITraceReceiver;
  /** What is instrumented: `java`, `nodejs`, `python`, `dotnet`, `go`. */
  readonly languages: readonly InstrumentedLanguage[];
  /** Name of the resource. @default default */
  readonly name?: string;
  /**
   * Percentage of traces the programs themselves begin, 0 to 100; `"collector"` begins all and leaves sampling to
   * the collector, which knows errors and durations.
   * @default collector
   */
  readonly samplingPercentage?: number | "collector";
  /** The OpenTelemetryOperator, whose webhook checks the resource, and what else must exist before. */
  readonly dependsOn: readonly ITerraformDependable[];
}

/**
 * How the OpenTelemetry operator instruments pods that ask for it. Traces only: metrics and logs have their own ways.
 *
 *     const instrumentation = new Instrumentation(this, "Instrumentation", {
 *       cluster,
 *       namespace: "opentelemetry",
 *       collector: traces,
 *       languages: ["java", "nodejs"],
 *       dependsOn: [operator],
 *     });
 *
 * Pods ask with the annotations of `annotationsFor("java")` in their template.
 *
 * @throws ConfigError `unknown-language`, `duplicate-language`, `no-languages`, `out-of-range`,
 * `endpoint-without-scheme`, `invalid-endpoint`, `invalid-name`, and those of Manifests
 */
export class Instrumentation extends Construct implements ITerraformDependable {
  readonly manifests: Manifests;
  /** Address of the release. */
  readonly fqn: string;
  private readonly config: ResolvedInstrumentation;

  constructor(scope: Construct, id: string, props: InstrumentationProps) {
    super(scope, id);
    guardStack(this);
    this.config = resolveOrThrow(this, "InstrumentationProps", (problems) =>
      resolveInstrumentation(props, problems),
    );
    this.manifests = new Manifests(this, "Manifests", {
      cluster: props.cluster,
      releaseName: props.releaseName,
      namespace: this.config.namespace,
      manifests: [instrumentationManifest(this.config)],
      timeoutSeconds: props.timeoutSeconds,
      dependsOn: props.dependsOn,
    });
    this.fqn = this.manifests.fqn;
  }

  /**
   * Annotations of a pod template that has this instrumentation put in.
   *
   * @throws ConfigError `unknown-language` for a language that is not among `languages`
   */
  annotationsFor(language: InstrumentedLanguage): Readonly<Record<string, string>> {
    const { namespace, name, languages } = this.config;
    resolveOrThrow(this, "annotationsFor", (problems) => {
      problems.addIf(!languages.includes(language), {
        prop: "language",
        code: "unknown-language",
        rule: "this instrumentation does not have the language",
        value: language,
        fix: `use one of ${languages.join(", ")}, or add it to languages`,
      });
    });
    return { [`instrumentation.opentelemetry.io/inject-${language}`]: `${namespace}/${name}` };
  }
}
