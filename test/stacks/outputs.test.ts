import { local } from "../../stacks/environments/local";
import { staging } from "../../stacks/environments/staging";
import { synthEnvironment } from "../support/environments";

describe("declareOutputs", () => {
  it("tells where a secret lies, never what it is", () => {
    const { output } = synthEnvironment(staging).json;
    expect(output.grafana_admin_secret.value).toBe("kube-prometheus-stack-grafana");
    expect(Object.keys(output).filter((name) => /password|token|key$/.test(name))).toEqual([]);
  });

  it("leaves out what an environment does not have", () => {
    const { output } = synthEnvironment(local).json;
    expect(output.cluster_name.value).toBe("slipway-local");
    expect(output).not.toHaveProperty("vpc_id");
    expect(output).not.toHaveProperty("log_bucket");
  });

  it("names repositories by the name they were given", () => {
    expect(Object.keys(synthEnvironment(staging).json.output.repository_urls.value)).toEqual([
      "gateway",
      "orders",
      "worker",
    ]);
  });
});
