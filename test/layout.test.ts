import * as fs from "node:fs";
import * as path from "node:path";
import * as ts from "./support/sources";

const ROOT = path.join(__dirname, "..");
const SOURCES = ts.sourceFiles(ROOT, ["lib", "constructs", "stacks"]);
const ALL = ts.sourceFiles(ROOT, ["lib", "constructs", "stacks", "test", "examples", "bench"]);
const SUBJECTS = fs.readdirSync(path.join(ROOT, "constructs"));

describe("layout", () => {
  it("finds the sources it is about", () => {
    expect(SOURCES).toEqual(
      expect.arrayContaining(["lib/core/errors.ts", "constructs/helm/manifests.ts", "stacks/main.ts"]),
    );
  });

  it("has a test for every source that does something, at the same place below test/", () => {
    const missing = SOURCES.filter((file) => ts.doesSomething(ROOT, file)).filter(
      (file) => !fs.existsSync(path.join(ROOT, "test", file.replace(/\.ts$/, ".test.ts"))),
    );
    expect(missing).toEqual([]);
  });

  it("has a source for every test below test/lib, test/constructs and test/stacks", () => {
    const orphans = ts
      .sourceFiles(ROOT, ["test/lib", "test/constructs", "test/stacks"])
      .filter(
        (file) => !fs.existsSync(path.join(ROOT, file.replace(/^test\//, "").replace(/\.test\.ts$/, ".ts"))),
      );
    expect(orphans).toEqual([]);
  });

  it("imports in one direction: stacks, constructs, lib", () => {
    const forbidden: Record<string, readonly string[]> = {
      lib: ["constructs", "stacks", "examples", "bench"],
      constructs: ["stacks", "examples", "bench"],
      stacks: ["examples", "bench"],
    };
    const wrong = SOURCES.flatMap((file) => {
      const room = file.split("/")[0] ?? "";
      return ts
        .importsOf(ROOT, file)
        .filter((specifier) => specifier.startsWith("."))
        .map((specifier) => path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier)))
        .filter((target) => forbidden[room]?.some((other) => target.startsWith(`${other}/`)))
        .map((target) => `${file} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("imports providers by their deep paths only", () => {
    const wrong = ALL.flatMap((file) =>
      ts
        .importsOf(ROOT, file)
        .filter(
          (specifier) => /^@cdkt[fn]\/provider-[a-z]+$/.test(specifier) || specifier.endsWith("/lazy-index"),
        )
        .map((specifier) => `${file} -> ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it("uses only the public API in examples", () => {
    const wrong = ts.sourceFiles(ROOT, ["examples"]).flatMap((file) =>
      ts
        .importsOf(ROOT, file)
        .filter(
          (specifier) => specifier.startsWith("../../") || /^\.\.\/(lib|constructs|stacks)/.test(specifier),
        )
        .map((specifier) => `${file} -> ${specifier}`),
    );
    expect(wrong).toEqual([]);
  });

  it("keeps every file below 400 lines", () => {
    const long = ALL.filter(
      (file) => fs.readFileSync(path.join(ROOT, file), "utf8").split("\n").length > 401,
    );
    expect(long).toEqual([]);
  });

  it("exports at most one construct from a file, named like the file", () => {
    const wrong = SOURCES.filter((file) => file.startsWith("constructs/")).flatMap((file) => {
      const classes = ts.constructsOf(ROOT, file);
      return classes.length > 1 ? [`${file}: ${classes.join(", ")}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("puts only re-exports into an index", () => {
    const wrong = SOURCES.filter((file) => file.endsWith("/index.ts") && !file.startsWith("stacks/")).filter(
      (file) => !ts.onlyReExports(ROOT, file),
    );
    expect(wrong).toEqual([]);
  });

  it("never sets baseUrl or paths, which would mistake our constructs/ for the package of that name", () => {
    for (const file of ["tsconfig.json", "tsconfig.build.json"]) {
      const { compilerOptions } = JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8"));
      expect(Object.keys(compilerOptions)).not.toEqual(expect.arrayContaining(["baseUrl"]));
      expect(compilerOptions.paths).toBeUndefined();
    }
  });

  it("makes one App, in stacks/main.ts", () => {
    const apps = SOURCES.filter((file) => /new App\(/.test(fs.readFileSync(path.join(ROOT, file), "utf8")));
    expect(apps).toEqual(["stacks/main.ts"]);
  });

  it.each(SUBJECTS)("gives constructs/%s an index, a README and an entry point", (subject) => {
    const folder = path.join(ROOT, "constructs", subject);
    expect(fs.existsSync(path.join(folder, "index.ts"))).toBe(true);
    const headings = fs.readFileSync(path.join(folder, "README.md"), "utf8").match(/^## .*/gm);
    expect(headings).toEqual([
      "## What you get",
      "## Smallest use",
      "## Common changes",
      "## Override",
      "## Attributes",
      "## Notes for upgrades",
    ]);
    const { exports } = JSON.parse(fs.readFileSync(path.join(ROOT, "package.json"), "utf8"));
    expect(exports[`./${subject}`]).toBe(`./dist/constructs/${subject}/index.js`);
  });

  it("holds no path of a machine and no package registry", () => {
    const text = /(^|[^a-zA-Z0-9_.])\/(work|farm|root|opt\/tf-plugins)\/|registry\.npmjs|deb\.debian\.org/;
    const tracked = [...ALL, "README.md", "package.json", "CHANGELOG.md", ".ci/run"];
    // This file has to spell what it looks for.
    const wrong = tracked
      .filter((file) => file !== "test/layout.test.ts")
      .filter((file) => text.test(fs.readFileSync(path.join(ROOT, file), "utf8")));
    expect(wrong).toEqual([]);
  });
});
