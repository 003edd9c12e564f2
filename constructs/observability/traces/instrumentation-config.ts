import { Op, Token } from "cdktf";
import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN } from "../../../lib/core/names";
import { isToken } from "../../../lib/core/tokens";
import type { KubernetesManifest } from "../../helm/manifests";
import { checkEndpoint } from "./endpoint";
import type { InstrumentationProps } from "./instrumentation";
import { checkPercentage } from "./trace-collector-config";

/** Languages the operator can instrument without a change of the program. */
export type InstrumentedLanguage = "java" | "nodejs" | "python" | "dotnet" | "go";

/** Props with every default filled. */
export type ResolvedInstrumentation = ReturnType<typeof resolveInstrumentation>;

const LANGUAGES: readonly InstrumentedLanguage[] = ["java", "nodejs", "python", "dotnet", "go"];

/** Fills defaults and reports every problem. */
export function resolveInstrumentation(
  props: Pick<InstrumentationProps, "namespace" | "name" | "collector" | "languages" | "samplingPercentage">,
  problems: Problems,
) {
  const config = {
    name: props.name ?? "default",
    namespace: props.namespace,
    grpcEndpoint: props.collector.grpcEndpoint,
    httpEndpoint: props.collector.httpEndpoint,
    languages: props.languages,
    samplingPercentage: props.samplingPercentage ?? ("collector" as const),
  };
  checkName(problems, "name", config.name, DNS_SUBDOMAIN);
  checkName(problems, "namespace", config.namespace, DNS_LABEL);
  checkEndpoint(problems.at("collector"), "grpcEndpoint", config.grpcEndpoint);
  checkEndpoint(problems.at("collector"), "httpEndpoint", config.httpEndpoint);
  checkLanguages(config.languages, problems);
  if (config.samplingPercentage !== "collector") {
    checkPercentage(problems, "samplingPercentage", config.samplingPercentage);
  }
  return config;
}

function checkLanguages(languages: readonly InstrumentedLanguage[], problems: Problems): void {
  problems.addIf(languages.length === 0, {
    prop: "languages",
    code: "no-languages",
    rule: "an instrumentation is for one language at least",
    value: [],
    fix: `add some of ${LANGUAGES.join(", ")}`,
  });
  languages.forEach((language, index) => {
    const at = problems.at("languages");
    checkKnown(at, `[${index}]`, "unknown-language", "language", language, LANGUAGES);
    at.addIf(languages.indexOf(language) !== index, {
      prop: `[${index}]`,
      code: "duplicate-language",
      rule: "the language is in the list already",
      value: language,
      fix: "remove one of them",
    });
  });
}

/** The custom resource for a resolved configuration. */
export function instrumentationManifest(config: ResolvedInstrumentation): KubernetesManifest {
  return {
    apiVersion: "opentelemetry.io/v1alpha1",
    kind: "Instrumentation",
    metadata: { name: config.name, namespace: config.namespace },
    spec: {
      exporter: { endpoint: config.httpEndpoint },
      propagators: ["tracecontext", "baggage"],
      sampler: sampler(config.samplingPercentage),
      ...Object.fromEntries(
        config.languages.map((language) => [language, { env: environment(config, language) }]),
      ),
    },
  };
}

function sampler(percentage: number | "collector") {
  return percentage === "collector"
    ? { type: "always_on" }
    : { type: "parentbased_traceidratio", argument: ratio(percentage) };
}

/** A hundredth, without the noise of floating point: 7 becomes 0.07. */
function ratio(percentage: number): string {
  return isToken(percentage)
    ? Token.asString(Op.div(percentage, 100))
    : String(Number((percentage / 100).toPrecision(12)));
}

/**
 * Variables of a language. They stand with the language and not with all, since the operator gives some languages
 * defaults of their own first: it would have Python send metrics and logs, which the collector refuses. The agent for
 * Node.js speaks gRPC, the others HTTP.
 */
function environment(config: ResolvedInstrumentation, language: InstrumentedLanguage) {
  return [
    ...(language === "nodejs"
      ? [
          { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: config.grpcEndpoint },
          { name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "grpc" },
        ]
      : [{ name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "http/protobuf" }]),
    { name: "OTEL_METRICS_EXPORTER", value: "none" },
    { name: "OTEL_LOGS_EXPORTER", value: "none" },
  ];
}
