import * as path from "node:path";
import { readStates, withRemoteStates } from "../../../../lib/rehearsal/harness/remote-state";
import { readStackFolder } from "../../../../lib/rehearsal/harness/stack-folder";
import type { StateHome } from "../../../../lib/rehearsal/harness/state-home";
import { codeOf, removeTemporaryFolders, synthesized } from "../../../support/rehearsals";

afterEach(removeTemporaryFolders);

const READS = { bucket: "state", key: "net/terraform.tfstate", region: "eu-central-1" };
const READER = {
  data: { terraform_remote_state: { Net: { backend: "s3", config: READS } }, aws_ami: { Linux: {} } },
};

const HOME: StateHome = {
  backend: "http",
  settings: { address: "http://127.0.0.1:1/net" },
  read: () => undefined,
  close: async () => undefined,
};

function folderOf(appOut: string, name: string) {
  return readStackFolder(path.join(appOut, "stacks", name));
}

describe("states a stack reads", () => {
  it("are written by the stack beside it with that backend, whatever more the backend says", () => {
    const appOut = synthesized({
      app: READER,
      net: { terraform: { backend: { s3: { ...READS, encrypt: true, use_lockfile: true } } } },
      other: { terraform: { backend: { s3: { ...READS, key: "other/terraform.tfstate" } } } },
      plain: {},
    });
    expect(readStates(folderOf(appOut, "app"))).toEqual([
      { name: "Net", directory: path.join(appOut, "stacks", "net") },
    ]);
    expect(readStates(folderOf(appOut, "net"))).toEqual([]);
  });

  it("are left out where no stack writes them", () => {
    expect(readStates(folderOf(synthesized({ app: READER, plain: {} }), "app"))).toEqual([]);
  });

  it("are read from where the rehearsal keeps them, other data sources kept", () => {
    expect(withRemoteStates(READER, new Map([["Net", HOME]]))).toEqual({
      data: {
        terraform_remote_state: { Net: { backend: "http", config: HOME.settings } },
        aws_ami: { Linux: {} },
      },
    });
  });

  it("change nothing where there are none", () => {
    const config = { data: { aws_ami: { Linux: {} } } };
    expect(withRemoteStates(config, new Map())).toBe(config);
  });

  it("fail when nobody writes them: a rehearsal asks no real backend", async () => {
    expect(await codeOf(async () => withRemoteStates(READER, new Map()))).toBe(
      "data.terraform_remote_state.Net remote-state-unknown",
    );
  });
});
