import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import {
  readSynthesized,
  readSynthesizedApp,
  synthesizedOf,
  withFormer,
} from "../../../../lib/review/read/synthesized";

const CONFIG = {
  resource: {
    aws_subnet: {
      Network_Private_1A2B: {
        vpc_id: "x",
        "//": { metadata: { path: "staging/Network/Private", uniqueId: "Network_Private_1A2B" } },
      },
    },
  },
  data: { aws_region: { Region: { "//": { metadata: { path: "staging/Region" } } } } },
};

describe("synthesizedOf", () => {
  const synthesized = synthesizedOf(CONFIG, "staging");

  it("knows the construct behind an address, whatever its index", () => {
    expect(synthesized.constructPath("aws_subnet.Network_Private_1A2B")).toBe("staging/Network/Private");
    expect(synthesized.constructPath('aws_subnet.Network_Private_1A2B["a"]')).toBe("staging/Network/Private");
    expect(synthesized.constructPath("data.aws_region.Region")).toBe("staging/Region");
  });

  it("knows nothing of what is not there any more", () => {
    expect(synthesized.constructPath("aws_vpc.gone")).toBeUndefined();
    expect(synthesized.configuration("aws_vpc.gone")).toBeUndefined();
  });

  it("gives the configuration of an object", () => {
    expect(synthesized.configuration("aws_subnet.Network_Private_1A2B[0]")).toMatchObject({ vpc_id: "x" });
  });
});

describe("withFormer", () => {
  it("knows what goes by what was, and everything else by what is", () => {
    const of = (path: string, name = "A") =>
      synthesizedOf({ resource: { aws_vpc: { [name]: { "//": { metadata: { path } } } } } }, "staging");
    const both = withFormer(of("staging/New"), of("staging/Old", "Gone"));
    expect(both.constructPath("aws_vpc.A")).toBe("staging/New");
    expect(both.constructPath("aws_vpc.Gone")).toBe("staging/Old");
    expect(withFormer(of("staging/New"), of("staging/Old")).constructPath("aws_vpc.A")).toBe("staging/New");
    expect(withFormer(undefined, of("staging/Old")).configuration("aws_vpc.A")).toBeDefined();
  });
});

describe("reading what cdktf wrote", () => {
  let folder: string;

  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-synthesized-"));
  });

  afterEach(() => {
    fs.rmSync(folder, { recursive: true, force: true });
  });

  it("reads a stack's configuration", () => {
    fs.mkdirSync(path.join(folder, "stacks", "staging"), { recursive: true });
    fs.writeFileSync(path.join(folder, "stacks", "staging", "cdk.tf.json"), JSON.stringify(CONFIG));
    expect(readSynthesized(folder, "staging")?.constructPath("data.aws_region.Region")).toBe(
      "staging/Region",
    );
    expect(readSynthesized(folder, "production")).toBeUndefined();
  });

  it("puts stacks behind those they depend on", () => {
    const stacks = {
      app: { dependencies: ["cluster", "data"] },
      data: { dependencies: ["network"] },
      cluster: { dependencies: ["network"] },
      network: { dependencies: [] },
    };
    fs.writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ stacks }));
    expect(readSynthesizedApp(folder).stacks).toEqual(["network", "cluster", "data", "app"]);
  });

  it("survives stacks that wait for each other, and a missing manifest", () => {
    expect(readSynthesizedApp(folder).stacks).toEqual([]);
    const stacks = { a: { dependencies: ["b"] }, b: { dependencies: ["a"] } };
    fs.writeFileSync(path.join(folder, "manifest.json"), JSON.stringify({ stacks }));
    expect([...readSynthesizedApp(folder).stacks].sort()).toEqual(["a", "b"]);
  });
});
