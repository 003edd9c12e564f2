import * as fs from "node:fs";
import * as path from "node:path";
import { App } from "cdktf";
import { BootstrapStack, type BootstrapStackProps } from "../../../constructs/ci/bootstrap-stack";
import { ConfigError } from "../../../lib/core/errors";
import { MOTO, startMoto } from "../../support/moto";
import { removeTemporaryFolders, temporaryFolder } from "../../support/rehearsals";
import { run } from "../../support/simulated";
import { type Attributes, codes } from "../../support/synth";
import { TERRAFORM, terraformEnv } from "../../support/terraform";

const PROPS: BootstrapStackProps = {
  backend: { bucketName: "acme-state", region: "eu-central-1" },
  ownState: "local",
};

function make(props: Partial<BootstrapStackProps> = {}): Attributes {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  new BootstrapStack(app, "bootstrap", { ...PROPS, ...props });
  app.synth();
  return JSON.parse(fs.readFileSync(path.join(outdir, "stacks", "bootstrap", "cdk.tf.json"), "utf8"));
}

describe("BootstrapStack", () => {
  afterEach(removeTemporaryFolders);

  it("begins with a local state and moves it into its own bucket, under its own key", () => {
    expect(make().terraform.backend).toEqual({ local: { path: "../../../terraform.bootstrap.tfstate" } });
    expect(make({ ownState: "bucket" }).terraform.backend).toEqual({
      s3: {
        bucket: "acme-state",
        key: "bootstrap/terraform.tfstate",
        region: "eu-central-1",
        encrypt: true,
        kms_key_id: "alias/acme-state",
        use_lockfile: true,
      },
    });
  });

  it("changes nothing else when the state moves", () => {
    const [before, after] = [make(), make({ ownState: "bucket" })];
    for (const part of ["resource", "data", "provider", "output"]) {
      expect(after[part]).toEqual(before[part]);
    }
  });

  it("tells bucket and key, and the roles where there are some", () => {
    expect(Object.keys(make().output)).toEqual(["state_bucket", "state_key_arn"]);
    const backend = { ...PROPS.backend, encryption: "aes256" as const };
    expect(Object.keys(make({ backend }).output)).toEqual(["state_bucket"]);
    const gitHub = {
      repository: { owner: "acme", name: "platform" },
      roles: { plan: { purpose: "plan" as const, stacks: ["staging"] } },
    };
    expect(Object.keys(make({ gitHub }).output.github_role_arns.value)).toEqual(["plan"]);
  });

  it("refuses a place it does not know", () => {
    try {
      make({ ownState: "s3" as never });
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect(codes((error as ConfigError).problems)).toEqual(["ownState unknown-own-state"]);
      return;
    }
    throw new Error("expected a ConfigError");
  });
});

/** Skipped, and counted as skipped, where there is no terraform or no fake AWS. */
const describeWithMoto = MOTO && TERRAFORM !== undefined ? describe : describe.skip;

describeWithMoto("BootstrapStack, moved by terraform", () => {
  afterEach(removeTemporaryFolders);

  it("takes its state into the bucket, encrypted with the key, and plans nothing after", async () => {
    const moto = await startMoto();
    try {
      const keyId = await makeBucketAndKey(moto.url);
      const folder = path.join(temporaryFolder(), "cdktf.out", "stacks", "bootstrap");
      fs.mkdirSync(folder, { recursive: true });
      const terraform = async (...args: string[]) => {
        const env = { ...terraformEnv(), AWS_ACCESS_KEY_ID: "x", AWS_SECRET_ACCESS_KEY: "x" };
        const { code, output } = await run(TERRAFORM ?? "", [...args, "-no-color"], folder, env);
        expect([code, output]).toEqual([0, expect.any(String)]);
        return output;
      };
      writeBackend(folder, "local", moto.url);
      await terraform("init");
      expect(await terraform("apply", "-auto-approve")).toContain("1 added");
      writeBackend(folder, "bucket", moto.url);
      await terraform("init", "-migrate-state", "-force-copy");
      expect(await terraform("plan")).toContain("No changes");

      const state = await fetch(`${moto.url}/acme-state/bootstrap/terraform.tfstate`, {
        headers: signed("s3"),
      });
      expect(state.headers.get("x-amz-server-side-encryption")).toBe("aws:kms");
      expect(["alias/acme-state", keyId]).toContain(
        state.headers.get("x-amz-server-side-encryption-aws-kms-key-id"),
      );
      expect(await state.text()).toContain('"kept"');
    } finally {
      moto.stop();
    }
  }, 120_000);
});

/** moto reads service and region from a signature and never checks it. */
function signed(service: string): Record<string, string> {
  const scope = `x/20260101/eu-central-1/${service}/aws4_request`;
  return { Authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=x` };
}

async function makeBucketAndKey(url: string): Promise<string> {
  const location = "<LocationConstraint>eu-central-1</LocationConstraint>";
  await fetch(`${url}/acme-state`, {
    method: "PUT",
    headers: signed("s3"),
    body: `<CreateBucketConfiguration>${location}</CreateBucketConfiguration>`,
  });
  const kms = (action: string, body: object) =>
    fetch(url, {
      method: "POST",
      headers: { ...signed("kms"), "X-Amz-Target": `TrentService.${action}` },
      body: JSON.stringify(body),
    });
  const { KeyMetadata } = JSON.parse(await (await kms("CreateKey", {})).text());
  await kms("CreateAlias", { AliasName: "alias/acme-state", TargetKeyId: KeyMetadata.KeyId });
  return KeyMetadata.KeyId;
}

/** The backend of the stack, pointed at moto, with one resource that needs no provider. */
function writeBackend(folder: string, ownState: "local" | "bucket", url: string): void {
  const { backend } = make({ ownState }).terraform;
  if (backend.s3 !== undefined) {
    Object.assign(backend.s3, {
      endpoints: { s3: url },
      use_path_style: true,
      skip_credentials_validation: true,
      skip_requesting_account_id: true,
    });
  }
  const config = { terraform: { backend }, resource: { terraform_data: { Kept: { input: "kept" } } } };
  fs.writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(config));
}
