import type { TerraformStack } from "cdktf";
import { KubeconfigCluster } from "../../../../constructs/cluster";
import {
  Instrumentation,
  type InstrumentationProps,
  type InstrumentedLanguage,
  OpenTelemetryOperator,
} from "../../../../constructs/observability/traces";
import { codes, problemsOf, synth } from "../../../support/synth";

function instrumentationIn(
  stack: TerraformStack,
  options: Partial<InstrumentationProps> = {},
): Instrumentation {
  const cluster = new KubeconfigCluster(stack, "Cluster", { clusterName: "local", context: "kind" });
  const operator = new OpenTelemetryOperator(stack, "Operator", { cluster });
  return new Instrumentation(stack, "Instrumentation", {
    cluster,
    releaseName: "instrumentation",
    namespace: "apps",
    collector: { grpcEndpoint: "http://collector:4317", httpEndpoint: "http://collector:4318" },
    languages: ["java", "nodejs"],
    dependsOn: [operator],
    ...options,
  });
}

describe("Instrumentation", () => {
  it("makes the resource once the operator is there", () => {
    const result = synth((stack) => void instrumentationIn(stack));
    const release = result.one("helm_release", "Instrumentation_Manifests_Release");
    expect(release).toMatchObject({ name: "instrumentation", namespace: "apps" });
    expect(release.depends_on).toEqual([expect.stringMatching(/^helm_release\.Operator_Release/)]);
    expect(release.values[0]).toContain('"http://collector:4318"');
  });

  it("knows the annotations pods ask with", () => {
    synth((stack) => {
      expect(instrumentationIn(stack, { name: "web" }).annotationsFor("nodejs")).toEqual({
        "instrumentation.opentelemetry.io/inject-nodejs": "apps/web",
      });
    });
  });

  it("fails for annotations of a language it does not have", () => {
    const problems = problemsOf((stack) => void instrumentationIn(stack).annotationsFor("go"));
    expect(codes(problems)).toEqual(["language unknown-language"]);
  });

  it("fails with every problem at once", () => {
    const languages = ["perl"] as unknown as InstrumentedLanguage[];
    const problems = problemsOf((stack) => instrumentationIn(stack, { languages, samplingPercentage: 200 }));
    expect(codes(problems)).toEqual(["languages[0] unknown-language", "samplingPercentage out-of-range"]);
  });
});
