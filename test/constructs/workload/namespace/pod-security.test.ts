import { Fn } from "cdktf";
import {
  isPodSecurityLabel,
  type PodSecurity,
  podSecurityLabels,
} from "../../../../constructs/workload/namespace/pod-security";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function labels(podSecurity: PodSecurity | "none", kubernetesVersion?: string) {
  const problems = new Problems();
  const made = podSecurityLabels(podSecurity, kubernetesVersion, problems.at("podSecurity"));
  return { made, codes: codes(problems.all) };
}

describe("podSecurityLabels", () => {
  it("enforces, audits and warns of one level, pinned to the cluster's version", () => {
    expect(labels("restricted", "1.36").made).toEqual({
      "pod-security.kubernetes.io/enforce": "restricted",
      "pod-security.kubernetes.io/enforce-version": "v1.36",
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/audit-version": "v1.36",
      "pod-security.kubernetes.io/warn": "restricted",
      "pod-security.kubernetes.io/warn-version": "v1.36",
    });
  });

  it("goes on telling of what is not restricted where a lower level is enforced", () => {
    expect(labels("baseline").made).toMatchObject({
      "pod-security.kubernetes.io/enforce": "baseline",
      "pod-security.kubernetes.io/enforce-version": "latest",
      "pod-security.kubernetes.io/audit": "restricted",
      "pod-security.kubernetes.io/warn": "restricted",
    });
  });

  it("takes each level and the version apart", () => {
    const { made } = labels(
      { enforce: "privileged", audit: "baseline", warn: "baseline", version: "1.34" },
      "1.36",
    );
    expect(made).toMatchObject({
      "pod-security.kubernetes.io/enforce": "privileged",
      "pod-security.kubernetes.io/audit": "baseline",
      "pod-security.kubernetes.io/warn": "baseline",
      "pod-security.kubernetes.io/warn-version": "v1.34",
    });
  });

  it("is switched off by name", () => {
    expect(labels("none", "1.36")).toEqual({ made: {}, codes: [] });
  });

  it("fails on levels and versions nobody knows", () => {
    expect(labels("strict" as never).codes).toEqual(["podSecurity unknown-pod-security-level"]);
    expect(labels({ warn: "strict" as never, version: "v1.36" }).codes).toEqual([
      "podSecurity.version invalid-kubernetes-version",
      "podSecurity.warn unknown-pod-security-level",
    ]);
  });

  it("looks into no version that is known later", () => {
    expect(labels({ version: Fn.join(".", ["1", "36"]) }).codes).toEqual([]);
  });
});

describe("isPodSecurityLabel", () => {
  it("knows its own", () => {
    expect(isPodSecurityLabel("pod-security.kubernetes.io/enforce")).toBe(true);
    expect(isPodSecurityLabel("example.com/pod-security")).toBe(false);
  });
});
