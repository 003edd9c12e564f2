import { Analysis } from "../../../constructs/delivery/analysis/analysis";
import { metricReferences, ReleaseAnalyses } from "../../../constructs/delivery/release-analyses";
import { releaseContext } from "../../support/releases";
import { codes } from "../../support/synth";

function analysesOf(controller: "argo-rollouts" | "flagger" = "argo-rollouts", service?: string) {
  const context = releaseContext();
  return { analyses: new ReleaseAnalyses(context, controller, service), problems: context.problems };
}

describe("ReleaseAnalyses", () => {
  it("binds one value once, wherever it stands", () => {
    const { analyses, problems } = analysesOf();
    const errors = Analysis.errorRate();
    const [first] = analyses.bind([errors], problems.at("prePromotion"));
    const [second] = analyses.bind([errors], problems.at("postPromotion"));
    expect(second).toBe(first);
    expect(codes(problems.all)).toEqual([]);
    expect(analyses.manifests()).toHaveLength(1);
  });

  it("refuses two values of one name", () => {
    const { analyses, problems } = analysesOf();
    analyses.bind([Analysis.cpu(), Analysis.cpu({ of: "requests" })], problems.at("analysis"));
    expect(codes(problems.all)).toEqual(["analysis[1] duplicate-analysis"]);
  });

  it("collects policies and rules that tests need", () => {
    const { analyses, problems } = analysesOf("argo-rollouts", "users-canary");
    analyses.bind([Analysis.smokeTest({ image: "smoke:1.2.0" })], problems);
    expect(analyses.manifests().map(({ kind }) => kind)).toEqual(["AnalysisTemplate", "NetworkPolicy"]);
    expect(analyses.ingress()).toEqual([
      {
        from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "users-smoke-test" } } }],
        ports: [{ port: 3000, protocol: "TCP" }],
      },
    ]);
  });

  it("tells tests what the platform knows of name servers and CPU limits", () => {
    const nameServers = ["172.20.0.10/32"];
    const context = releaseContext({ nameServers, cpuLimits: "required" });
    const analyses = new ReleaseAnalyses(context, "argo-rollouts", "users-canary");
    const resources = { limits: { cpu: "none" } };
    analyses.bind([Analysis.smokeTest({ image: "smoke:1.2.0", resources })], context.problems);
    expect(JSON.stringify(analyses.manifests())).toContain(nameServers[0]);
    expect(codes(context.problems.all)).toEqual(["[0].resources.limits.cpu cpu-limit-required"]);
  });

  it("asks each controller's way whose pods are new", () => {
    const queries = (["argo-rollouts", "flagger"] as const).map((controller) => {
      const { analyses, problems } = analysesOf(controller);
      const [binding] = analyses.bind([Analysis.cpu()], problems);
      return binding?.check.type === "metric" ? binding.check.query : undefined;
    });
    expect(queries[0]).toContain('pod=~"users-{{args.pod-hash}}-.*"');
    expect(queries[1]).toContain('pod=~"users-[0-9a-z]+-[0-9a-z]+"');
  });
});

describe("metricReferences", () => {
  it("leaves out what is no metric", () => {
    const { analyses, problems } = analysesOf("argo-rollouts", "users-canary");
    const list = [Analysis.smokeTest({ image: "smoke:1.2.0" }), Analysis.cpu()];
    expect(metricReferences("users", analyses.bind(list, problems))).toEqual([
      { name: "cpu", templateRef: { name: "users-cpu" }, thresholdRange: { max: 0.8 } },
    ]);
  });
});
