import { Analysis } from "../../../constructs/delivery/analysis/analysis";
import { blueGreen } from "../../../constructs/delivery/blue-green";
import { definitionProblems, GATEWAY, manifestOf, released } from "../../support/releases";

describe("blueGreenRollout", () => {
  it("waits for a person by default, and gives up by itself only at the deadline", () => {
    expect(released(blueGreen()).spec).toEqual({
      progressDeadlineSeconds: 600,
      progressDeadlineAbort: true,
      strategy: {
        blueGreen: {
          activeService: "users",
          previewService: "users-preview",
          autoPromotionEnabled: false,
        },
      },
    });
  });

  it("renders everything it was told", () => {
    const smoke = Analysis.smokeTest({ image: "registry.example.com/smoke:1.2.0" });
    const errors = Analysis.errorRate();
    const binding = released(
      blueGreen({
        autoPromoteAfterSeconds: 900,
        previewHost: "next.users.example.com",
        previewReplicas: 1,
        prePromotion: [smoke],
        postPromotion: [errors],
        scaleDownDelaySeconds: 120,
        abortScaleDownDelaySeconds: 0,
        rollbackWindowRevisions: 3,
        progressDeadlineSeconds: 300,
        abortOnDeadline: false,
      }),
      { route: GATEWAY },
    );
    const args = [{ name: "pod-hash", valueFrom: { podTemplateHashValue: "Latest" } }];
    expect(binding.spec).toEqual({
      progressDeadlineSeconds: 300,
      progressDeadlineAbort: false,
      rollbackWindow: { revisions: 3 },
      strategy: {
        blueGreen: {
          activeService: "users",
          previewService: "users-preview",
          autoPromotionEnabled: true,
          autoPromotionSeconds: 900,
          previewReplicaCount: 1,
          scaleDownDelaySeconds: 120,
          abortScaleDownDelaySeconds: 0,
          prePromotionAnalysis: { templates: [{ templateName: "users-smoke-test" }], args },
          postPromotionAnalysis: { templates: [{ templateName: "users-error-rate" }], args },
        },
      },
    });
    expect(binding.backends).toEqual([{ service: "users", weight: 100 }]);
    expect(binding.routes).toEqual([{ hostname: "next.users.example.com", service: "users-preview" }]);
    expect(definitionProblems(binding)).toEqual([]);
  });

  it("tries the preview out, never the version that is in use", () => {
    const strategy = blueGreen({ prePromotion: [Analysis.smokeTest({ image: "smoke:1.2.0" })] });
    const template = manifestOf(released(strategy), "AnalysisTemplate");
    const { env } = template.spec.metrics[0].provider.job.spec.template.spec.containers[0];
    expect(env).toContainEqual({ name: "TARGET_URL", value: "http://users-preview.shop:3000" });
  });

  it("makes one template of an analysis that runs before and after", () => {
    const errors = Analysis.errorRate();
    const binding = released(blueGreen({ prePromotion: [errors], postPromotion: [errors] }));
    expect(binding.manifests.map(({ metadata }) => metadata.name)).toEqual(["users-error-rate"]);
  });
});
