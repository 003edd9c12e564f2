import { checkName, DNS_SUBDOMAIN } from "../../../lib/core/names";
import type { IHttpAddOn } from "../http-add-on";
import { type InterceptorRouteProps, interceptorRoute, scalingMetricText } from "../interceptor-route";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";

/** Requests that arrive at KEDA's HTTP add-on for the workload. */
export interface HttpScalerProps extends InterceptorRouteProps, Omit<TriggerProps, "authentication"> {
  /** The add-on, whose `proxyAddress` the requests go to. */
  readonly addOn: IHttpAddOn;
  /** Name of the InterceptorRoute. @default the name of the scaled object */
  readonly routeName?: string;
}

/**
 * HTTP requests in flight or per second, counted by KEDA's HTTP add-on, which holds them while there is no replica.
 * Makes the InterceptorRoute. Codes beside the table's: those of `interceptorRoute`.
 */
export function http(props: HttpScalerProps): ScalerValue {
  const { addOn, routeName, name, metricType, useCachedMetrics, metadata, ...route } = props;
  return defineScaler("external-push", (context) => {
    checkName(context.problems, "routeName", routeName, DNS_SUBDOMAIN);
    const object = { name: routeName ?? context.name, namespace: context.namespace };
    return {
      type: "external-push",
      props: { scalerAddress: "addOn" },
      parameters: { scalerAddress: addOn.scalerAddress },
      settings: {
        name,
        metricType,
        useCachedMetrics,
        metadata: {
          interceptorRoute: object.name,
          // KEDA reads the target anew only when the trigger changes, not when the route does (http-add-on #1656).
          scalingMetric: scalingMetricText(route),
          ...metadata,
        },
      },
      manifests: ({ problems }) => [interceptorRoute(object, route, problems)],
    };
  });
}
