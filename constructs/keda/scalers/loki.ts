import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";
import { type HttpAuthMode, type HttpLogin, readHttpAuthentication } from "./http-authentication";
import { splitProps } from "./table-scaler";

/** A query against Grafana Loki. */
export interface LokiScalerProps extends TriggerProps {
  /** `http://loki.monitoring:3100` */
  readonly serverAddress: string;
  /** LogQL whose result is one number: `sum(rate({app="web"} |= "error" [1m]))`. */
  readonly query: string;
  /** Part of the result that one replica can carry. */
  readonly threshold: number;
  /** Result above which the workload leaves zero. @default 0 */
  readonly activationThreshold?: number;
  /** Tenant, sent as X-Scope-OrgID. @default none */
  readonly tenantName?: string;
  /**
   * Whether an empty result counts as 0. With `false` the trigger fails instead: replicas stay, or go by the fallback
   * of the scaled object. @default true
   */
  readonly ignoreNullValues?: boolean;
  /** Whether any certificate of the server will do. @default false */
  readonly unsafeSsl?: boolean;
  /** @default no login */
  readonly authenticate?: HttpLogin;
  /**
   * What KEDA makes of the credentials in a shared `authentication`: `bearer`, `basic`, `custom`. It accepts others as
   * well, but KEDA 2.20 makes no use of them for Loki. @default follows from `authenticate`
   */
  readonly authModes?: readonly HttpAuthMode[];
}

/** Result of a Grafana Loki query. Codes beside the table's: `exclusive`, `missing-either`, `missing-dependent`. */
export function loki(props: LokiScalerProps): ScalerValue {
  return defineScaler("loki", ({ problems }) => {
    const { settings, rest } = splitProps(props);
    const { authenticate, authModes, ...others } = rest;
    const login = readHttpAuthentication(props, problems);
    return {
      type: "loki",
      settings,
      props: login.props,
      parameters: { ...others, ...login.parameters },
    };
  });
}
