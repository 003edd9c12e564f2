import type { BackendName } from "./backends";

/** A service: what it listens on, who it calls, what it keeps its data in. */
export type Service = {
  readonly port: number;
  /** Paths it answers outside of the cluster. */
  readonly paths: readonly string[];
  /** Services it calls. Whoever is not named is refused. */
  readonly calls: readonly ServiceName[];
  readonly uses: readonly BackendName[];
};

export type ServiceName = "album" | "billing" | "photo-sharing" | "users";

/**
 * The services behind the flows that the document tests end to end: photo sharing, billing, registration of users.
 * The port of album is the document's own; the others have that of its probes.
 */
export const SERVICES: Readonly<Record<ServiceName, Service>> = {
  album: {
    port: 8219,
    paths: ["/api/v1/albums"],
    calls: ["users"],
    uses: ["postgres", "minio", "mqtt", "nats", "consul"],
  },
  billing: {
    port: 8080,
    paths: ["/api/v1/billing"],
    calls: ["users"],
    uses: ["postgres", "nats", "consul"],
  },
  "photo-sharing": {
    port: 8080,
    paths: ["/api/v1/shares"],
    calls: ["album", "users"],
    uses: ["postgres", "mqtt", "nats", "consul"],
  },
  users: {
    port: 8080,
    paths: ["/api/v1/users"],
    calls: ["billing"],
    uses: ["postgres", "nats", "consul"],
  },
};

export const SERVICE_NAMES = Object.keys(SERVICES) as ServiceName[];
