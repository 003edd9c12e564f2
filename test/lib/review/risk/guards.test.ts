import { GUARD_REMOVED } from "../../../../lib/review/risk/guards";
import { hitsOf } from "../../../support/plans";

const address = "aws_db_instance.orders";

describe("R2, guards", () => {
  it.each([
    [{ deletion_protection: true }, { deletion_protection: false }, "high"],
    [{ deletion_protection: true }, { deletion_protection: null }, "high"],
    [{ deletion_protection: "ACTIVE" }, { deletion_protection: "INACTIVE" }, "high"],
    [{ deletion_protection_enabled: true }, { deletion_protection_enabled: false }, "high"],
    [{ enable_deletion_protection: true }, { enable_deletion_protection: false }, "high"],
    [{ disable_api_termination: true }, { disable_api_termination: false }, "high"],
    [{ force_destroy: false }, { force_destroy: true }, "high"],
    [{}, { force_delete: true }, "high"],
    [{ skip_final_snapshot: false }, { skip_final_snapshot: true }, "high"],
    [{ skip_destroy: true }, { skip_destroy: false }, "high"],
    [{ final_snapshot_identifier: "last" }, { final_snapshot_identifier: null }, "medium"],
    [{ backup_retention_period: 7 }, { backup_retention_period: 0 }, "high"],
    [
      { point_in_time_recovery: [{ enabled: true }] },
      { point_in_time_recovery: [{ enabled: false }] },
      "high",
    ],
    [
      { versioning_configuration: [{ status: "Enabled" }] },
      { versioning_configuration: [{ status: "Suspended" }] },
      "high",
    ],
    [{ retention_in_days: 90 }, { retention_in_days: 7 }, "medium"],
    [{ retention_in_days: 0 }, { retention_in_days: 7 }, "medium"],
    [{ recovery_window_in_days: 30 }, { recovery_window_in_days: 0 }, "medium"],
    [{ reclaim_policy: "Retain" }, { reclaim_policy: "Delete" }, "high"],
  ])("fires for %j -> %j", (before, after, level) => {
    expect(hitsOf(GUARD_REMOVED, { address, before, after }).map((hit) => hit.level)).toEqual([level]);
  });

  it.each([
    [{ deletion_protection: false }, { deletion_protection: true }],
    [{ force_destroy: true }, { force_destroy: false }],
    [{ skip_final_snapshot: true }, { skip_final_snapshot: true, x: 1 }],
    [{ backup_retention_period: 7 }, { backup_retention_period: 14 }],
    [{ retention_in_days: 7 }, { retention_in_days: 0 }],
    [{ retention_in_days: 7 }, { retention_in_days: 30 }],
    [{ health_check: [{ enabled: true }] }, { health_check: [{ enabled: false }] }],
    [{ status: "Enabled" }, { status: "Disabled" }],
  ])("is quiet about %j -> %j", (before, after) => {
    expect(hitsOf(GUARD_REMOVED, { address, before, after })).toEqual([]);
  });

  it("is quiet about what is new, and about what goes: that is for the rules of destruction", () => {
    expect(hitsOf(GUARD_REMOVED, { address, after: { force_destroy: true } })).toEqual([]);
    expect(hitsOf(GUARD_REMOVED, { address, before: { deletion_protection: true } })).toEqual([]);
  });

  it("shows the change as evidence", () => {
    const [hit] = hitsOf(GUARD_REMOVED, {
      address,
      before: { deletion_protection: true },
      after: { deletion_protection: false },
    });
    expect(hit?.evidence).toBe("deletion_protection true -> false");
  });

  it("fires where an object that guards others is deleted, not where it is made", () => {
    const versioning = "aws_s3_bucket_versioning.data";
    expect(hitsOf(GUARD_REMOVED, { address: versioning, before: {} })[0]?.level).toBe("high");
    expect(hitsOf(GUARD_REMOVED, { address: versioning, after: {} })).toEqual([]);
  });
});
