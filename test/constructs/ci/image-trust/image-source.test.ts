import * as fc from "fast-check";
import {
  celString,
  checkSources,
  fromAnyOf,
  globsOf,
} from "../../../../constructs/ci/image-trust/image-source";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function problemsOf(sources: readonly string[]): string[] {
  const problems = new Problems();
  checkSources(problems, "images", sources);
  return codes(problems.all);
}

describe("globsOf", () => {
  it("takes a repository with any tag or digest, and no other that begins like it", () => {
    expect(globsOf("ghcr.io/acme/orders")).toEqual([
      "ghcr.io/acme/orders",
      "ghcr.io/acme/orders:*",
      "ghcr.io/acme/orders@*",
    ]);
  });

  it("takes everything below a path", () => {
    expect(globsOf("ghcr.io/acme/*")).toEqual(["ghcr.io/acme/*"]);
  });

  it("never lets a wildcard follow a letter of a name", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,9}\.io(\/[a-z]{1,9}){1,3}(\/\*)?$/), (source) => {
        for (const glob of globsOf(source)) {
          expect(glob).not.toMatch(/[a-z0-9]\*/);
        }
      }),
    );
  });
});

describe("fromAnyOf", () => {
  it("compares beginnings, which know no operators", () => {
    expect(fromAnyOf(["ghcr.io/acme/*"], "image")).toBe('image.startsWith("ghcr.io/acme/")');
    expect(fromAnyOf(["a.io/b"], "i")).toBe(
      'i == "a.io/b" || i.startsWith("a.io/b:") || i.startsWith("a.io/b@")',
    );
  });

  it("takes nothing from nowhere", () => {
    expect(fromAnyOf([], "image")).toBe("false");
  });
});

describe("celString", () => {
  it("cannot be left by what it holds", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const inside = celString(text).slice(1, -1);
        expect(inside.replaceAll(/\\./g, "")).not.toMatch(/["\n\\]/);
      }),
    );
  });
});

describe("checkSources", () => {
  it("takes repositories and paths, with port or without", () => {
    expect(
      problemsOf([
        "ghcr.io/acme/orders",
        "ghcr.io/acme/*",
        "111122223333.dkr.ecr.eu-central-1.amazonaws.com/*",
        "registry.example.com:5000/team-a/app_one",
        "localhost:5000/app",
        "docker.io/library/postgres",
      ]),
    ).toEqual([]);
  });

  it("passes what is known after apply", () => {
    expect(problemsOf(["$" + "{TfToken[TOKEN.1]}", "$" + "{TfToken[TOKEN.2]}/*"])).toEqual([]);
  });

  it.each([
    "*",
    "*/acme/orders",
    "ghcr.io",
    "ghcr.io/acme*",
    "ghcr.io/acme/app-*",
    "ghcr.io/*/orders",
    "ghcr.io/acme/orders:1.0.0",
    "ghcr.io/acme/orders@sha256:00",
    "postgres",
    "library/postgres",
    "ghcr.io/Acme/orders",
    "ghcr.io/acme/",
    "https://ghcr.io/acme",
    "",
  ])("refuses %s", (source) => {
    expect(problemsOf([source])).toEqual(["images[0] invalid-image"]);
  });

  it("refuses the same twice", () => {
    expect(problemsOf(["a.io/b", "a.io/c", "a.io/b"])).toEqual(["images[2] duplicate-image"]);
  });
});
