import type { HttpNames } from "../../observability/alerts/http-names";
import { MICROSERVICE_UIDS } from "../../observability/dashboards/names";

/** Path, below the address of Grafana, of the standard dashboard of a service. */
export function dashboardPath(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  names: HttpNames = "prometheus-client",
): string {
  return `/d/${MICROSERVICE_UIDS[names]}?var-namespace=${namespace}&var-service=${name}`;
}
