import { Token } from "cdktf";
import * as fc from "fast-check";
import { resolveNodeVersion } from "../../../constructs/eks/node-version";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function resolve(own: string | undefined, cluster: string | undefined) {
  const problems = new Problems();
  return {
    version: resolveNodeVersion(problems, "kubernetesVersion", own, cluster),
    found: codes(problems.all),
  };
}

describe("resolveNodeVersion", () => {
  it("follows the cluster, so that an upgrade of the cluster upgrades the nodes", () => {
    expect(resolve(undefined, "1.36")).toEqual({ version: "1.36", found: [] });
  });

  it("leaves the version to AWS where the cluster's is not known", () => {
    expect(resolve(undefined, undefined)).toEqual({ version: undefined, found: [] });
  });

  it("does not compare what is known after apply", () => {
    const token = Token.asString({ resolve: () => "1.36" });
    expect(resolve(token, "1.36")).toEqual({ version: token, found: [] });
    expect(resolve("1.20", token)).toEqual({ version: "1.20", found: [] });
    expect(resolve("1.20", undefined)).toEqual({ version: "1.20", found: [] });
  });

  it("takes nodes up to three minor versions behind the cluster and none ahead", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }), (own, cluster) => {
        const fits = own <= cluster && own >= cluster - 3;
        expect(resolve(`1.${own}`, `1.${cluster}`).found).toEqual(
          fits ? [] : ["kubernetesVersion version-skew"],
        );
      }),
    );
  });

  it("fails on nodes newer than the cluster", () => {
    expect(resolve("1.37", "1.36").found).toEqual(["kubernetesVersion version-skew"]);
  });

  it("fails on nodes four versions behind the cluster", () => {
    expect(resolve("1.32", "1.36").found).toEqual(["kubernetesVersion version-skew"]);
    expect(resolve("1.33", "1.36").found).toEqual([]);
  });

  it.each(["1.36.2", "v1.36", "latest", ""])("fails on %p, which is no minor version", (version) => {
    expect(resolve(version, "1.36").found).toEqual(["kubernetesVersion invalid-kubernetes-version"]);
  });
});
