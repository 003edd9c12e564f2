import { App } from "cdktf";
import { previewNumber } from "cdktf-slipway/delivery";
import { DevopsPlatform } from "./platform";
import { makePreview } from "./preview";
import { production } from "./production";
import { staging } from "./staging";

const app = new App();
for (const environment of [staging, production]) {
  new DevopsPlatform(app, environment);
}
// PREVIEW=7 cdktf deploy preview-7 makes the place of pull request 7, cdktf destroy preview-7 takes it away.
const number = previewNumber(process.env.PREVIEW);
if (number !== undefined) {
  makePreview(app, staging, number);
}
app.synth();
