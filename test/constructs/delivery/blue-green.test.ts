import { Analysis } from "../../../constructs/delivery/analysis/analysis";
import { blueGreen } from "../../../constructs/delivery/blue-green";
import { ALB, FLAGGER, GATEWAY, released, releaseProblems } from "../../support/releases";

describe("blueGreen", () => {
  it("is a Rollout with Argo Rollouts and a Deployment with Flagger", () => {
    expect(released(blueGreen())).toMatchObject({ kind: "Rollout", services: ["users", "users-preview"] });
    expect(released(blueGreen(), { delivery: FLAGGER })).toMatchObject({ kind: "Deployment", services: [] });
  });

  it("says what is missing where nothing carries it out", () => {
    expect(releaseProblems(blueGreen(), { delivery: undefined })).toEqual([" no-progressive-delivery"]);
  });

  it.each([["argo-rollouts" as const], ["flagger" as const]])("needs a port with %s", (controller) => {
    const delivery = controller === "flagger" ? FLAGGER : undefined;
    expect(releaseProblems(blueGreen(), { port: undefined, ...(delivery && { delivery }) })).toEqual([
      " strategy-needs-port",
    ]);
  });

  it.each([0, 1])("refuses %p replicas, unless told that one is enough", (minReplicas) => {
    expect(releaseProblems(blueGreen(), { minReplicas })).toEqual([" blue-green-needs-replicas"]);
    expect(releaseProblems(blueGreen({ acceptSingleReplica: true }), { minReplicas })).toEqual([]);
  });

  it("takes replicas that are not known before apply", () => {
    expect(releaseProblems(blueGreen(), { minReplicas: undefined })).toEqual([]);
  });

  it.each([
    ["argo-rollouts", {}],
    ["flagger", { delivery: FLAGGER }],
  ])("refuses the gap of an AWS load balancer with %s, unless it is accepted", (_, delivery) => {
    expect(releaseProblems(blueGreen(), { route: ALB, ...delivery })).toEqual([" blue-green-alb-downtime"]);
    const accepted = blueGreen({ acceptAlbDowntime: true });
    expect(releaseProblems(accepted, { route: ALB, ...delivery })).toEqual([]);
  });

  it("has no such gap behind a Gateway", () => {
    expect(releaseProblems(blueGreen(), { route: GATEWAY })).toEqual([]);
  });

  it("needs an exposure for the hostname of a preview", () => {
    const strategy = blueGreen({ previewHost: "next.example.com" });
    expect(releaseProblems(strategy)).toEqual(["previewHost preview-host-needs-exposure"]);
    expect(releaseProblems(strategy, { route: GATEWAY })).toEqual([]);
  });

  it("refuses to wait for a person and not to", () => {
    const strategy = blueGreen({ autoPromote: false, autoPromoteAfterSeconds: 60 });
    expect(releaseProblems(strategy)).toEqual(["autoPromoteAfterSeconds auto-promote-contradicts"]);
  });

  it("reports numbers out of range and analyses by their place", () => {
    const strategy = blueGreen({
      autoPromoteAfterSeconds: 0,
      previewReplicas: 0,
      scaleDownDelaySeconds: -1,
      prePromotion: [Analysis.errorRate(), Analysis.errorRate({ maxRatio: 2 })],
      postPromotion: [Analysis.errorRate()],
    });
    expect(releaseProblems(strategy)).toEqual([
      "autoPromoteAfterSeconds out-of-range",
      "previewReplicas out-of-range",
      "scaleDownDelaySeconds out-of-range",
      "prePromotion[1].maxRatio out-of-range",
      "prePromotion[1] duplicate-analysis",
      "postPromotion[0] duplicate-analysis",
    ]);
  });
});
