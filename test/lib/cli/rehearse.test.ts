import { chooseStacks, parseDrift } from "../../../lib/cli/rehearse";
import { codeOf, removeTemporaryFolders, synthesized, temporaryFolder } from "../../support/rehearsals";

afterEach(removeTemporaryFolders);

describe("stacks to rehearse", () => {
  it("are all there are, or those named, each once", () => {
    const appOut = synthesized({ staging: {}, local: {}, production: {} });
    expect(chooseStacks(appOut, [])).toEqual(["local", "production", "staging"]);
    expect(chooseStacks(appOut, ["staging", "local", "staging"])).toEqual(["staging", "local"]);
  });

  it("fail by name when they are not there, listing those that are", async () => {
    const appOut = synthesized({ staging: {}, local: {} });
    expect(await codeOf(async () => chooseStacks(appOut, ["prod", "staging", "dev"]))).toBe(
      "stack stack-unknown, stack stack-unknown",
    );
    expect(() => chooseStacks(appOut, ["prod"])).toThrow(/got "prod"; use one of local, staging/);
  });

  it("fail, asking for the synthesis, when nothing was synthesized", async () => {
    expect(await codeOf(async () => chooseStacks(temporaryFolder(), []))).toBe("--app-out not-synthesized");
    expect(() => chooseStacks("no-such-folder", ["staging"])).toThrow(/run the synthesis first/);
  });
});

describe("--drift", () => {
  it.each([
    ["aws_vpc.Main", { address: "aws_vpc.Main" }],
    ['aws_vpc.Main["a"]', { address: 'aws_vpc.Main["a"]' }],
    ["aws_vpc.Main.enable_dns=false", { address: "aws_vpc.Main", change: { enable_dns: false } }],
    ["aws_vpc.Main.tags={}", { address: "aws_vpc.Main", change: { tags: {} } }],
    ["aws_vpc.Main.name=a=b.c=d", { address: "aws_vpc.Main", change: { name: "a=b.c=d" } }],
    ['m.x.aws_vpc.Main["a"].size=', { address: 'm.x.aws_vpc.Main["a"]', change: { size: "" } }],
  ])("reads %s", (flag, drift) => {
    expect(parseDrift(flag)).toEqual(drift);
  });
});
