import { Token } from "cdktf";
import * as fc from "fast-check";
import { checkEndpoint } from "../../../../constructs/observability/traces/endpoint";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function check(endpoint: string | undefined): string[] {
  const problems = new Problems();
  checkEndpoint(problems, "url", endpoint);
  return codes(problems.all);
}

describe("checkEndpoint", () => {
  it.each([
    "http://tempo.tempo.svc.cluster.local:4317",
    "https://otlp.example.com",
    "https://prometheus.example.com:8443/api/v1/write",
  ])("accepts %s", (endpoint) => {
    expect(check(endpoint)).toEqual([]);
  });

  it("passes what is not given or not known yet", () => {
    expect(check(undefined)).toEqual([]);
    expect(check(Token.asString({ Ref: "later" }))).toEqual([]);
  });

  it("fails for an address without a scheme, or with one that says nothing about encryption", () => {
    expect(check("tempo:4317")).toEqual(["url endpoint-without-scheme"]);
    expect(check("grpc://tempo:4317")).toEqual(["url endpoint-without-scheme"]);
  });

  it("fails for credentials, queries and blanks, and shows none of them", () => {
    for (const endpoint of ["https://user:secret@example.com", "https://example.com?token=x", "http://a b"]) {
      const problems = new Problems();
      checkEndpoint(problems, "url", endpoint);
      expect(codes(problems.all)).toEqual(["url invalid-endpoint"]);
      expect(problems.all[0]).not.toHaveProperty("value");
    }
  });

  it("lets nothing pass that a template of Helm or the collector would read as its own", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("{{", "${", "$", '"'), (text, special) => {
        expect(check(`http://host/${text}${special}`)).toHaveLength(1);
      }),
    );
  });
});
