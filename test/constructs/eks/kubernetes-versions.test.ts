import * as fc from "fast-check";
import {
  checkKubernetesVersion,
  DEFAULT_KUBERNETES_VERSION,
  KUBERNETES_VERSIONS,
  KUBERNETES_VERSIONS_AS_OF,
  supportedVersions,
  supportPhase,
} from "../../../constructs/eks/kubernetes-versions";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function problemsOf(version: string): string[] {
  const problems = new Problems();
  checkKubernetesVersion(problems, "version", version);
  return codes(problems.all);
}

describe("Kubernetes versions", () => {
  it("are in the phase the table gives them on its own date", () => {
    expect(["1.37", "1.36", "1.35", "1.34"].map(supportPhase)).toEqual(Array(4).fill("standard"));
    expect(["1.33", "1.32", "1.31"].map(supportPhase)).toEqual(Array(3).fill("extended"));
    expect(supportPhase("1.30")).toBe("retired");
    expect(["1.29", "1.99", "", "toString", "__proto__"].map(supportPhase)).toEqual(Array(5).fill("unknown"));
  });

  it("are supported in standard and extended support, newest first", () => {
    expect(supportedVersions()).toEqual(["1.37", "1.36", "1.35", "1.34", "1.33", "1.32", "1.31"]);
  });

  it("have a default in standard support", () => {
    expect(supportPhase(DEFAULT_KUBERNETES_VERSION)).toBe("standard");
  });

  it("have dates that compare as text, extended support after standard support", () => {
    for (const { standardUntil, extendedUntil } of Object.values(KUBERNETES_VERSIONS)) {
      expect([standardUntil ?? "2999-01-01", KUBERNETES_VERSIONS_AS_OF]).toEqual([
        expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      ]);
      expect((extendedUntil ?? "2999-01-02") > (standardUntil ?? "2999-01-01")).toBe(true);
    }
  });

  it.each(supportedVersions())("accept %s", (version) => {
    expect(problemsOf(version)).toEqual([]);
  });

  it("are not looked at before apply", () => {
    expect(problemsOf("${TfToken[TOKEN.1]}")).toEqual([]);
  });

  it.each(["1.30", "1.29", "1.36.1", "v1.36", ""])("fails on %j", (version) => {
    expect(problemsOf(version)).toEqual(["version unsupported-version"]);
  });

  it("fails on any other text and lists what is supported", () => {
    fc.assert(
      fc.property(fc.string(), (version) => {
        fc.pre(!supportedVersions().includes(version) && !version.includes("TfToken"));
        const problems = new Problems();
        checkKubernetesVersion(problems, "version", version);
        expect(problems.all.map(({ fix }) => fix)).toEqual([`use one of ${supportedVersions().join(", ")}`]);
      }),
    );
  });
});
