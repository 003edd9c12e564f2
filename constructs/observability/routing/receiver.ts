import type { ReceiverValue } from "./receiver-value";
import { deadMansSwitch } from "./receivers/dead-mans-switch";
import { discord } from "./receivers/discord";
import { email } from "./receivers/email";
import { pagerDuty } from "./receivers/pager-duty";
import { slack } from "./receivers/slack";
import { teams } from "./receivers/teams";
import { webhook } from "./receivers/webhook";

/** Somebody who is told of alerts, made by one of the factories of the same name. */
export type Receiver = ReceiverValue;

/** Ways to tell people and services of alerts. */
export const Receiver = {
  deadMansSwitch,
  discord,
  email,
  pagerDuty,
  slack,
  teams,
  webhook,

  /** Nobody: alerts that come here are shown in Alertmanager and told to no one. */
  none: (): Receiver => ({ takes: "nothing", bind: () => ({}) }),
} as const;
