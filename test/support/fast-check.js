// What tests get for "fast-check": a fixed seed makes a red run repeatable; the nightly run draws its own and finds
// new counterexamples.
const fc = require("../../node_modules/fast-check/lib/cjs/fast-check.js");

if (process.env.SLIPWAY_NIGHTLY !== "1") {
  fc.configureGlobal({ seed: 20_260_101 });
}

module.exports = fc;
