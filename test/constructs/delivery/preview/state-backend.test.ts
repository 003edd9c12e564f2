import { type StateLocation, stateBackend } from "../../../../constructs/delivery/preview/state-backend";
import { synth } from "../../../support/synth";

function terraform(state: StateLocation) {
  return synth((stack) => stateBackend(stack, "preview-7", state)).json.terraform;
}

describe("stateBackend", () => {
  it("keeps a state in S3 under the stack's own key, encrypted and locked", () => {
    const kmsKeyArn = "arn:aws:kms:eu-central-1:111122223333:key/1";
    const state = { type: "s3", bucket: "acme-state", region: "eu-central-1", kmsKeyArn } as const;
    expect(terraform(state)).toMatchObject({
      required_version: ">= 1.10",
      backend: {
        s3: {
          bucket: "acme-state",
          key: "preview-7/terraform.tfstate",
          region: "eu-central-1",
          encrypt: true,
          kms_key_id: kmsKeyArn,
          use_lockfile: true,
        },
      },
    });
  });

  it("keeps a state beside the project", () => {
    expect(terraform({ type: "local" }).backend).toEqual({
      local: { path: "../../../terraform.preview-7.tfstate" },
    });
  });
});
