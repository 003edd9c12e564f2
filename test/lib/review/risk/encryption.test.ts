import { ENCRYPTION_WEAKENED } from "../../../../lib/review/risk/encryption";
import { hitsOf } from "../../../support/plans";

const address = "aws_db_instance.orders";

describe("R6, encryption", () => {
  it.each([
    [{ storage_encrypted: true }, { storage_encrypted: false }, "high", "encryption is turned off"],
    [{ storage_encrypted: true }, {}, "high", "encryption is turned off"],
    [{ disk: [{ encrypted: true }] }, { disk: [{ encrypted: false }] }, "high", "encryption is turned off"],
    [
      { transit_encryption_enabled: true },
      { transit_encryption_enabled: false },
      "high",
      "encryption on the way is turned off",
    ],
    [{ enable_key_rotation: true }, { enable_key_rotation: false }, "high", "the key is no longer rotated"],
    [
      { is_enabled: true },
      { is_enabled: false },
      "high",
      "the key is disabled, and with it everything it encrypts",
    ],
    [
      { encryption_config: [{ resources: ["secrets"] }] },
      { encryption_config: [] },
      "high",
      "encryption is turned off",
    ],
    [{ kms_key_id: "a" }, { kms_key_id: "b" }, "medium", "another key encrypts from now on"],
    [{ kms_key_id: "a" }, { kms_key_id: null }, "medium", "its own key is taken away"],
  ])("fires for %j -> %j", (before, after, level, title) => {
    expect(hitsOf(ENCRYPTION_WEAKENED, { address, before, after })).toEqual([
      expect.objectContaining({ level, title }),
    ]);
  });

  it("minds a key more that forces a replacement", () => {
    const change = { replace_paths: [["kms_key_id"]] };
    const spec = { address, before: { kms_key_id: "a" }, after: { kms_key_id: "b" }, change };
    expect(hitsOf(ENCRYPTION_WEAKENED, { ...spec, actions: ["delete", "create"] })[0]).toMatchObject({
      level: "high",
      title: "another key forces a replacement",
    });
  });

  it.each([
    [{ storage_encrypted: false }, { storage_encrypted: true }],
    [{}, { kms_key_id: "a" }],
    [{ storage_encrypted: true }, { storage_encrypted: true, size: 2 }],
    [{ encryption_config: [] }, { encryption_config: [{ resources: ["secrets"] }] }],
  ])("is quiet about %j -> %j", (before, after) => {
    expect(hitsOf(ENCRYPTION_WEAKENED, { address, before, after })).toEqual([]);
  });

  it("minds what is made without, and not what leaves it to AWS", () => {
    expect(hitsOf(ENCRYPTION_WEAKENED, { address, after: { storage_encrypted: false } })[0]?.level).toBe(
      "medium",
    );
    expect(hitsOf(ENCRYPTION_WEAKENED, { address, after: { storage_encrypted: null } })).toEqual([]);
  });

  it("minds a rule that encrypts and is deleted, and leaves unknown values to their rule", () => {
    const rule = "aws_s3_bucket_server_side_encryption_configuration.a";
    expect(hitsOf(ENCRYPTION_WEAKENED, { address: rule, before: {} })[0]?.level).toBe("high");
    const unknown = { kms_key_id: true };
    expect(hitsOf(ENCRYPTION_WEAKENED, { address, before: { kms_key_id: "a" }, after: {}, unknown })).toEqual(
      [],
    );
  });
});
