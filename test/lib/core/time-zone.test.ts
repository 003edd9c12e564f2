import * as fc from "fast-check";
import { isTimeZone } from "../../../lib/core/time-zone";

describe("isTimeZone", () => {
  it.each(["UTC", "Etc/UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "US/Eastern"])(
    "knows %s",
    (zone) => {
      expect(isTimeZone(zone)).toBe(true);
    },
  );

  it.each(["", "europe/berlin", "EUROPE/BERLIN", "+01:00", "Mars/Olympus", "Europe/Berlin ", "Local zone"])(
    "does not know %j",
    (zone) => {
      expect(isTimeZone(zone)).toBe(false);
    },
  );

  it("knows every zone of this runtime, and none of them in lower case", () => {
    fc.assert(
      fc.property(fc.constantFrom(...Intl.supportedValuesOf("timeZone")), (zone) => {
        expect([isTimeZone(zone), isTimeZone(zone.toLowerCase())]).toEqual([true, false]);
      }),
    );
  });
});
