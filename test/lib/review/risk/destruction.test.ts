import {
  DESTRUCTION,
  FOUNDATION_DESTRUCTION,
  FRONT_DOOR_GAP,
  STATEFUL_DESTRUCTION,
} from "../../../../lib/review/risk/destruction";
import { STATEFUL_TYPES } from "../../../../lib/review/risk/stateful-types";
import { hitsOf } from "../../../support/plans";

const DB = { address: "aws_db_instance.orders", before: { identifier: "orders" } };
const REPLACE = ["delete", "create"];

describe("R1, stateful destruction", () => {
  it.each(Object.keys(STATEFUL_TYPES))("fires where a %s is deleted", (type) => {
    const [hit] = hitsOf(STATEFUL_DESTRUCTION, { address: `${type}.x`, before: { id: "x" } });
    expect(hit).toMatchObject({ level: "critical", title: `${STATEFUL_TYPES[type]} is deleted` });
  });

  it("names what forces a replacement", () => {
    const change = { replace_paths: [["storage_encrypted"]] };
    const [hit] = hitsOf(STATEFUL_DESTRUCTION, { ...DB, after: {}, actions: REPLACE, change });
    expect(hit).toMatchObject({
      level: "critical",
      title: "database is replaced",
      evidence: "actions delete, create; storage_encrypted forces the replacement",
    });
  });

  it.each([
    ["a final snapshot", { skip_final_snapshot: false, final_snapshot_identifier: "last" }, "high"],
    ["kept backups", { delete_automated_backups: false }, "high"],
    ["a recovery window", { recovery_window_in_days: 30 }, "high"],
    ["no recovery window", { recovery_window_in_days: 0 }, "critical"],
    ["a deletion window", { deletion_window_in_days: 7 }, "high"],
    ["point in time recovery", { point_in_time_recovery: [{ enabled: true }] }, "high"],
    ["no point in time recovery", { point_in_time_recovery: [{ enabled: false }] }, "critical"],
    ["a bucket that has to be empty", { force_destroy: false }, "high"],
    ["a bucket that goes with everything", { force_destroy: true }, "critical"],
    ["protection", { deletion_protection: true }, "high"],
    ["protection of a user pool", { deletion_protection: "ACTIVE" }, "high"],
    ["leaving it in the account", { skip_destroy: true }, "medium"],
    [
      "a snapshot by name that is skipped",
      { skip_final_snapshot: true, final_snapshot_identifier: "x" },
      "critical",
    ],
  ])("weighs %s", (_, before, level) => {
    expect(hitsOf(STATEFUL_DESTRUCTION, { ...DB, before })[0]?.level).toBe(level);
  });

  it("does not count protection that the same plan takes off", () => {
    const spec = { ...DB, before: { deletion_protection: true }, after: { deletion_protection: false } };
    const [hit] = hitsOf(STATEFUL_DESTRUCTION, { ...spec, actions: REPLACE });
    expect(hit).toMatchObject({ level: "critical" });
    expect(hit?.evidence).toContain("taken off in the same plan");
  });

  it("minds what is forgotten: nobody looks after it any more", () => {
    expect(hitsOf(STATEFUL_DESTRUCTION, { ...DB, actions: ["forget"] })[0]).toMatchObject({
      level: "high",
      title: "database is forgotten",
    });
    const actions = ["create", "forget"];
    expect(hitsOf(STATEFUL_DESTRUCTION, { ...DB, after: {}, actions })[0]?.level).toBe("high");
  });

  it.each([
    ["another type", { address: "aws_iam_role.x", before: {} }],
    ["an update", { ...DB, after: { identifier: "orders" } }],
    ["a create", { address: DB.address, after: {} }],
  ])("is quiet about %s", (_, spec) => {
    expect(hitsOf(STATEFUL_DESTRUCTION, spec)).toEqual([]);
  });
});

describe("R5, foundation destruction", () => {
  it("fires where a cluster is deleted, replaced or forgotten", () => {
    const cluster = { address: "aws_eks_cluster.main", before: {} };
    const levels = [
      cluster,
      { ...cluster, after: {}, actions: REPLACE },
      { ...cluster, actions: ["forget"] },
    ].map((spec) => hitsOf(FOUNDATION_DESTRUCTION, spec)[0]?.level);
    expect(levels).toEqual(["critical", "critical", "high"]);
  });

  it("asks for less care where a new one takes over first, and only where it can", () => {
    const level = (address: string) =>
      hitsOf(FOUNDATION_DESTRUCTION, { address, before: {}, after: {}, actions: ["create", "delete"] })[0]
        ?.level;
    expect([level("aws_eks_node_group.a"), level("aws_vpc.a")]).toEqual(["high", "critical"]);
  });

  it("is quiet about an update and about other types", () => {
    expect(hitsOf(FOUNDATION_DESTRUCTION, { address: "aws_vpc.a", before: { a: 1 }, after: {} })).toEqual([]);
    expect(hitsOf(FOUNDATION_DESTRUCTION, { address: "aws_iam_role.a", before: {} })).toEqual([]);
  });
});

describe("R11, front door gap", () => {
  it("fires where traffic has nowhere to go", () => {
    const spec = { address: "aws_lb.front", before: {}, after: {} };
    expect(hitsOf(FRONT_DOOR_GAP, { ...spec, actions: REPLACE })[0]?.level).toBe("medium");
    expect(hitsOf(FRONT_DOOR_GAP, { ...spec, actions: ["create", "delete"] })).toEqual([]);
    expect(hitsOf(FRONT_DOOR_GAP, { ...spec, address: "aws_iam_role.a", actions: REPLACE })).toEqual([]);
  });
});

describe("R13, destruction", () => {
  it.each([
    [{ address: "aws_iam_role.a", before: {} }, "medium", "aws_iam_role is deleted"],
    [{ address: "aws_iam_role.a", before: {}, actions: ["forget"] }, "medium", "aws_iam_role is forgotten"],
    [{ address: "terraform_data.a", before: {} }, "low", "terraform_data is deleted"],
  ])("fires for %j", (spec, level, title) => {
    expect(hitsOf(DESTRUCTION, spec)).toEqual([expect.objectContaining({ level, title })]);
  });

  it("is quiet where nothing is destroyed", () => {
    expect(hitsOf(DESTRUCTION, { address: "aws_iam_role.a", before: { a: 1 }, after: { a: 2 } })).toEqual([]);
  });
});
