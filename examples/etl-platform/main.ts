import { App } from "cdktf";
import { dev } from "./dev";
import { EtlPlatform } from "./platform";
import { prod } from "./prod";

const app = new App();
for (const environment of [dev, prod]) {
  new EtlPlatform(app, environment);
}
app.synth();
