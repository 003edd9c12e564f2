import { printGrowth } from "./growth";

printGrowth({
  unit: "scaled objects",
  script: "bench/scaled-objects-stack.js",
  variable: "SLIPWAY_BENCH_OBJECTS",
  counts: [0, 250, 500, 1000, 2000],
});
