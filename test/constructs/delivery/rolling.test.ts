import * as fc from "fast-check";
import { checkPodCounts, rolling } from "../../../constructs/delivery/rolling";
import { Problems } from "../../../lib/core/errors";
import { numberToken } from "../../support/fake-keda";
import { released, releaseProblems } from "../../support/releases";
import { codes } from "../../support/synth";

describe("rolling", () => {
  it("starts one pod more and stops none before, without a controller", () => {
    expect(released(rolling(), { delivery: undefined })).toEqual({
      apiVersion: "apps/v1",
      kind: "Deployment",
      spec: { strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } },
      services: ["users"],
      backends: [{ service: "users", weight: 100 }],
      routes: [],
      manifests: [],
      dependsOn: [],
    });
  });

  it("takes shares, and a deadline", () => {
    const { spec } = released(
      rolling({ maxSurge: "50%", maxUnavailable: "25%", progressDeadlineSeconds: 120 }),
    );
    expect(spec).toEqual({
      progressDeadlineSeconds: 120,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "50%", maxUnavailable: "25%" } },
    });
  });

  it("makes no Service for a workload without port", () => {
    expect(released(rolling(), { port: undefined })).toMatchObject({ services: [], backends: [] });
  });

  it.each([
    [{ maxSurge: -1 }, "maxSurge invalid-pod-count"],
    [{ maxSurge: 1.5 }, "maxSurge invalid-pod-count"],
    [{ maxUnavailable: "120%" }, "maxUnavailable invalid-pod-count"],
    [{ maxUnavailable: "25" }, "maxUnavailable invalid-pod-count"],
    [{ maxSurge: 0 }, "maxSurge update-cannot-move"],
    [{ maxSurge: "0%", maxUnavailable: 0 }, "maxSurge update-cannot-move"],
    [{ progressDeadlineSeconds: 0 }, "progressDeadlineSeconds out-of-range"],
  ])("refuses %p", (props, problem) => {
    expect(releaseProblems(rolling(props))).toEqual([problem]);
  });
});

describe("checkPodCounts", () => {
  it("takes every whole number and every share", () => {
    fc.assert(
      fc.property(fc.nat(100), fc.boolean(), (count, share) => {
        const problems = new Problems();
        checkPodCounts(problems, share ? `${count}%` : count, 1);
        return problems.all.length === 0;
      }),
    );
  });

  it("leaves numbers alone that are not known before apply", () => {
    const problems = new Problems();
    checkPodCounts(problems, numberToken(), numberToken());
    expect(codes(problems.all)).toEqual([]);
  });
});
