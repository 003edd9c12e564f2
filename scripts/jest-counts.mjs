import { readFileSync } from "node:fs";

// Prints jest's result as `N passed, N failed`. A file that broke before its first test counts as one failure.
const result = JSON.parse(readFileSync(process.argv[2], "utf8"));
const broken = result.testResults.filter(
  ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
).length;
const skipped = result.numPendingTests > 0 ? `, ${result.numPendingTests} skipped` : "";
console.log(`${result.numPassedTests} passed, ${result.numFailedTests + broken} failed${skipped}`);
