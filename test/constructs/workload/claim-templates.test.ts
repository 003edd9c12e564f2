import { Token } from "cdktf";
import { type ClaimProps, claimTemplates } from "../../../constructs/workload/claim-templates";
import { reported } from "../../support/workloads";

const SELECTOR = { "app.kubernetes.io/name": "search" };

function templates(claims: Readonly<Record<string, ClaimProps>> | undefined) {
  return reported((problems) => claimTemplates(claims, SELECTOR, problems.at("claims")));
}

describe("claimTemplates", () => {
  it("are none by default", () => {
    expect(templates(undefined)).toEqual({ result: [], codes: [] });
  });

  it("ask for a disk of the default class, with labels that never change", () => {
    expect(templates({ data: { size: "20Gi" } }).result).toEqual([
      {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "data", labels: SELECTOR },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "20Gi" } } },
      },
    ]);
  });

  it("take a class and another access mode", () => {
    const claim = { size: "1Ti", storageClassName: "gp3", accessMode: "ReadWriteOncePod" } as const;
    expect(templates({ data: claim }).result).toMatchObject([
      { spec: { accessModes: ["ReadWriteOncePod"], storageClassName: "gp3" } },
    ]);
  });

  it("refuse names, sizes and modes that are none, and pass what is known later", () => {
    const claims = {
      Data: { size: "20Gi" },
      small: { size: "20m" },
      zero: { size: "0" },
      word: { size: "big" },
      mode: { size: "1Gi", accessMode: "ReadOnlyMany" as never },
    };
    expect(templates(claims).codes).toEqual([
      "claims.Data invalid-name",
      "claims.small.size invalid-quantity",
      "claims.zero.size invalid-quantity",
      "claims.word.size invalid-quantity",
      "claims.mode.accessMode unknown-access-mode",
    ]);
    const size = Token.asString({ resolve: () => "20Gi" });
    expect(templates({ data: { size } }).codes).toEqual([]);
  });
});
