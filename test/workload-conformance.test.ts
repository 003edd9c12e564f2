import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { App } from "cdktf";
import { type Document, parseAllDocuments, visit } from "yaml";
import { EnvironmentStack } from "../stacks/environment-stack";
import { ENVIRONMENTS } from "../stacks/environments";
import { coreProblems } from "./support/core-kinds";
import { crdProblems, isCustom } from "./support/crds";
import { changed } from "./support/environments";
import { describeWithHelm, helm } from "./support/helm";
import { type ManifestsRelease, manifestsReleases } from "./support/manifests";
import { ROOT, synthesizeProgram } from "./support/project";

const EXAMPLES = fs.readdirSync(path.join(ROOT, "examples")).sort();
/** A pull request, for programs that have previews. */
const PREVIEW = { PREVIEW: "7" };

const IMAGE = { tag: "0123456789abcdef0123456789abcdef01234567" };

/** The environments as they are once their services have images, which they wait for as they stand. */
function environmentsWithServices(): string {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-out-"));
  const app = new App({ outdir });
  for (const environment of ENVIRONMENTS) {
    const withImages = changed(environment, ({ workloads }) => {
      workloads.images = { gateway: IMAGE, orders: IMAGE, worker: IMAGE };
      workloads.imagePrefix ??= "registry.example.com/slipway/";
    });
    new EnvironmentStack(app, withImages);
  }
  app.synth();
  return outdir;
}

describe("every release of Kubernetes objects, of environments and examples", () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-conformance-"));
  const outdirs: string[] = [];
  let releases: readonly ManifestsRelease[] = [];

  beforeAll(() => {
    outdirs.push(environmentsWithServices());
    outdirs.push(...EXAMPLES.map((name) => synthesizeProgram(`examples/${name}/main.js`, PREVIEW)));
    releases = outdirs.flatMap(manifestsReleases);
  });

  afterAll(() => {
    for (const made of [folder, ...outdirs]) {
      fs.rmSync(made, { recursive: true, force: true });
    }
  });

  /** The chart of each stack with all that its releases read: objects of two releases never have one key. */
  function charts(): readonly (readonly [chart: string, values: string[], releases: ManifestsRelease[]])[] {
    return [...new Set(releases.map(({ chart }) => chart))].map((chart) => {
      const ofStack = releases.filter((release) => release.chart === chart);
      const values = ofStack.flatMap(({ name, values }) => {
        const file = path.join(folder, `${name.replaceAll(" ", "-")}.yaml`);
        fs.writeFileSync(file, values);
        return ["--values", file];
      });
      return [chart, values, ofStack];
    });
  }

  it("is looked at, in every stack", () => {
    const names = releases.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["local orders", "production orders", "ecochain-production auth-service"]),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it("holds objects of Kubernetes' own kinds that an API server takes as they are", () => {
    const core = releases.flatMap(({ manifests }) => manifests.filter((one) => !isCustom(one)));
    expect(core.length).toBeGreaterThan(50);
    expect(coreProblems(core)).toEqual([]);
  });

  it("holds custom resources that their definitions take", () => {
    const problems = releases.flatMap(({ name, manifests }) =>
      manifests
        .filter(isCustom)
        .flatMap((one) =>
          crdProblems(one).map((problem) => `${name} ${one.kind}/${one.metadata.name} ${problem}`),
        ),
    );
    expect(problems).toEqual([]);
  });

  describeWithHelm("through real helm", () => {
    it("passes lint", () => {
      for (const [chart, values] of charts()) {
        const printed = helm("lint", "--strict", chart, ...values);
        expect(printed).toContain("1 chart(s) linted, 0 chart(s) failed");
        expect(printed).not.toMatch(/\[(WARNING|ERROR)\]/);
      }
    });

    it("renders to the objects that were given, and whole numbers stay whole", () => {
      for (const [chart, values, ofStack] of charts()) {
        const rendered = helm("template", "demo", chart, ...values);
        const given = ofStack.flatMap(({ manifests }) => manifests);
        expect(inOrder(parseAllDocuments(rendered).map(asGoReadsIt))).toEqual(inOrder(given));
        expect(rendered).not.toMatch(/: \d\.?\d*e\+\d+$/m);
      }
    });
  });
});

/** What looks like a number too large for any, such as `5e052238`, Go takes for the text it was. */
function asGoReadsIt(document: Document.Parsed): object {
  visit(document, {
    Scalar: (_, scalar) => {
      if (typeof scalar.value === "number" && !Number.isFinite(scalar.value)) {
        scalar.value = scalar.source;
      }
    },
  });
  return document.toJS();
}

/** Helm puts objects in an order of its own. */
function inOrder(objects: readonly object[]): readonly string[] {
  return objects.map((one) => JSON.stringify(sortedKeys(one))).sort();
}

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortedKeys);
  }
  return typeof value === "object" && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, inner]) => [key, sortedKeys(inner)]),
      )
    : value;
}
