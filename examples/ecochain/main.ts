import { App } from "cdktf";
import { EcochainPlatform } from "./platform";
import { production } from "./production";
import { staging } from "./staging";

const app = new App();
for (const config of [staging, production]) {
  new EcochainPlatform(app, config);
}
app.synth();
