import { Flag, type FlagValue, Rollout, When } from "cdktf-slipway/delivery";
import type { DevopsEnvironment } from "./environment";

/** What is still behind a flag, with the share of users that get it. Turning one off takes no release of a service. */
export function shopFlags({ newLogin, mailDigests }: DevopsEnvironment["flags"]): Record<string, FlagValue> {
  return {
    // A dark launch: with 0 percent it runs in production for those who build it, and for nobody else.
    "new-login": Flag.boolean({
      description: "Login with passkeys",
      targeting: [{ when: When.endsWith("email", "@example.com"), serve: "on" }],
      rollout: Rollout.gradual(newLogin, { by: "userId" }),
    }),
    "mail-digests": Flag.boolean({
      description: "One mail a day in place of many",
      rollout: Rollout.gradual(mailDigests, { by: "userId" }),
    }),
    // On until somebody has to turn it off: everything works without it.
    "order-mails": Flag.boolean({ description: "Mails about orders", default: true }),
  };
}
