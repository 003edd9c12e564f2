import { arnParts, endpointDomain } from "../../../lib/core/arn";
import type { Problems } from "../../../lib/core/errors";
import { isCredentialName, LITERAL_SECRET } from "../credential-text";
import { PodIdentity } from "../pod-identity";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler, type ScalerDraft } from "./define-scaler";
import { checkExclusive } from "./exclusive";
import { type HttpAuthentication, type HttpAuthMode, readHttpAuthentication } from "./http-authentication";
import { namedArn } from "./named-arn";
import { splitProps } from "./table-scaler";

/** A query against Prometheus. Exactly one of `serverAddress` and `workspaceArn` is given. */
export interface PrometheusScalerProps extends TriggerProps {
  /** `http://prometheus.monitoring:9090`, or whatever speaks its API: Thanos, Mimir, VictoriaMetrics. */
  readonly serverAddress?: string;
  /**
   * Workspace of Amazon Managed Service for Prometheus; its address and region follow from it, and KEDA's operator is
   * allowed to query it.
   */
  readonly workspaceArn?: string;
  /** PromQL whose result is one number: `sum(rate(http_requests_total{app="web"}[2m]))`. */
  readonly query: string;
  /** Part of the result that one replica can carry. */
  readonly threshold: number;
  /** Result above which the workload leaves zero. @default 0 */
  readonly activationThreshold?: number;
  /**
   * Whether an empty result counts as 0. With `false` the trigger fails instead: replicas stay, or go by the fallback
   * of the scaled object. @default true
   */
  readonly ignoreNullValues?: boolean;
  /** Namespace to send along, for tenants of Thanos and its like. @default none */
  readonly namespace?: string;
  /** Further parameters of the query, by name. @default none */
  readonly queryParameters?: Readonly<Record<string, string>>;
  /** Headers by name: `{ "X-Scope-OrgID": "shop" }`. Credentials belong in `authenticate`. @default none */
  readonly customHeaders?: Readonly<Record<string, string>>;
  /** Time to wait for an answer. @default KEDA's global one, 3000 */
  readonly timeoutMilliseconds?: number;
  /** Whether any certificate of the server will do. @default false */
  readonly unsafeSsl?: boolean;
  /** @default no login */
  readonly authenticate?: HttpAuthentication;
  /**
   * What KEDA makes of the credentials in a shared `authentication`: `bearer`, `basic`, `tls`, `custom`. It accepts
   * `apiKey` and `oauth` as well, but KEDA 2.20 sends neither to Prometheus. @default follows from `authenticate`
   */
  readonly authModes?: readonly HttpAuthMode[];
  /** Region to sign requests for, where `serverAddress` leads to AWS. @default the one in `workspaceArn` */
  readonly awsRegion?: string;
  /** Identity of the operator in a cloud. @default its own role for AWS, granted what is needed; none elsewhere */
  readonly identity?: PodIdentity;
}

/** Result of a Prometheus query. Codes beside the table's: `exclusive`, `invalid-arn`, `missing-either`, `missing-dependent`. */
export function prometheus(props: PrometheusScalerProps): ScalerValue {
  return defineScaler("prometheus", ({ problems }) => {
    const { settings, identity, rest } = splitProps(props);
    const {
      serverAddress,
      workspaceArn,
      awsRegion,
      timeoutMilliseconds,
      authenticate,
      authModes,
      ...others
    } = rest;
    checkExclusive(
      problems,
      "KEDA asks one server, which the workspace stands for",
      { serverAddress },
      { workspaceArn },
    );
    checkExclusive(
      problems,
      "KEDA signs in by an identity or by a login",
      { workspaceArn, awsRegion, identity },
      { authenticate, authModes },
    );
    checkPlain(problems, "customHeaders", others.customHeaders);
    checkPlain(problems, "queryParameters", others.queryParameters);
    const login = readHttpAuthentication(props, problems);
    const managed = workspaceArn === undefined ? undefined : workspace(workspaceArn, problems);
    const region = awsRegion ?? managed?.parameters.awsRegion;
    return {
      type: "prometheus",
      settings,
      identity,
      defaultIdentity: region === undefined ? undefined : PodIdentity.aws(),
      statements: managed?.statements,
      props: {
        ...login.props,
        timeout: "timeoutMilliseconds",
        ...(workspaceArn !== undefined && { serverAddress: "workspaceArn" }),
        ...(awsRegion === undefined && { awsRegion: "workspaceArn" }),
      },
      parameters: {
        serverAddress,
        ...others,
        ...login.parameters,
        ...managed?.parameters,
        awsRegion: region,
        timeout: timeoutMilliseconds,
      },
    };
  });
}

/** Address and region of a workspace. Source: Amazon Managed Service for Prometheus, "Using the Prometheus-compatible APIs". */
function workspace(
  arn: string,
  problems: Problems,
): Required<Pick<ScalerDraft, "parameters" | "statements">> {
  const { region, name } = namedArn(problems, "workspaceArn", arn, "aps", "workspace");
  const domain = endpointDomain(arnParts(arn).partition);
  return {
    parameters: {
      serverAddress: `https://aps-workspaces.${region}.${domain}/workspaces/${name}`,
      awsRegion: region,
    },
    statements: [{ actions: ["aps:QueryMetrics"], resources: [arn] }],
  };
}

/** Reports headers and parameters that sign in: their values would be in plain sight. */
function checkPlain(
  problems: Problems,
  prop: string,
  values: Readonly<Record<string, string>> | undefined,
): void {
  for (const name of Object.keys(values ?? {})) {
    problems
      .at(prop)
      .addIf(isCredentialName(name), { ...LITERAL_SECRET, prop: name, fix: "use authenticate for it" });
  }
}
