import type { Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";
import type { HttpNames } from "../alerts/http-names";

/** Identities of the dashboard of a service, by the names its metrics have: alerts lead to them. */
export const MICROSERVICE_UIDS: { readonly [names in HttpNames]: string } = {
  "prometheus-client": "slipway-microservice",
  opentelemetry: "slipway-microservice-otel",
};

/** Reports, as `invalid-label`, a label that Prometheus would not take. Tokens pass. */
export function checkLabelName(problems: Problems, prop: string, label: string | undefined): void {
  ifKnown(label, (known) => {
    problems.addIf(!/^[A-Za-z_][A-Za-z0-9_]*$/.test(known), {
      prop,
      code: "invalid-label",
      rule: "a label has letters, digits and underscores, and does not start with a digit",
      value: known,
      fix: "write the label as it stands in the series",
    });
  });
}

/** Reports, as `invalid-name`, what cannot be the name of a series. Tokens pass. */
export function checkMetricName(problems: Problems, prop: string, name: string | undefined): void {
  ifKnown(name, (known) => {
    problems.addIf(!/^[A-Za-z_:][A-Za-z0-9_:]*$/.test(known), {
      prop,
      code: "invalid-name",
      rule: "the name of a series has letters, digits, underscores and colons, and does not start with a digit",
      value: known,
      fix: "write the name as the application does",
    });
  });
}
