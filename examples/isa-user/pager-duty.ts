import { ExternalSecret, type ExternalSecrets, SecretStore } from "cdktf-slipway/secrets";
import type { Construct } from "constructs";
import { PAGER_DUTY_KEY } from "./backends";
import type { AwsCluster } from "./environment";
import { readingOnly } from "./readable-secrets";
import { PAGER_DUTY } from "./watching";

/** Brings the integration key of PagerDuty to Alertmanager, which waits for it. */
export function tellPagerDuty(
  scope: Construct,
  props: { readonly operator: ExternalSecrets; readonly aws: AwsCluster; readonly namespace: string },
): void {
  const { operator, aws, namespace } = props;
  const { secretName, key } = PAGER_DUTY;
  const place = `${aws.secrets.prefix}${PAGER_DUTY_KEY}`;
  const store = new SecretStore(scope, "PagerDutyStore", {
    operator,
    name: secretName,
    namespace,
    provider: readingOnly(scope, "PagerDutyFound", aws, [place]),
  });
  new ExternalSecret(scope, "PagerDuty", {
    cluster: operator.cluster,
    store,
    namespace,
    name: secretName,
    data: { [key]: place },
    refreshIntervalSeconds: aws.secrets.refreshIntervalSeconds,
  });
}
