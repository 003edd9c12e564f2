import type { Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";
import type { RabbitMqScalerProps } from "./rabbit-mq";

/**
 * Reports what KEDA's RabbitMQ scaler refuses, or ignores, and the table cannot say. Codes: `out-of-range`,
 * `needs-management-api`, `missing-dependent`.
 */
export function checkRabbitMq(
  props: RabbitMqScalerProps,
  measure: { readonly prop: string; readonly value: unknown },
  problems: Problems,
): void {
  const { value } = measure;
  problems.addIf(typeof value === "number" && !isToken(value) && value <= 0, {
    prop: measure.prop,
    code: "out-of-range",
    rule: "KEDA divides by the target, so it is above zero",
    value,
    fix: "use a number above 0",
  });
  if (props.protocol === "amqp" || isAmqp(props.host)) {
    checkOverAmqp(props, measure.prop, problems);
  }
  checkCompanions(props, problems);
}

function isAmqp(host: unknown): boolean {
  return typeof host === "string" && /^amqps?:\/\//i.test(host);
}

function checkOverAmqp(props: RabbitMqScalerProps, measure: string, problems: Problems): void {
  const { useRegex, excludeUnacknowledged, timeoutMilliseconds, oauth, workloadIdentityResource } = props;
  const needing = {
    [measure]: measure !== "queueLength",
    useRegex: isOn(useRegex),
    excludeUnacknowledged: isOn(excludeUnacknowledged),
    // With the protocol said, the table has a rule for these.
    ...(props.protocol !== "amqp" && {
      timeoutMilliseconds: timeoutMilliseconds !== undefined,
      oauth: oauth !== undefined,
      workloadIdentityResource: workloadIdentityResource !== undefined,
    }),
  };
  for (const [prop, needs] of Object.entries(needing)) {
    problems.addIf(needs, {
      prop,
      code: "needs-management-api",
      rule: "only RabbitMQ's management API knows this, and the address or protocol is amqp",
      fix: "give the address of the management API, http://host:15672/vhost, and leave out protocol",
    });
  }
}

/** KEDA ignores these without their companion. */
function checkCompanions(props: RabbitMqScalerProps, problems: Problems): void {
  const { operation, pageSize, useRegex, ca, cert, tls, identity, workloadIdentityResource } = props;
  const shared = props.authentication !== undefined;
  const missing = {
    useRegex: (operation !== undefined || pageSize !== undefined) && !isOn(useRegex),
    tls: (ca !== undefined || cert !== undefined) && tls === undefined && !shared,
    workloadIdentityResource: identity !== undefined && workloadIdentityResource === undefined && !shared,
  };
  const reasons = {
    useRegex: "operation and pageSize are about several queues",
    tls: "KEDA ignores certificates while tls does not hold the word enable",
    workloadIdentityResource: "KEDA ignores the identity without a resource to ask a token for",
  };
  for (const prop of ["useRegex", "tls", "workloadIdentityResource"] as const) {
    problems.addIf(missing[prop], {
      prop,
      code: "missing-dependent",
      rule: reasons[prop],
      fix: `add ${prop}, or leave out what needs it`,
    });
  }
}

function isOn(value: unknown): boolean {
  return value !== undefined && value !== false;
}
