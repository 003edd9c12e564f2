import { App } from "cdktf";
import { ConfigError } from "../lib/core/errors";
import { EnvironmentStack } from "./environment-stack";
import { ENVIRONMENTS, selectEnvironments } from "./environments";
import { summarize, timed } from "./summary";
import { skipTokenTraces } from "./token-traces";

/** Synthesizes every environment, or the one that SLIPWAY_ENVIRONMENT names, and prints what was made. */
function main(): void {
  skipTokenTraces(process.env.SLIPWAY_TOKEN_TRACES);
  const app = new App();
  const stacks = selectEnvironments(ENVIRONMENTS, process.env.SLIPWAY_ENVIRONMENT).map((environment) =>
    timed(() => new EnvironmentStack(app, environment)),
  );
  app.synth();
  console.log(summarize(app.outdir, stacks));
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigError)) {
    throw error;
  }
  // The message says all a user needs; a stack trace through cdktf would bury it.
  console.error(error.message);
  process.exitCode = 1;
}
