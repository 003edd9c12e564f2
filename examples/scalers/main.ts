import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { EksCluster } from "cdktf-slipway/eks";
import { HttpAddOn, Keda, ScaledObject } from "cdktf-slipway/keda";
import { MOST_USED, mostUsedHttp } from "./most-used";
import { OTHERS } from "./others";

const app = new App();
const stack = new TerraformStack(app, "scalers");
new LocalBackend(stack, { path: "../../../terraform.scalers.tfstate" });
new AwsProvider(stack, "Aws", { region: "eu-central-1" });
const cluster = EksCluster.fromAttributes(stack, "Cluster", {
  clusterName: "platform",
  region: "eu-central-1",
  clusterArn: "arn:aws:eks:eu-central-1:111122223333:cluster/platform",
  endpoint: "https://0123456789ABCDEF.gr7.eu-central-1.eks.amazonaws.com",
  certificateAuthority: "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t",
  clusterSecurityGroupId: "sg-0123456789abcdef0",
  oidcIssuerUrl: "https://oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF",
});
const keda = new Keda(stack, "Keda", { cluster });
const addOn = new HttpAddOn(stack, "HttpAddOn", { keda });

for (const [type, scaler] of Object.entries({
  ...MOST_USED,
  ...OTHERS,
  "http-add-on": () => mostUsedHttp(addOn),
})) {
  new ScaledObject(stack, type, {
    keda,
    name: type,
    namespace: "demo",
    target: { name: "worker", existing: true },
    minReplicas: 1,
    triggers: [scaler()],
    dependsOn: type === "http-add-on" ? [addOn] : [],
  });
}
app.synth();
