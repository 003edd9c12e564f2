import { RELEASE_JUMP } from "../../../../lib/review/risk/releases";
import { hitsOf } from "../../../support/plans";

const address = "helm_release.r";
const release = (rest: object = {}) => ({
  name: "metrics",
  chart: "grafana",
  version: "10.1.0",
  repository: "https://a.example",
  namespace: "m",
  atomic: true,
  wait: true,
  ...rest,
});

function levels(after: object, before: object = {}) {
  return hitsOf(RELEASE_JUMP, { address, before: release(before), after: release(after) }).map(
    ({ level }) => level,
  );
}

describe("R7, releases that change", () => {
  it.each([
    ["a major step", { version: "11.0.0" }, ["high"]],
    ["a downgrade", { version: "10.0.9" }, ["high"]],
    ["a version that cannot be compared", { version: "latest" }, ["review"]],
    ["another chart", { chart: "loki" }, ["high"]],
    ["another repository", { repository: "https://b.example" }, ["high"]],
    ["another namespace", { namespace: "n" }, ["high"]],
    ["another name", { name: "n" }, ["high"]],
    ["safeguards off", { atomic: false, wait: null }, ["medium"]],
    ["a minor step", { version: "10.2.0" }, []],
    ["a patch", { version: "10.1.1" }, []],
    ["other values", { values: ["a: 1"] }, []],
  ])("weighs %s", (_, after, expected) => {
    expect(levels(after)).toEqual(expected);
  });

  it("minds a minor step of 0.x, and of charts with definitions", () => {
    expect(levels({ version: "0.3.0" }, { version: "0.2.0" })).toEqual(["medium"]);
    expect(levels({ chart: "keda", version: "2.21.0" }, { chart: "keda", version: "2.20.0" })).toEqual([
      "medium",
    ]);
  });

  it("says which safeguards end", () => {
    const [hit] = hitsOf(RELEASE_JUMP, { address, before: release(), after: release({ atomic: false }) });
    expect(hit?.evidence).toBe("atomic true -> false");
  });
});

describe("R7, releases that go", () => {
  it("minds them, most of all with the definitions of a chart", () => {
    expect(hitsOf(RELEASE_JUMP, { address, before: release() })[0]).toMatchObject({
      level: "high",
      title: "release metrics is deleted",
    });
    expect(hitsOf(RELEASE_JUMP, { address, before: release({ chart: "keda" }) })[0]?.level).toBe("critical");
    expect(
      hitsOf(RELEASE_JUMP, { address, before: release({ chart: "keda" }), actions: ["forget"] })[0]?.level,
    ).toBe("medium");
  });

  it("is quiet about new releases and other types", () => {
    expect(hitsOf(RELEASE_JUMP, { address, after: release() })).toEqual([]);
    expect(hitsOf(RELEASE_JUMP, { address: "aws_vpc.a", before: release() })).toEqual([]);
  });
});
