import * as fc from "fast-check";
import {
  describeDiagnostic,
  diagnosticOfText,
  parseLine,
  parseValidation,
} from "../../../../lib/rehearsal/harness/terraform-output";

const RESOURCE = { addr: 'aws_subnet.Public["a"]', resource_type: "aws_subnet" };

function line(message: object): string {
  return JSON.stringify({ "@level": "info", "@timestamp": "2026-11-20T10:00:01.250500Z", ...message });
}

describe("output of terraform", () => {
  it.each([
    ["apply_start", "started"],
    ["apply_complete", "finished"],
    ["apply_errored", "failed"],
  ])("reads %s as %s, with the time to the microsecond", (type, kind) => {
    expect(parseLine(line({ type, hook: { resource: RESOURCE, action: "create" } }))).toEqual({
      kind,
      address: 'aws_subnet.Public["a"]',
      type: "aws_subnet",
      action: "create",
      at: Date.parse("2026-11-20T10:00:01Z") + 250.5,
    });
  });

  it("reads what is planned and what has drifted", () => {
    const change = { resource: RESOURCE, action: "replace" };
    expect(parseLine(line({ type: "planned_change", change }))).toMatchObject({
      kind: "planned",
      action: "replace",
    });
    expect(parseLine(line({ type: "resource_drift", change }))).toMatchObject({
      kind: "drifted",
      action: "replace",
    });
    expect(
      parseLine(line({ type: "planned_change", change: { resource: RESOURCE, action: "noop" } })),
    ).toMatchObject({ action: "no-op" });
    expect(
      parseLine(line({ type: "planned_change", change: { resource: RESOURCE, action: "forget" } })),
    ).toMatchObject({ action: "other" });
  });

  it("reads an error with the address terraform gives", () => {
    const diagnostic = { severity: "error", summary: "Refused", detail: "Because.", address: "aws_vpc.Main" };
    expect(parseLine(line({ type: "diagnostic", diagnostic }))).toEqual({ kind: "diagnostic", diagnostic });
  });

  it.each([
    ["resource.aws_vpc.Main.tags", "aws_vpc.Main"],
    ["resource.helm_release.Keda.set[0]", "helm_release.Keda"],
    ["resource.aws_subnet.Public[0].tags", "aws_subnet.Public"],
    ["data.aws_ami.Linux", "data.aws_ami.Linux"],
    ["output.url", "output.url"],
    ["provider.aws", "provider.aws"],
  ])("finds in the snippet at %s the address %s, which validate leaves out", (context, address) => {
    const diagnostic = { severity: "error", summary: "Missing", detail: "", snippet: { context } };
    expect(parseValidation(JSON.stringify({ valid: false, diagnostics: [diagnostic] }))).toEqual([
      { severity: "error", summary: "Missing", detail: "", address },
    ]);
  });

  it.each(["", "resource", "resource.aws_vpc", "terraform", "locals.x"])(
    "leaves the address open where the snippet at %j names no block",
    (context) => {
      const diagnostic = { severity: "warning", summary: "Old", detail: "", snippet: { context } };
      expect(parseValidation(JSON.stringify({ diagnostics: [diagnostic] }))).toEqual([
        { severity: "warning", summary: "Old", detail: "" },
      ]);
    },
  );

  it("takes any line without failing, for a killed terraform may leave half of one", () => {
    const whole = line({ type: "apply_start", hook: { resource: RESOURCE, action: "create" } });
    for (let length = 0; length < whole.length; length++) {
      expect(parseLine(whole.slice(0, length))).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const event = parseLine(text);
        return event === undefined || typeof event.kind === "string";
      }),
    );
  });

  it("has nothing to say about a validation that found nothing, or that printed none", () => {
    expect(parseValidation('{"valid":true,"diagnostics":[]}')).toEqual([]);
    expect(parseValidation("")).toEqual([]);
  });

  it("reads an error out of the frame terraform draws for people", () => {
    const text = [
      "Initializing provider plugins...",
      "╷",
      "│ Error: Failed to query available provider packages",
      "│ ",
      "│ Could not retrieve the list of versions.",
      "╵",
    ];
    expect(diagnosticOfText(text.join("\n"))).toEqual({
      severity: "error",
      summary: "Failed to query available provider packages",
      detail: "Could not retrieve the list of versions.",
    });
    expect(diagnosticOfText(" \n")).toBeUndefined();
  });

  it("speaks of an error with its address, once", () => {
    expect(
      describeDiagnostic({
        severity: "error",
        summary: "Missing",
        detail: "two\n  lines",
        address: "aws_vpc.Main",
      }),
    ).toBe("aws_vpc.Main: Missing: two lines");
    expect(
      describeDiagnostic({
        severity: "error",
        summary: "aws_vpc.Main is gone",
        detail: "",
        address: "aws_vpc.Main",
      }),
    ).toBe("aws_vpc.Main is gone");
  });
});
