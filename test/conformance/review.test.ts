import * as fs from "node:fs";
import * as path from "node:path";
import { describeWithAwsProvider, PROVIDER_MIRROR } from "../support/aws-provider";
import { removeTemporaryFolders, temporaryFolder } from "../support/rehearsals";
import { slipway } from "../support/slipway";
import { terraform } from "../support/terraform";

afterAll(removeTemporaryFolders);

const SSH = { protocol: "tcp", from_port: 22, to_port: 22, description: "", self: false };
const OTHERS = { ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [] };

function statement(action: readonly string[], resource: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
  });
}

/** What is to become of the objects below. */
const CONFIGURATION = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
  provider: {
    aws: {
      region: "eu-central-1",
      access_key: "none",
      secret_key: "none",
      skip_credentials_validation: true,
      skip_metadata_api_check: true,
      skip_requesting_account_id: true,
    },
  },
  resource: {
    aws_db_instance: {
      orders: {
        identifier: "orders",
        engine: "postgres",
        instance_class: "db.t4g.micro",
        allocated_storage: 20,
        username: "app",
        password: "planted-after-9f2c",
        storage_encrypted: true,
        skip_final_snapshot: true,
        deletion_protection: false,
      },
    },
    aws_iam_policy: { app: { name: "app", policy: statement(["s3:GetObject", "iam:PassRole"], "*") } },
    aws_security_group: {
      web: {
        name: "web",
        description: "web",
        vpc_id: "vpc-1",
        ingress: [{ ...SSH, ...OTHERS, cidr_blocks: ["0.0.0.0/0"] }],
      },
    },
  },
};

/** Objects as an earlier apply left them; the schema versions are those of hashicorp/aws 5.100.0. */
const STATE: readonly (readonly [type: string, name: string, schemaVersion: number, attributes: object])[] = [
  [
    "aws_db_instance",
    "orders",
    2,
    {
      id: "orders",
      identifier: "orders",
      engine: "postgres",
      instance_class: "db.t4g.micro",
      allocated_storage: 20,
      username: "app",
      password: "planted-before-71ab",
      storage_encrypted: false,
      skip_final_snapshot: false,
      deletion_protection: true,
    },
  ],
  [
    "aws_iam_policy",
    "app",
    0,
    {
      id: "arn:aws:iam::111122223333:policy/app",
      arn: "arn:aws:iam::111122223333:policy/app",
      name: "app",
      path: "/",
      policy: statement(["s3:GetObject"], "arn:aws:s3:::data/*"),
    },
  ],
  [
    "aws_security_group",
    "web",
    1,
    {
      id: "sg-1",
      name: "web",
      description: "web",
      vpc_id: "vpc-1",
      ingress: [{ ...SSH, ...OTHERS, cidr_blocks: ["10.0.0.0/8"] }],
      egress: [],
      revoke_rules_on_delete: false,
    },
  ],
  ["aws_dynamodb_table", "carts", 1, { id: "carts", name: "carts", hash_key: "id" }],
];

/** A plan of the real provider for a change somebody should stop. */
function dangerousPlan(): string {
  const folder = temporaryFolder();
  const provider = 'provider["registry.terraform.io/hashicorp/aws"]';
  const resources = STATE.map(([type, name, schemaVersion, attributes]) => ({
    mode: "managed",
    type,
    name,
    provider,
    instances: [{ schema_version: schemaVersion, attributes }],
  }));
  const state = {
    version: 4,
    terraform_version: "1.10.0",
    serial: 1,
    lineage: "test",
    outputs: {},
    resources,
  };
  fs.writeFileSync(path.join(folder, "terraform.tfstate"), JSON.stringify(state));
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(CONFIGURATION));
  terraform(["init", "-no-color", `-plugin-dir=${PROVIDER_MIRROR}`], folder);
  terraform(["plan", "-no-color", "-refresh=false", "-lock=false", "-out=plan"], folder);
  const file = path.join(folder, "plan.json");
  fs.writeFileSync(file, terraform(["show", "-json", "plan"], folder));
  return file;
}

type Reviewed = {
  readonly risk: string;
  readonly counts: object;
  readonly changes: readonly {
    readonly address: string;
    readonly findings: readonly { readonly rule: string; readonly level: string }[];
    readonly documents: readonly { readonly notes: readonly string[] }[];
  }[];
};

describeWithAwsProvider("the review of a plan of the real hashicorp/aws", () => {
  let file: string;
  let review: Reviewed;

  beforeAll(async () => {
    file = dangerousPlan();
    const { out } = await slipway("review", `shop=${file}`, "--format", "json");
    [review] = JSON.parse(out).reviews;
  }, 120_000);

  it("finds what is destroyed, opened and widened", () => {
    expect(review).toMatchObject({ risk: "critical", counts: { replace: 1, delete: 1, update: 2 } });
    const rules = Object.fromEntries(
      review.changes.map(({ address, findings }) => [address, findings.map(({ rule }) => rule)]),
    );
    expect(rules["aws_db_instance.orders"]).toEqual(expect.arrayContaining(["R1", "R2"]));
    expect(rules["aws_dynamodb_table.carts"]).toEqual(expect.arrayContaining(["R1"]));
    expect(rules["aws_iam_policy.app"]).toEqual(expect.arrayContaining(["R3"]));
    expect(rules["aws_security_group.web"]).toEqual(expect.arrayContaining(["R4"]));
  });

  it("says what the policy allows that it did not", () => {
    const policy = review.changes.find(({ address }) => address === "aws_iam_policy.app");
    expect(policy?.documents.flatMap(({ notes }) => notes).join("\n")).toMatch(/iam:PassRole/);
  });

  it.each(["terminal", "markdown", "html", "json", "sarif"])("shows no password as %s", async (format) => {
    const { out } = await slipway("review", `shop=${file}`, "--format", format);
    expect(out).not.toMatch(/planted-(?:before|after)/);
    expect(out).toContain("aws_db_instance.orders");
  });
});
