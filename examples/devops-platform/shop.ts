import type { FeatureFlags } from "cdktf-slipway/delivery";
import type { SecretValue } from "cdktf-slipway/secrets";
import {
  Egress,
  Exposure,
  type ImageProps,
  Microservice,
  type MicroserviceProps,
  Probe,
  type WorkloadPlatform,
} from "cdktf-slipway/workload";
import { Construct } from "constructs";
import type { DevopsEnvironment, ShopHosts } from "./environment";
import type { Repository } from "./foundation";
import { authenticationRelease, notificationsRelease } from "./release-strategies";

/** Where secrets come from; the services read them alike in all environments. */
export type ShopSecrets = {
  /** Holds `session-key`. */
  readonly frontend: SecretValue;
  /** Holds `smtp-password`. */
  readonly notifications: SecretValue;
  /** Brings the files `/vault/secrets/database` and `/vault/secrets/signing-key`. */
  readonly auth: Pick<MicroserviceProps, "secrets" | "mounts">;
};

export type ShopProps = Pick<DevopsEnvironment, "databaseCidrs" | "limits"> & {
  readonly platform: WorkloadPlatform;
  readonly image: (repository: Repository) => ImageProps;
  readonly hosts: ShopHosts;
  readonly secrets: ShopSecrets;
  readonly flags: FeatureFlags;
};

/** What is the same for every service. */
const COMMON = {
  ports: { http: 3000, metrics: 9090 },
  probes: { liveness: Probe.http({ path: "/health" }), readiness: Probe.http({ path: "/ready" }) },
} as const;

/** The services: the same in every environment and in every preview. */
export class Shop extends Construct {
  constructor(scope: Construct, id: string, { platform, image, hosts, secrets, flags, ...props }: ShopProps) {
    super(scope, id);
    const common = { ...COMMON, platform, extensions: [flags] };
    const notifications = new Microservice(this, "Notifications", {
      ...common,
      name: "notifications",
      image: image("notifications"),
      env: { SMTP_PASSWORD: secrets.notifications.key("smtp-password") },
      secrets: [secrets.notifications],
      egress: [Egress.internet({ ports: [587] })],
      exposure: Exposure.gateway({ hostname: hosts.notifications }),
      strategy: notificationsRelease(props.limits),
    });
    const auth = new Microservice(this, "Auth", {
      ...common,
      ...secrets.auth,
      name: "auth",
      image: image("auth"),
      env: { DATABASE_FILE: "/vault/secrets/database", SIGNING_FILE: "/vault/secrets/signing-key" },
      calls: [notifications],
      egress: [Egress.cidr({ cidrs: props.databaseCidrs, ports: [5432] })],
      exposure: Exposure.gateway({ hostname: hosts.auth }),
      strategy: authenticationRelease(props.limits, hosts.authPreview, image("smoke-tests")),
    });
    new Microservice(this, "Frontend", {
      ...common,
      name: "frontend",
      image: image("frontend"),
      env: {
        AUTH_URL: auth.url,
        NOTIFICATIONS_URL: notifications.url,
        SESSION_KEY: secrets.frontend.key("session-key"),
      },
      secrets: [secrets.frontend],
      calls: [auth, notifications],
      exposure: Exposure.gateway({ hostname: hosts.frontend }),
    });
  }
}
