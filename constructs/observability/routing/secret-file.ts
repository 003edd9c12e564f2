import type { SecretKey } from "../secret-key";

/** Where the operator mounts what `alertmanager.alertmanagerSpec.secrets` of the chart lists. */
const MOUNT = "/etc/alertmanager/secrets";

/** File in Alertmanager's pods that holds the value. */
export function secretFile({ secretName, key }: SecretKey): string {
  return `${MOUNT}/${secretName}/${key}`;
}
