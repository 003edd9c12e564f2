import { App } from "cdktf";
import { BaseStack } from "./base";
import { EnvironmentStack } from "./environment-stack";
import { local } from "./local";
import { production, productionBase } from "./production";
import { staging, stagingBase } from "./staging";

const app = new App();
for (const base of [stagingBase, productionBase]) {
  new BaseStack(app, base);
}
for (const environment of [local, staging, production]) {
  new EnvironmentStack(app, environment);
}
app.synth();
