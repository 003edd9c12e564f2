import { printGrowth } from "./growth";

/** What a stack of many services may cost. */
const BUDGET = { services: 300, cpuSeconds: 3 };

const costs = printGrowth({
  unit: "services",
  script: "bench/services-stack.js",
  variable: "SLIPWAY_BENCH_SERVICES",
  counts: [0, 250, BUDGET.services, 500, 1000],
});
const spent = costs.get(BUDGET.services) ?? Number.NaN;
console.log(
  `${BUDGET.services} services: ${spent.toFixed(2)} of ${BUDGET.cpuSeconds} CPU s, ${spent <= BUDGET.cpuSeconds ? "kept" : "MISSED"}`,
);
