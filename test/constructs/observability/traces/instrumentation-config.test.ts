import { Token } from "cdktf";
import * as fc from "fast-check";
import type { InstrumentationProps, InstrumentedLanguage } from "../../../../constructs/observability/traces";
import {
  instrumentationManifest,
  resolveInstrumentation,
} from "../../../../constructs/observability/traces/instrumentation-config";
import { Problems } from "../../../../lib/core/errors";
import { crdProblems } from "../../../support/crds";
import { codes } from "../../../support/synth";

const COLLECTOR = { grpcEndpoint: "http://collector:4317", httpEndpoint: "http://collector:4318" };
const ALL: readonly InstrumentedLanguage[] = ["java", "nodejs", "python", "dotnet", "go"];

type Options = Partial<InstrumentationProps>;

function resolve(options: Options = {}) {
  const problems = new Problems();
  const config = resolveInstrumentation(
    { namespace: "apps", collector: COLLECTOR, languages: ["java"], ...options },
    problems,
  );
  return { config, problems: codes(problems.all) };
}

function manifestOf(options: Options = {}) {
  return instrumentationManifest(resolve(options).config) as unknown as {
    readonly spec: Readonly<Record<string, { readonly env: readonly { name: string; value: string }[] }>>;
  };
}

describe("resolveInstrumentation", () => {
  it("fills every default", () => {
    expect(resolve()).toEqual({
      config: {
        name: "default",
        namespace: "apps",
        ...COLLECTOR,
        languages: ["java"],
        samplingPercentage: "collector",
      },
      problems: [],
    });
  });

  it("fails for languages the operator does not know, twice there, or none", () => {
    const languages = ["java", "cobol", "java"] as unknown as InstrumentedLanguage[];
    expect(resolve({ languages }).problems).toEqual([
      "languages[1] unknown-language",
      "languages[2] duplicate-language",
    ]);
    expect(resolve({ languages: [] }).problems).toEqual(["languages no-languages"]);
  });

  it("fails for a sampling outside 0 to 100", () => {
    expect(resolve({ samplingPercentage: 100.5 }).problems).toEqual(["samplingPercentage out-of-range"]);
    expect(resolve({ samplingPercentage: -0.1 }).problems).toEqual(["samplingPercentage out-of-range"]);
  });

  it("fails for endpoints without a scheme and names that are none", () => {
    const collector = { grpcEndpoint: "collector:4317", httpEndpoint: "collector:4318" };
    expect(resolve({ collector, name: "A", namespace: "B" }).problems).toEqual([
      "name invalid-name",
      "namespace invalid-name",
      "collector.grpcEndpoint endpoint-without-scheme",
      "collector.httpEndpoint endpoint-without-scheme",
    ]);
  });
});

describe("instrumentationManifest", () => {
  it.each([["collector"], [10], [0]] as const)(
    "fits the custom resource, with sampling %s",
    (samplingPercentage) => {
      const { config } = resolve({ languages: ALL, samplingPercentage });
      expect(crdProblems(instrumentationManifest(config))).toEqual([]);
    },
  );

  it("leaves sampling to the collector, which then needs all traces", () => {
    expect(manifestOf().spec.sampler).toEqual({ type: "always_on" });
  });

  it("begins a share of the traces where the program itself is to sample", () => {
    expect(manifestOf({ samplingPercentage: 7 }).spec.sampler).toEqual({
      type: "parentbased_traceidratio",
      argument: "0.07",
    });
  });

  it("writes every percentage as a plain ratio", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (tenths) => {
        const { argument } = manifestOf({ samplingPercentage: tenths / 10 }).spec.sampler as unknown as {
          readonly argument: string;
        };
        expect(argument).toMatch(/^[01](\.\d{1,3})?$/);
        expect(Number(argument)).toBeCloseTo(tenths / 1000, 9);
      }),
    );
  });

  it("leaves the division of a percentage that is known only after apply to Terraform", () => {
    const samplingPercentage = Token.asNumber({ Ref: "later" });
    const { argument } = manifestOf({ samplingPercentage }).spec.sampler as unknown as { argument: string };
    expect(Token.isUnresolved(argument)).toBe(true);
  });

  it("sends by gRPC from Node.js, by HTTP from the others, and traces only", () => {
    const { spec } = manifestOf({ languages: ALL });
    expect(spec.exporter).toEqual({ endpoint: "http://collector:4318" });
    for (const language of ALL) {
      const env = Object.fromEntries((spec[language]?.env ?? []).map(({ name, value }) => [name, value]));
      expect(env).toEqual({
        ...(language === "nodejs"
          ? {
              OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4317",
              OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
            }
          : { OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf" }),
        OTEL_METRICS_EXPORTER: "none",
        OTEL_LOGS_EXPORTER: "none",
      });
    }
    expect(manifestOf().spec).not.toHaveProperty("go");
  });
});
