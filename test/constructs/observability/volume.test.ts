import { checkVolume, type Volume, volumeClaim } from "../../../constructs/observability/volume";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function problemsIn(volume: Volume | "none"): string[] {
  const problems = new Problems();
  checkVolume(problems, "storage", volume);
  return codes(problems.all);
}

describe("checkVolume", () => {
  it("accepts no disk, a disk, and a disk of a class", () => {
    expect(problemsIn("none")).toEqual([]);
    expect(problemsIn({ sizeGib: 1 })).toEqual([]);
    expect(problemsIn({ sizeGib: 65_536, storageClass: "gp3.fast" })).toEqual([]);
  });

  it.each([0, 1.5, 65_537])("fails on a disk of %p GiB", (sizeGib) => {
    expect(problemsIn({ sizeGib })).toEqual(["storage.sizeGib out-of-range"]);
  });

  it("fails on a storage class that is no name", () => {
    expect(problemsIn({ sizeGib: 1, storageClass: "GP3" })).toEqual(["storage.storageClass invalid-name"]);
  });
});

describe("volumeClaim", () => {
  it("asks for one writer, the size and the class", () => {
    expect(volumeClaim({ sizeGib: 20, storageClass: "gp3" }).volumeClaimTemplate.spec).toEqual({
      accessModes: ["ReadWriteOnce"],
      storageClassName: "gp3",
      resources: { requests: { storage: "20Gi" } },
    });
  });
});
