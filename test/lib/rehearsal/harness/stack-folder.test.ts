import * as fs from "node:fs";
import * as path from "node:path";
import {
  addressesByPath,
  hasModules,
  readStackFolder,
  stackNames,
  usedByAny,
  usedProviders,
} from "../../../../lib/rehearsal/harness/stack-folder";
import { codeOf, removeTemporaryFolders, synthesized, temporaryFolder } from "../../../support/rehearsals";

afterEach(removeTemporaryFolders);

describe("folder of a stack", () => {
  it("is named like the stack", () => {
    const appOut = synthesized({ staging: { output: {} } });
    expect(readStackFolder(path.join(appOut, "stacks", "staging"))).toMatchObject({
      name: "staging",
      config: { output: {} },
    });
  });

  it("fails when nothing was synthesized there", async () => {
    expect(await codeOf(async () => readStackFolder(temporaryFolder()))).toBe("target stack-folder-missing");
  });

  it.each(["", "[]", "null", '{"a":'])("fails when it holds %j", async (text) => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, "cdk.tf.json"), text);
    expect(await codeOf(async () => readStackFolder(folder))).toBe("target stack-file-broken");
  });

  it("is listed with its neighbours, without folders that are no stacks", () => {
    const appOut = synthesized({ staging: {}, local: {} });
    fs.mkdirSync(path.join(appOut, "stacks", "assets"));
    expect(stackNames(appOut)).toEqual(["local", "staging"]);
    expect(stackNames(path.join(appOut, "nowhere"))).toEqual([]);
  });
});

describe("providers of a stack", () => {
  const config = {
    terraform: {
      required_providers: {
        aws: { source: "aws", version: "6.25.0" },
        beta: { source: "hashicorp/google-beta" },
        private: { source: "registry.example.com/team/private" },
      },
    },
    resource: {
      aws_vpc: { Main: { cidr_block: "10.0.0.0/16" } },
      aws_subnet: { A: {}, B: { provider: "aws.other" } },
      google_compute_address: { Ip: { provider: "beta" } },
      helm_release: { Keda: [{ name: "keda" }] },
      terraform_data: { Gate: {} },
    },
    data: { aws_ami: { Linux: {} }, terraform_remote_state: { Net: {} } },
  };

  it("are found by prefix and by what is written beside a resource, built-in ones left out", () => {
    expect(usedProviders(config)).toEqual([
      {
        name: "aws",
        source: "hashicorp/aws",
        resources: ["aws_subnet", "aws_vpc"],
        dataSources: ["aws_ami"],
      },
      {
        name: "beta",
        source: "hashicorp/google-beta",
        resources: ["google_compute_address"],
        dataSources: [],
      },
      { name: "helm", source: "hashicorp/helm", resources: ["helm_release"], dataSources: [] },
      {
        name: "private",
        source: "registry.example.com/team/private",
        resources: [],
        dataSources: [],
      },
    ]);
  });

  it("are found when only their configuration is there", () => {
    expect(usedProviders({ provider: { kubernetes: [{}] } }).map(({ name }) => name)).toEqual(["kubernetes"]);
    expect(usedProviders({})).toEqual([]);
  });

  it("may hide in modules", () => {
    expect(hasModules({ module: { vpc: { source: "./vpc" } } })).toBe(true);
    expect(hasModules(config)).toBe(false);
  });

  it("give their objects the paths cdktf wrote down", () => {
    const metadata = (at: string) => ({ "//": { metadata: { path: at } } });
    expect([
      ...addressesByPath({
        resource: { aws_vpc: { Main: metadata("staging/Network/Vpc"), Bare: {} } },
        data: { aws_ami: { Linux: metadata("staging/Ami") } },
      }),
    ]).toEqual([
      ["staging/Network/Vpc", "aws_vpc.Main"],
      ["staging/Ami", "data.aws_ami.Linux"],
    ]);
  });
});

describe("providers of several configurations", () => {
  it("are those of all of them, with all types", () => {
    const of = (type: string, provider = "aws") => ({
      terraform: { required_providers: { [provider]: { source: `hashicorp/${provider}` } } },
      resource: { [type]: { a: {} } },
    });
    expect(usedByAny([of("aws_vpc"), of("aws_sqs_queue"), of("helm_release", "helm")])).toEqual([
      { name: "aws", source: "hashicorp/aws", resources: ["aws_sqs_queue", "aws_vpc"], dataSources: [] },
      { name: "helm", source: "hashicorp/helm", resources: ["helm_release"], dataSources: [] },
    ]);
    expect(usedByAny([])).toEqual([]);
  });
});
