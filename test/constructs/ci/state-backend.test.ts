import { StateBackend } from "../../../constructs/ci/state-backend";
import type { StateBackendProps } from "../../../constructs/ci/state-backend-config";
import { codes, problemsOf, synth } from "../../support/synth";

const PROPS: StateBackendProps = { bucketName: "acme-terraform-state", region: "eu-central-1" };

function make(props: Partial<StateBackendProps> = {}) {
  return synth((stack) => {
    new StateBackend(stack, "State", { ...PROPS, ...props });
  });
}

describe("StateBackend", () => {
  it("makes a bucket that is closed, versioned, encrypted, reached by TLS only and kept", () => {
    const made = make();
    expect(made.one("aws_s3_bucket")).toMatchObject({
      bucket: "acme-terraform-state",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    expect(made.one("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(made.one("aws_s3_bucket_versioning").versioning_configuration.status).toBe("Enabled");
    expect(made.one("aws_kms_key")).toMatchObject({
      enable_key_rotation: true,
      lifecycle: { prevent_destroy: true },
    });
    expect(made.one("aws_s3_bucket_policy").policy).toContain("aws:SecureTransport");
  });

  it("keeps old states for a while and live ones for ever", () => {
    const rules: Record<string, unknown>[] = make({ recoverableDays: 30 }).one(
      "aws_s3_bucket_lifecycle_configuration",
    ).rule;
    expect(rules.map(({ id }) => id)).toEqual(["drop-deleted-states", "abort-uploads"]);
    expect(rules[0]).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 30 }] });
    expect(rules[0]?.expiration).toEqual([{ expired_object_delete_marker: true }]);
  });

  it("gives its key the alias that backends name it by, and none to a key of others", () => {
    expect(make().one("aws_kms_alias").name).toBe("alias/acme-terraform-state");
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/abc";
    expect(make({ encryption: { keyArn } }).all("aws_kms_alias")).toEqual({});
    expect(make({ encryption: "aes256" }).all("aws_kms_key")).toEqual({});
  });

  it("lets go of everything when told", () => {
    const made = make({ deletionProtection: false });
    expect(made.one("aws_s3_bucket").force_destroy).toBe(true);
    expect(made.one("aws_s3_bucket")).not.toHaveProperty("lifecycle");
    expect(made.one("aws_kms_key")).not.toHaveProperty("lifecycle");
  });

  it("hands out bucket, key, location, and statements for the states of stacks", () => {
    synth((stack) => {
      const state = new StateBackend(stack, "State", { ...PROPS, encryption: "aes256" });
      expect(state.keyArn).toBeUndefined();
      expect(state.location).toMatchObject({ type: "s3", bucket: "acme-terraform-state" });
      expect(state.access).toEqual({ bucketName: state.bucketName, keyArn: undefined });
      expect(state.bucketArn).toBe(state.storage.bucketArn);
      expect(state.readStatements(["staging"]).map(({ sid }) => sid)).toEqual(["ListStates", "ReadState"]);
      expect(state.writeStatements(["preview-*"]).map(({ sid }) => sid)).toEqual([
        "ListStates",
        "WriteState",
        "LockState",
      ]);
    });
    const refused = (use: (state: StateBackend) => void) =>
      codes(problemsOf((stack) => use(new StateBackend(stack, "State", PROPS))));
    expect(refused((state) => state.readStatements(["*"]))).toEqual(["stacks[0] invalid-stack-name"]);
    expect(refused((state) => state.writeStatements(["*"]))).toEqual(["stacks[0] invalid-stack-name"]);
  });

  it("tells everything that is wrong at once", () => {
    const props = { bucketName: "Acme", region: "Frankfurt" };
    expect(codes(problemsOf((stack) => new StateBackend(stack, "State", props)))).toEqual([
      "bucketName invalid-bucket-name",
      "region invalid-region",
    ]);
  });
});
