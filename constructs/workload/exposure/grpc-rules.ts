import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import { isToken } from "../../../lib/core/tokens";
import { type HttpFilters, headerFilters } from "./http-filters";

export interface GrpcRulesProps extends Pick<HttpFilters, "requestHeaders" | "responseHeaders"> {
  readonly grpcServices?: readonly string[];
}

/** Most matches of a rule. Source: GRPCRouteRule, Gateway API. */
const MOST = 64;

/** Source: rules of GRPCMethodMatch, Gateway API. */
const SERVICE = /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i;

/**
 * The rules of a GRPCRoute, as a function of where requests go.
 *
 * Codes: `no-grpc-service`, `too-many-grpc-services`, `invalid-grpc-service`, those of `headerFilters`.
 */
export function grpcRules(
  props: GrpcRulesProps,
  problems: Problems,
): (backends: readonly JsonObject[]) => readonly JsonObject[] {
  const { grpcServices } = props;
  checkServices(grpcServices, problems.at("grpcServices"));
  const filters = headerFilters(props, problems);
  return (backendRefs) => [
    {
      ...(grpcServices && {
        matches: grpcServices.map((service) => ({ method: { type: "Exact", service } })),
      }),
      ...(filters.length > 0 && { filters }),
      backendRefs,
    },
  ];
}

function checkServices(services: readonly string[] | undefined, problems: Problems): void {
  problems.addIf(services?.length === 0, {
    prop: "",
    code: "no-grpc-service",
    rule: "without a service no request would arrive",
    value: [],
    fix: "name a service, or leave grpcServices out for all of them",
  });
  problems.addIf((services?.length ?? 0) > MOST, {
    prop: "",
    code: "too-many-grpc-services",
    rule: `a route has at most ${MOST} services`,
    value: services?.length,
    fix: "leave grpcServices out for all of them",
  });
  services?.forEach((service, index) => {
    problems.at(index).addIf(!isToken(service) && !(SERVICE.test(service) && service.length <= 1024), {
      prop: "",
      code: "invalid-grpc-service",
      rule: "a service has the full name of its proto file: package, dot and service",
      value: service,
      fix: "write it like shop.v1.Users",
    });
  });
}
