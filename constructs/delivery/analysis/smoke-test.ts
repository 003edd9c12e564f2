import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import type { JsonObject } from "../../../lib/core/render";
import type { KubernetesManifest } from "../../helm/manifests";
import { dnsEgress } from "../../workload/calls/platform-rules";
import { rulePort } from "../../workload/calls/policy-rules";
import type { Labels } from "../../workload/extension";
import { type ContainerResources, resolveContainerResources } from "../../workload/pod/container-resources";
import { type EnvValue, resolveEnv } from "../../workload/pod/env";
import { type ImageProps, resolveImage } from "../../workload/pod/image";
import {
  type ContainerSecurity,
  containerSecurityContext,
  podSecurityContext,
} from "../../workload/pod/security";
import type { AnalysisBinding, AnalysisContext, AnalysisTarget, AnalysisValue } from "./analysis-value";

/** A program that tries the new version out, in a pod of its own that runs to its end. */
export interface SmokeTestProps {
  /** Image with the program, by tag or digest. */
  readonly image: ImageProps;
  /** Program and its first arguments; it succeeds by ending with 0. @default the image's entry point */
  readonly command?: readonly string[];
  /** Arguments of the program. @default the image's */
  readonly args?: readonly string[];
  /**
   * Environment variables beside `TARGET_HOST`, `TARGET_PORT` and `TARGET_URL`, which lead to the new version alone:
   * `http://users-canary.shop:3000`. @default none
   */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** Name of the analysis inside the workload, where there are several. @default smoke-test */
  readonly name?: string;
  /** Time the program has. @default 300 */
  readonly timeoutSeconds?: number;
  /** Further tries after one that failed. @default 0 */
  readonly retries?: number;
  /** @default 100m and 128Mi, at most 500m and 512Mi */
  readonly resources?: ContainerResources;
  /** @default non-root, read-only root, no privilege escalation, no capabilities, seccomp RuntimeDefault */
  readonly securityContext?: ContainerSecurity;
  /**
   * NetworkPolicy that lets the test reach the new version and ask for names, and nothing else.
   * @default true; false where the program calls others as well, whom the namespace's policies must then let it reach
   */
  readonly networkPolicy?: boolean;
}

/**
 * A Job that Argo Rollouts runs against the new version; where it fails, the release is aborted.
 *
 * Codes: `needs-argo-rollouts`, `no-test-target`, `invalid-name`, `reserved-env`, `out-of-range`, those of
 * `resolveImage`, `resolveEnv` and `resolveContainerResources`
 */
export function smokeTest(props: SmokeTestProps): AnalysisValue {
  return { bind: (context) => bindSmokeTest(props, context) };
}

const TARGET_ENV = ["TARGET_HOST", "TARGET_PORT", "TARGET_URL"];

function bindSmokeTest(props: SmokeTestProps, context: AnalysisContext): AnalysisBinding {
  const { problems, target } = context;
  const { name = "smoke-test", timeoutSeconds = 300, retries = 0, networkPolicy = true } = props;
  checkName(problems, "name", name, DNS_LABEL);
  checkWholeNumber(problems, "timeoutSeconds", timeoutSeconds, 1, 86_400);
  checkWholeNumber(problems, "retries", retries, 0, 10);
  checkPlace(context);
  const labels = {
    ...context.labels,
    "app.kubernetes.io/name": `${context.name}-${name}`,
    "app.kubernetes.io/component": "test",
  };
  const selector = { "app.kubernetes.io/name": `${context.name}-${name}` };
  return {
    name,
    check: {
      type: "job",
      labels,
      spec: {
        backoffLimit: retries,
        activeDeadlineSeconds: timeoutSeconds,
        template: { metadata: { labels }, spec: podSpec(props, context) },
      },
    },
    pace: { initialDelaySeconds: undefined, intervalSeconds: 0, count: 1, failureLimit: 0 },
    ...(networkPolicy &&
      target && {
        manifests: [policy(`${context.name}-${name}`, labels, selector, context, target)],
      }),
    ...(target && {
      ingress: [
        { from: [{ podSelector: { matchLabels: selector } }], ports: [rulePort(target.port.number)] },
      ],
    }),
  };
}

function checkPlace({ controller, target, problems }: AnalysisContext): void {
  problems.addIf(controller === "flagger", {
    prop: "",
    code: "needs-argo-rollouts",
    rule: "Flagger runs no Jobs",
    fix: "test with metrics, or let Argo Rollouts carry out the release",
  });
  problems.addIf(target === undefined, {
    prop: "",
    code: "no-test-target",
    rule: "a smoke test calls the new version, and no Service leads to it alone: there is no port, or Services take turns behind a load balancer",
    fix: "add the port to ports, test with metrics, or expose the service by a Gateway",
  });
}

function podSpec(props: SmokeTestProps, { target, cpuLimits, problems }: AnalysisContext): JsonObject {
  const { reference, pullPolicy } = resolveImage(props.image, undefined, "refused", problems);
  const { securityContext = {} } = props;
  return {
    restartPolicy: "Never",
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: podSecurityContext(securityContext),
    containers: [
      {
        name: "test",
        image: reference,
        imagePullPolicy: pullPolicy,
        ...(props.command && { command: props.command }),
        ...(props.args && { args: props.args }),
        env: [...targetEnv(target), ...resolveEnv(withoutTarget(props.env, problems), problems)],
        resources: resolveContainerResources(props.resources, { cpuLimits }, problems),
        securityContext: containerSecurityContext(securityContext),
      },
    ],
  };
}

function withoutTarget(
  env: SmokeTestProps["env"],
  problems: Problems,
): Readonly<Record<string, EnvValue>> | undefined {
  for (const name of TARGET_ENV.filter((one) => one in (env ?? {}))) {
    problems.at("env").add({
      prop: name,
      code: "reserved-env",
      rule: "this variable leads to the new version",
      fix: "choose another name",
    });
  }
  return env;
}

function targetEnv(target: AnalysisTarget | undefined): readonly JsonObject[] {
  if (target === undefined) {
    return [];
  }
  const { host, port } = target;
  return [
    { name: "TARGET_HOST", value: host },
    { name: "TARGET_PORT", value: String(port.number) },
    { name: "TARGET_URL", value: `http://${host}:${port.number}` },
  ];
}

/** Namespaces deny by default: without it the test could not even ask for the address of the Service. */
function policy(
  name: string,
  labels: Labels,
  selector: Labels,
  { namespace, nameServers, ...workload }: AnalysisContext,
  target: AnalysisTarget,
): KubernetesManifest {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace, labels },
    spec: {
      podSelector: { matchLabels: selector },
      policyTypes: ["Ingress", "Egress"],
      ingress: [],
      egress: [
        { to: [{ podSelector: { matchLabels: workload.selector } }], ports: [rulePort(target.port.number)] },
        dnsEgress(nameServers),
      ],
    },
  };
}
