import { World } from "../world/world";
import { runPlugin } from "./managed";

// The program behind every provider of a mirror; terraform starts it with the provider's address.
if (require.main === module) {
  runPlugin(process.argv[2] ?? "", (json) => (json === undefined ? new World() : World.fromJSON(json))).catch(
    (error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    },
  );
}
