import { fires, quiet } from "./build-alert-cases";
import type { AlertCase } from "./promtool";

const AVAILABLE = "SloShopUsersAvailabilityBurns";
const FAST_ENOUGH = "SloShopUsersLatencyBurns";
const FASTER = "which uses up its budget within days or hours";
const SLOWER = "which its budget does not last for";

/** An hour of requests a minute of two services of one name, of which one fails and is slow. */
function requests(good: number, failed: number, quick: number): AlertCase["series"] {
  const shop = 'namespace="shop", service="users", job="users"';
  const other = 'namespace="other", service="users", job="users"';
  const all = good + failed;
  return {
    [`http_requests_total{${shop}, pod="a", status="200"}`]: `0+${good}x400`,
    [`http_requests_total{${shop}, pod="b", status="503"}`]: `0+${failed}x400`,
    [`http_requests_total{${other}, status="500"}`]: "0+100000x400",
    [`http_request_duration_seconds_bucket{${shop}, le="0.5"}`]: `0+${quick}x400`,
    [`http_request_duration_seconds_bucket{${shop}, le="+Inf"}`]: `0+${all}x400`,
    [`http_request_duration_seconds_count{${shop}}`]: `0+${all}x400`,
    [`http_request_duration_seconds_count{${other}}`]: "0+100000x400",
    [`http_request_duration_seconds_bucket{${other}, le="0.5"}`]: "0+0x400",
  };
}

const availability = { slo: "shop--users-availability" };
const latency = { slo: "shop--users-latency" };

/** What the default promises of the service users in the namespace shop, of the team accounts, must do. */
export const OBJECTIVE_ALERT_CASES: readonly AlertCase[] = [
  fires(
    `${AVAILABLE}Fast`,
    "when 2 percent fail for over an hour",
    requests(980, 20, 1000),
    75,
    availability,
    `SLO shop--users-availability: 2% of events fail, ${FASTER}`,
  ),
  quiet(`${AVAILABLE}Fast`, "when 1 of 1000 fails", requests(999, 1, 1000), 75),
  quiet(`${AVAILABLE}Fast`, "when all of 5 requests a minute fail", requests(0, 5, 5), 75),
  fires(
    `${AVAILABLE}Fast`,
    "when all of 7 requests a minute fail",
    requests(0, 7, 7),
    75,
    availability,
    `SLO shop--users-availability: 100% of events fail, ${FASTER}`,
  ),
  fires(
    `${AVAILABLE}Slowly`,
    "when 4 of 1000 fail for as long as there is something to see",
    requests(996, 4, 1000),
    300,
    availability,
    `SLO shop--users-availability: 0.4% of events fail, ${SLOWER}`,
  ),
  quiet(`${AVAILABLE}Slowly`, "when 5 of 10000 fail", requests(9995, 5, 10_000), 300),
  fires(
    `${FAST_ENOUGH}Fast`,
    "when 3 of 4 take longer than half a second",
    requests(1000, 0, 250),
    75,
    latency,
    `SLO shop--users-latency: 75% of events fail, ${FASTER}`,
  ),
  quiet(`${FAST_ENOUGH}Fast`, "when 4 of 100 take longer", requests(1000, 0, 960), 75),
  fires(
    `${FAST_ENOUGH}Slowly`,
    "when 1 of 5 takes longer for as long as there is something to see",
    requests(1000, 0, 800),
    300,
    latency,
    `SLO shop--users-latency: 20% of events fail, ${SLOWER}`,
  ),
  quiet(`${FAST_ENOUGH}Slowly`, "when 4 of 100 take longer", requests(1000, 0, 960), 300),
];
