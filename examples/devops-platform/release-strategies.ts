import { Analysis, Strategy } from "cdktf-slipway/delivery";
import type { ImageProps } from "cdktf-slipway/workload";
import type { ReleaseLimits } from "./environment";

/**
 * Authentication: the new version stands beside the old one under a host of its own, is tried out, and takes all
 * requests once a person says so. One that then does badly goes back by itself.
 */
export function authenticationRelease(
  { errorRatio, latencyMs }: ReleaseLimits,
  previewHost: string,
  smokeTests: ImageProps,
): Strategy {
  return Strategy.blueGreen({
    autoPromote: false,
    previewHost,
    prePromotion: [Analysis.smokeTest({ image: smokeTests, args: ["auth"] })],
    // Asked once the first two minutes of requests are there to be judged.
    postPromotion: [
      Analysis.errorRate({ maxRatio: errorRatio, initialDelaySeconds: 120 }),
      Analysis.latencyP95({ maxMs: latencyMs, initialDelaySeconds: 120 }),
    ],
    // A quarter of an hour in which going back takes seconds: the old pods are still there.
    scaleDownDelaySeconds: 900,
    rollbackWindowRevisions: 3,
  });
}

/** Notifications: 5, 25, then 100 percent of the requests, as long as what they are judged by stays within limits. */
export function notificationsRelease({ errorRatio, latencyMs, cpuRatio }: ReleaseLimits): Strategy {
  return Strategy.canary({
    steps: "5-25-100",
    analysis: [
      Analysis.latencyP95({ maxMs: latencyMs }),
      Analysis.errorRate({ maxRatio: errorRatio }),
      Analysis.cpu({ maxRatio: cpuRatio }),
    ],
    rollbackWindowRevisions: 3,
  });
}
