import * as fs from "node:fs";
import * as path from "node:path";
import { cacheKey, defaultCacheDirectory, SchemaCache } from "../../../../lib/rehearsal/schema/cache";
import { EXTRACTOR_VERSION } from "../../../../lib/rehearsal/schema/extract";
import { temporaryFolder } from "../../../support/bindings";

const folder = temporaryFolder();
const OWNER = { name: "@cdktf/provider-aws", version: "21.22.1", directory: "x" };
const CONTENT = {
  provider: {
    name: "aws",
    source: "registry.terraform.io/hashicorp/aws",
    version: "6.25.0",
    config: { attributes: {}, blocks: {} },
    warnings: [],
  },
  types: {},
};

describe("cache of extracted schemas", () => {
  it("gives back what was kept, for this part, package and version only", () => {
    const cache = new SchemaCache(path.join(folder, "kept"));
    cache.write(OWNER, "all", CONTENT);
    expect(cache.read(OWNER, "all")).toEqual(CONTENT);
    expect(cache.read(OWNER, "some")).toBeUndefined();
    expect(cache.read({ ...OWNER, version: "21.22.2" }, "all")).toBeUndefined();
    expect(cache.read({ ...OWNER, name: "@cdktn/provider-aws" }, "all")).toBeUndefined();
  });

  it("leaves one file behind, named after the version of the extractor too", () => {
    const directory = path.join(folder, "named");
    new SchemaCache(directory).write(OWNER, "some", CONTENT);
    expect(fs.readdirSync(directory)).toEqual([`_cdktf_provider-aws-21.22.1-${EXTRACTOR_VERSION}.some.json`]);
  });

  it("passes over a file that is broken", () => {
    const directory = path.join(folder, "broken");
    const cache = new SchemaCache(directory);
    cache.write(OWNER, "all", CONTENT);
    const [file = ""] = fs.readdirSync(directory);
    fs.writeFileSync(path.join(directory, file), '{"provider":');
    expect(cache.read(OWNER, "all")).toBeUndefined();
  });

  it("goes on where nothing can be written", () => {
    const file = path.join(folder, "a-file");
    fs.writeFileSync(file, "");
    const cache = new SchemaCache(path.join(file, "below"));
    cache.write(OWNER, "all", CONTENT);
    expect(cache.read(OWNER, "all")).toBeUndefined();
  });

  it("keeps nothing without a folder", () => {
    const cache = new SchemaCache(undefined);
    cache.write(OWNER, "all", CONTENT);
    expect(cache.read(OWNER, "all")).toBeUndefined();
  });

  it("lies in the node_modules the package is installed in", () => {
    const modules = path.join(folder, "node_modules");
    expect(defaultCacheDirectory(path.join(modules, "@cdktf", "provider-aws"))).toBe(
      path.join(modules, ".cache", "slipway"),
    );
    expect(defaultCacheDirectory(path.join(folder, "provider-aws"))).toBeUndefined();
  });

  it("tells a data source from the resource of the same name", () => {
    expect(cacheKey("resource", "aws_vpc")).toBe("aws_vpc");
    expect(cacheKey("data-source", "aws_vpc")).toBe("data.aws_vpc");
  });
});
