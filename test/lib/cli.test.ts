import { removeTemporaryFolders, synthesized, temporaryFolder } from "../support/rehearsals";
import { slipway } from "../support/slipway";
import { describeWithTerraform } from "../support/terraform";

afterEach(removeTemporaryFolders);

const GOOD = { resource: { terraform_data: { Gate: { input: "open" } } } };
const WRONG = { resource: { terraform_data: { Gate: { imput: "open" } } } };

describe("slipway", () => {
  it("explains itself", async () => {
    const { code, out } = await slipway("rehearse", "--help");
    expect(code).toBe(0);
    expect(out).toMatch(
      /--fail-at <n>[\s\S]*--drift <address>[\s\S]*--keep <folder>[\s\S]*--real <provider>[\s\S]*--json/,
    );
  });

  it.each([
    [["rehearse", "--no-such-flag"], /unknown option/],
    [["rehearze"], /unknown command/],
    [["rehearse", "--app-out", "no-such-folder"], /not-synthesized/],
  ])("fails with 2 when it cannot run: %j", async (args, message) => {
    const { code, err } = await slipway(...args);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });

  it("fails with 2, naming the stacks there are, at an unknown one", async () => {
    const { code, err } = await slipway("rehearse", "prod", "--app-out", synthesized({ staging: GOOD }));
    expect(code).toBe(2);
    expect(err).toMatch(/use one of staging/);
  });
});

describeWithTerraform("slipway rehearse", () => {
  it("knows clusters that were there before only by --cluster", async () => {
    const endpoint = "https://ABC.gr7.eu-central-1.eks.amazonaws.com";
    const out = synthesized({
      a: {
        terraform: { required_providers: { helm: { source: "helm" } } },
        provider: { helm: [{ kubernetes: { host: endpoint } }] },
        resource: {
          helm_release: { Keda: { name: "keda", chart: "keda", repository: "https://example.com" } },
        },
      },
    });
    const unknown = await slipway("rehearse", "--app-out", out);
    expect(unknown.code).toBe(1);
    expect(unknown.err).toMatch(/no live cluster has the endpoint/);
    expect((await slipway("rehearse", "--app-out", out, "--cluster", endpoint)).code).toBe(0);
  });

  it("ends with 0 when every stack is fine, the outcome on standard output and the steps on standard error", async () => {
    const { code, out, err } = await slipway("rehearse", "--app-out", synthesized({ a: GOOD, b: GOOD }));
    expect(code).toBe(0);
    expect(out.match(/^\w+: rehearsed/gm)).toEqual(["a: rehearsed", "b: rehearsed"]);
    expect(err).toMatch(/ok {5}apply .*create 1/);
  });

  it("fails with 1 when one stack is wrong, and rehearses the others all the same", async () => {
    const { code, out, err } = await slipway("rehearse", "--app-out", synthesized({ a: WRONG, b: GOOD }));
    expect(code).toBe(1);
    expect(out.match(/^\w+: \w+/gm)).toEqual(["a: FAILED", "b: rehearsed"]);
    expect(err).toMatch(/error: terraform_data\.Gate: .*imput/);
  });

  it("prints JSON and nothing else with --json", async () => {
    const appOut = synthesized({ a: WRONG, b: GOOD });
    const { code, out, err } = await slipway("rehearse", "b", "a", "--app-out", appOut, "--json");
    expect(code).toBe(1);
    expect(err).toBe("");
    expect(JSON.parse(out)).toMatchObject([
      { stack: "b", ok: true, objects: 1 },
      { stack: "a", ok: false, steps: [{ name: "init" }, { name: "validate", ok: false }] },
    ]);
  });

  it("fails with 2 when a rehearsal could not run, and says why in JSON, too", async () => {
    const appOut = synthesized({ a: GOOD });
    const plain = await slipway("rehearse", "--app-out", appOut, "--fail-at", "many");
    expect(plain.code).toBe(2);
    expect(plain.err).toMatch(/fail-at-invalid/);
    const json = await slipway("rehearse", "--app-out", appOut, "--drift", "aws_vpc.Main", "--json");
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject([
      { stack: "a", problems: [{ code: "drift-unknown-address" }] },
    ]);
  });

  it("keeps the files of each stack in a folder of its own", async () => {
    const keep = temporaryFolder();
    await slipway("rehearse", "--app-out", synthesized({ a: GOOD }), "--keep", keep, "--parallelism", "1");
    expect(await import("node:fs").then((fs) => fs.readdirSync(`${keep}/a`).length)).toBe(4);
  });
});
