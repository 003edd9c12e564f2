/** What stands behind the services: the variable a service reads its secret from, and the secret's name in a manager. */
export const BACKENDS = {
  postgres: { secret: "DATABASE_PASSWORD", manager: "database/password" },
  nats: { secret: "NATS_PASSWORD", manager: "nats/password" },
  mqtt: { secret: "MQTT_PASSWORD", manager: "mqtt/password" },
  minio: { secret: "MINIO_SECRET_KEY", manager: "minio/secret-key" },
  consul: { secret: "CONSUL_HTTP_TOKEN", manager: "consul/token" },
} as const;

/** Secret of the manager with the integration key of PagerDuty. */
export const PAGER_DUTY_KEY = "pagerduty/routing-key";

export type BackendName = keyof typeof BACKENDS;

/** Where backends are: names and ports, and the blocks of addresses behind the names. */
export type BackendAddresses = {
  readonly cidrs: readonly string[];
  readonly addresses: Readonly<Record<BackendName, { readonly host: string; readonly port: number }>>;
};
