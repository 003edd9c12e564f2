import { type ColdStart, checkTarget, coldStartSpec } from "../../../constructs/keda/interceptor-cold-start";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function found(coldStart: ColdStart): string[] {
  const problems = new Problems();
  coldStartSpec(coldStart, problems.at("coldStart"));
  return codes(problems.all);
}

describe("coldStartSpec", () => {
  it("renders a fallback and a placeholder", () => {
    const body = { statusCode: 202, body: "starting", headers: { "Retry-After": "5" } };
    expect(
      coldStartSpec(
        { fallback: { service: "waiting", portName: "http" }, placeholder: body },
        new Problems(),
      ),
    ).toEqual({
      fallback: { service: { name: "waiting", port: undefined, portName: "http" } },
      placeholder: { response: body },
    });
  });

  it("fails on neither", () => {
    expect(found({})).toEqual(["coldStart no-cold-start"]);
  });

  it("fails on two bodies", () => {
    expect(found({ placeholder: { body: "a", bodyFromConfigMap: { name: "page" } } })).toEqual([
      "coldStart.placeholder.bodyFromConfigMap two-bodies",
    ]);
  });

  it("fails on a body that is too long, a status there is not, and a ConfigMap there cannot be", () => {
    expect(found({ placeholder: { body: "a".repeat(32_769), statusCode: 600 } })).toEqual([
      "coldStart.placeholder.statusCode out-of-range",
      "coldStart.placeholder.body too-long",
    ]);
    expect(found({ placeholder: { body: "a".repeat(32_768), statusCode: 599 } })).toEqual([]);
    expect(found({ placeholder: { bodyFromConfigMap: { name: "" } } })).toEqual([
      "coldStart.placeholder.bodyFromConfigMap.name invalid-name",
    ]);
  });

  it("fails on a fallback with two ports", () => {
    expect(found({ fallback: { service: "waiting", port: 80, portName: "http" } })).toEqual([
      "coldStart.fallback.port port-or-port-name",
    ]);
  });
});

describe("checkTarget", () => {
  it.each([
    ["neither port nor name", { service: "a" }, ["port port-or-port-name"]],
    ["both", { service: "a", port: 80, portName: "http" }, ["port port-or-port-name"]],
    ["a port there is not", { service: "a", port: 65_536 }, ["port out-of-range"]],
    ["an empty name of a port", { service: "a", portName: "" }, ["portName invalid-name"]],
    ["a service there cannot be", { service: "a.b", port: 80 }, ["service invalid-name"]],
  ])("fails on %s", (_, target, expected) => {
    const problems = new Problems();
    checkTarget(target, problems);
    expect(codes(problems.all)).toEqual(expected);
  });
});
