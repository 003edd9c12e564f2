import type { Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";

/**
 * Checks the URL of an endpoint: `endpoint-without-scheme` where it starts with neither http:// nor https://, which
 * is how a sender knows whether to encrypt; `invalid-endpoint` where the rest is no host, port and path.
 */
export function checkEndpoint(problems: Problems, prop: string, endpoint: string | undefined): void {
  ifKnown(endpoint, (known) => {
    if (
      problems.addIf(!/^https?:\/\//.test(known), {
        prop,
        code: "endpoint-without-scheme",
        rule: "an endpoint says by its scheme whether it is encrypted",
        value: known,
        fix: "write http:// or https:// in front of it",
      })
    ) {
      return;
    }
    problems.addIf(!/^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~/-]*)?$/.test(known), {
      prop,
      code: "invalid-endpoint",
      rule: "an endpoint is a host with a port and a path, without credentials and queries",
      fix: "write it like http://tempo.tempo.svc.cluster.local:4317",
    });
  });
}
