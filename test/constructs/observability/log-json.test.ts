import { type LogJson, resolveLogJson } from "../../../constructs/observability/log-json";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function resolved(json: LogJson) {
  const problems = new Problems();
  const config = resolveLogJson(json, problems);
  return { config, problems: codes(problems.all) };
}

describe("resolveLogJson", () => {
  it("reads level and trace id, and leaves line and time alone", () => {
    expect(resolved({})).toEqual({
      config: { level: "level", traceId: "trace_id", message: undefined },
      problems: [],
    });
  });

  it("takes the time from a field, as most write it", () => {
    expect(resolved({ timestamp: { field: "time" } }).config.timestamp).toEqual({
      field: "time",
      format: "RFC3339Nano",
    });
  });

  it.each(["Unix", "RFC1123Z", "2006-01-02 15:04:05", "Jan _2 15:04:05", "02/Jan/2006:15:04:05 -0700"])(
    "takes times written as %s",
    (format) => {
      expect(resolved({ timestamp: { field: "time", format } }).problems).toEqual([]);
    },
  );

  it.each(["level || severity", "log.level", '"log-level"', "items[0].level", "fields.'a-b'"])(
    "takes the field %s",
    (level) => {
      expect(resolved({ level }).problems).toEqual([]);
    },
  );

  it.each<[LogJson, string]>([
    [{ level: " " }, "level empty-field"],
    [{ traceId: "" }, "traceId empty-field"],
    [{ message: "" }, "message empty-field"],
    [{ traceId: "trace-id" }, "traceId unquoted-hyphen"],
    [{ timestamp: { field: "" } }, "timestamp.field empty-field"],
    [{ timestamp: { field: "time", format: "yyyy-MM-dd" } }, "timestamp.format unknown-format"],
    [{ timestamp: { field: "time", format: "" } }, "timestamp.format unknown-format"],
  ])("fails on %j", (json, problem) => {
    expect(resolved(json).problems).toEqual([problem]);
  });
});
