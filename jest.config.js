/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } } }] },
  // What importers write, served from the sources, so that a test needs no build to see a change.
  moduleNameMapper: {
    "^fast-check$": "<rootDir>/test/support/fast-check.js",
    "^cdktf-slipway/core$": "<rootDir>/lib/core",
    "^cdktf-slipway/review$": "<rootDir>/lib/review",
    "^cdktf-slipway/testing$": "<rootDir>/lib/rehearsal",
    "^cdktf-slipway/dashboards$": "<rootDir>/constructs/observability/dashboards",
    "^cdktf-slipway/(.+)$": "<rootDir>/constructs/$1",
  },
  testTimeout: 60_000,
};
