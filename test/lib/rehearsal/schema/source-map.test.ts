import * as fs from "node:fs";
import * as path from "node:path";
import { ConfigError } from "../../../../lib/core/errors";
import {
  type BindingPackage,
  embeddedSource,
  moduleSource,
} from "../../../../lib/rehearsal/schema/source-map";
import { compiled, temporaryFolder, writePackage } from "../../../support/bindings";

const folder = temporaryFolder();

function packageWith(name: string, files: Readonly<Record<string, string>>): BindingPackage {
  const directory = writePackage(path.join(folder, name), `@cdktf/provider-${name}`, files);
  return { name: `@cdktf/provider-${name}`, version: "1.2.3", directory };
}

function problemOf(read: () => unknown): { code?: string; message: string } {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) {
      return { code: error.problems[0]?.code, message: error.message };
    }
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe("embedded source of bindings", () => {
  it("is the first source of the last inline source map", () => {
    const owner = packageWith("good", {
      "thing/index.js": `${compiled("old")}\n${compiled("const é = 1;")}`,
    });
    expect(embeddedSource(path.join(owner.directory, "lib/thing/index.js"), owner)).toBe("const é = 1;");
  });

  it("joins the files big modules split their structs into, in a fixed order", () => {
    const owner = packageWith("split", {
      "big/index.js": compiled("main"),
      "big/index-structs/structs100.js": compiled("second"),
      "big/index-structs/structs0.js": compiled("first"),
      "big/index-structs/index.js": "module.exports = {};",
    });
    expect(moduleSource(path.join(owner.directory, "lib/big"), owner)).toBe("main\nfirst\nsecond");
  });

  it("fails where a tool has stripped the source map, naming file, package and the likely cause", () => {
    const owner = packageWith("stripped", { "thing/index.js": "module.exports = {};" });
    const { code, message } = problemOf(() =>
      embeddedSource(path.join(owner.directory, "lib/thing/index.js"), owner),
    );
    expect(code).toBe("missing-source-map");
    expect(message).toContain("@cdktf/provider-stripped@1.2.3");
    expect(message).toContain("lib/thing/index.js");
    expect(message).toContain("strips source maps");
    expect(message).not.toContain(folder);
  });

  it.each([
    ["is cut off", compiled("source").slice(0, -20)],
    ["has no sources", compiled("").replace(/base64,.*/, `base64,${btoa('{"version":3}')}`)],
    ["is null", compiled("").replace(/base64,.*/, `base64,${btoa("null")}`)],
  ])("fails where the source map %s", (title, content) => {
    const owner = packageWith(title.replaceAll(" ", "-"), { "thing/index.js": content });
    expect(problemOf(() => moduleSource(path.join(owner.directory, "lib/thing"), owner)).code).toBe(
      "broken-source-map",
    );
  });

  it("fails with the system's own error where there is no such file", () => {
    const owner = packageWith("empty", {});
    expect(() => embeddedSource(path.join(owner.directory, "lib/none/index.js"), owner)).toThrow(/ENOENT/);
    expect(fs.existsSync(path.join(owner.directory, "lib"))).toBe(true);
  });
});
