export type { AlertRoute, RootRoute, RouteGrouping } from "./alert-route";
export { type AlertRouting, alertmanagerConfig } from "./alert-routing";
export type { Inhibition } from "./inhibition";
export { Matcher } from "./matcher";
export { Receiver } from "./receiver";
export type { Month, Span, TimeInterval, Weekday } from "./time-interval";
