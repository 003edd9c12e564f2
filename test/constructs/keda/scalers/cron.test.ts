import { Token } from "cdktf";
import { type CronScalerProps, cron } from "../../../../constructs/keda/scalers/cron";
import { bind, bindProblems } from "../../../support/scalers";
import { codes } from "../../../support/synth";

const PROPS: CronScalerProps = {
  start: "0 8 * * 1-5",
  end: "0 18 * * 1-5",
  timezone: "Europe/Berlin",
  desiredReplicas: 5,
};

const problemsOf = (props: object) => codes(bindProblems(cron({ ...PROPS, ...props })));

describe("cron", () => {
  it("opens and closes a window", () => {
    expect(bind(cron(PROPS))).toEqual({
      trigger: {
        type: "cron",
        metadata: {
          start: "0 8 * * 1-5",
          end: "0 18 * * 1-5",
          timezone: "Europe/Berlin",
          desiredReplicas: "5",
        },
      },
      authentication: undefined,
      statements: [],
      manifests: [],
    });
  });

  it("takes a name and further metadata", () => {
    const { trigger } = bind(cron({ ...PROPS, name: "workday", metadata: { extra: "1" } }));
    expect(trigger).toMatchObject({ name: "workday", metadata: { extra: "1" } });
  });

  it.each([
    "UTC",
    "America/New_York",
    "America/Argentina/Buenos_Aires",
    "Europe/Kyiv",
    "Etc/GMT+3",
    "EST5EDT",
  ])("knows the zone %s", (timezone) => {
    expect(problemsOf({ timezone })).toEqual([]);
  });

  it.each(["Europe/Entenhausen", "CEST", "europe/berlin", "utc", "+01:00", "Local", "Europe/Berlin "])(
    "fails on the zone %s, which KEDA does not find",
    (timezone) => {
      expect(problemsOf({ timezone })).toEqual(["timezone unknown-timezone"]);
    },
  );

  it("fails on an expression outside its ranges", () => {
    expect(problemsOf({ start: "0 24 * * *" })).toEqual(["start invalid-cron"]);
    expect(problemsOf({ end: "0 0 * * 7" })).toEqual(["end invalid-cron"]);
  });

  it("fails once on an expression without five fields", () => {
    expect(problemsOf({ start: "@daily" })).toEqual(["start wrong-format"]);
    expect(problemsOf({ end: "0 0 18 * * 1-5" })).toEqual(["end wrong-format"]);
  });

  it("fails on a window that closes when it opens, however that is written", () => {
    expect(problemsOf({ end: PROPS.start })).toEqual(["end equal-values"]);
    expect(problemsOf({ end: "00 08 * * mon-fri" })).toEqual(["end equal-values"]);
  });

  it("fails on no replicas and on what is missing", () => {
    expect(problemsOf({ desiredReplicas: 0 })).toEqual(["desiredReplicas out-of-range"]);
    expect(problemsOf({ timezone: undefined, start: undefined })).toEqual([
      "start missing-required",
      "timezone missing-required",
    ]);
  });

  it("leaves what is known after apply alone", () => {
    const later = Token.asString({ resolve: () => "later" });
    expect(problemsOf({ start: later, end: later, timezone: later })).toEqual([]);
  });
});
