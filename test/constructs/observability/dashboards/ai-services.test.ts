import { aiServicesDashboard } from "../../../../constructs/observability/dashboards/ai-services";
import { describeDashboard, rowsOf } from "../../../support/dashboards";

describeDashboard("aiServicesDashboard", aiServicesDashboard());
describeDashboard("aiServicesDashboard with vLLM", aiServicesDashboard({ vllm: true }));

describe("aiServicesDashboard", () => {
  it("shows vLLM only where it is asked for", () => {
    expect(rowsOf(aiServicesDashboard())).toEqual(["At a glance", "Inference", "GPU"]);
    expect(rowsOf(aiServicesDashboard({ vllm: true }))).toContain("vLLM");
  });
});
