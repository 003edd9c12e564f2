import * as fc from "fast-check";
import type { RegistryProps } from "../../../constructs/registry";
import { resolveRegistry } from "../../../constructs/registry/registry-config";
import { Problems } from "../../../lib/core/errors";
import { codes } from "../../support/synth";

function resolve(props: RegistryProps) {
  const problems = new Problems();
  const config = resolveRegistry(props, problems, {
    providerRegion: "eu-central-1",
    defaultKeyAlias: "test-Registry",
  });
  return { config, codes: codes(problems.all) };
}

describe("resolveRegistry", () => {
  it("gives every repository the shared settings", () => {
    const { config, codes: found } = resolve({ repositories: ["api", "team/web"], mutableTags: ["latest"] });
    expect(found).toEqual([]);
    expect(config.repositories.map(({ key, settings }) => [key, settings.mutableTags])).toEqual([
      ["api", ["latest"]],
      ["team/web", ["latest"]],
    ]);
  });

  it("lets a repository differ", () => {
    const { config } = resolve({
      repositories: { api: {}, web: { mutableTags: "all", forceDelete: true } },
      scanOnPush: false,
    });
    expect(config.repositories.map(({ settings }) => settings)).toMatchObject([
      { mutableTags: [], forceDelete: false, scanOnPush: false },
      { mutableTags: "all", forceDelete: true, scanOnPush: false },
    ]);
  });

  it("puts the prefix in front of names but not of keys", () => {
    const { config } = resolve({ repositories: ["api"], namePrefix: "platform/" });
    expect(config.repositories[0]).toMatchObject({ key: "api", repositoryName: "platform/api" });
  });

  it("leaves the registry's account-wide settings alone by default", () => {
    const { config } = resolve({ repositories: ["api"] });
    expect(config).toMatchObject({
      scanning: undefined,
      replication: [],
      pullThroughCache: [],
      creationTemplates: [],
    });
  });

  it("scans the whole registry on request", () => {
    expect(resolve({ repositories: ["api"], scanning: "enhanced" }).config.scanning).toEqual({
      scanType: "enhanced",
      repositoryFilters: ["*"],
    });
    expect(
      resolve({ repositories: ["api"], scanning: "basic", scanningFilters: ["api"] }).config.scanning,
    ).toEqual({ scanType: "basic", repositoryFilters: ["api"] });
  });

  it("gives cached repositories the shared settings, but lets no role push to them", () => {
    const { config } = resolve({
      repositories: [],
      pushRoles: ["arn:aws:iam::111122223333:role/build"],
      pullAccounts: ["111122223333"],
      pullThroughCache: { k8s: {}, quay: { creationTemplate: "none" } },
    });
    expect(config.creationTemplates).toMatchObject([
      {
        prefix: "k8s",
        appliedFor: ["pull-through-cache"],
        settings: { mutableTags: [], pullAccounts: ["111122223333"], pushRoles: [] },
      },
    ]);
  });

  it("takes valid names and no others", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9]{1,5}([._/-][a-z0-9]{1,5}){0,3}$/), (name) => {
        fc.pre(name.length > 1);
        expect(resolve({ repositories: [name] }).codes).toEqual([]);
        expect(resolve({ repositories: [`${name}/`] }).codes).toEqual([
          "repositories[0] invalid-repository-name",
        ]);
      }),
    );
  });

  it.each(["a", "", "Api", "api_", "-api", "a__b", "a b", "x".repeat(257)])(
    "fails on the name %j",
    (name) => {
      expect(resolve({ repositories: [name] }).codes).toEqual(["repositories[0] invalid-repository-name"]);
    },
  );

  it("counts the prefix into the length of a name", () => {
    expect(resolve({ repositories: ["a"], namePrefix: "b/" }).codes).toEqual([]);
    expect(resolve({ repositories: ["x".repeat(250)], namePrefix: "platform/" }).codes).toEqual([
      "repositories[0] invalid-repository-name",
    ]);
  });

  it("names a repository of a map by its key in problems", () => {
    expect(resolve({ repositories: { "team/api": { pullAccounts: ["1"] }, Api: {} } }).codes).toEqual([
      'repositories["team/api"].pullAccounts[0] invalid-account',
      "repositories.Api invalid-repository-name",
    ]);
  });

  it("reports a shared setting once, not for each repository", () => {
    expect(resolve({ repositories: ["api", "web"], pullAccounts: ["1"] }).codes).toEqual([
      "pullAccounts[0] invalid-account",
    ]);
  });

  it("fails on a name listed twice, and on names whose ids look the same", () => {
    expect(resolve({ repositories: ["api", "api"] }).codes).toEqual(["repositories[1] duplicate-repository"]);
    expect(resolve({ repositories: ["api.v1", "apiv1"] }).codes).toEqual([
      "repositories[1] ambiguous-repository-name",
    ]);
    expect(resolve({ repositories: ["api-v1", "apiv1", "api/v1"] }).codes).toEqual([]);
  });

  it("fails on a name that is not known yet", () => {
    expect(resolve({ repositories: ["${TfToken[TOKEN.1]}"] }).codes).toEqual([
      "repositories[0] name-not-known",
    ]);
  });

  it("fails on a bad prefix, once", () => {
    expect(resolve({ repositories: ["api", "web"], namePrefix: "Platform/" }).codes).toEqual([
      "namePrefix invalid-name-prefix",
    ]);
  });

  it("fails on a registry of nothing", () => {
    expect(resolve({ repositories: [] }).codes).toEqual(["repositories no-repositories"]);
    expect(resolve({ repositories: [], pullThroughCache: { k8s: {} } }).codes).toEqual([]);
  });

  it("fails on filters without scanning, on bad filters and on unknown scanning", () => {
    expect(resolve({ repositories: ["api"], scanningFilters: ["api"] }).codes).toEqual([
      "scanningFilters filters-without-scanning",
    ]);
    expect(resolve({ repositories: ["api"], scanning: "basic", scanningFilters: ["A"] }).codes).toEqual([
      "scanningFilters[0] invalid-scanning-filter",
    ]);
    expect(resolve({ repositories: ["api"], scanning: "BASIC" as "basic" }).codes).toEqual([
      "scanning unknown-scanning",
    ]);
  });

  it("fails when a cache and a template claim one prefix", () => {
    expect(
      resolve({
        repositories: [],
        pullThroughCache: { k8s: {} },
        creationTemplates: { k8s: { appliedFor: ["pull-through-cache"] } },
      }).codes,
    ).toEqual(["creationTemplates.k8s duplicate-template"]);
  });

  it("takes the home region from the props before the provider", () => {
    const replication = [{ region: "eu-west-1" }];
    expect(resolve({ repositories: ["api"], replication }).codes).toEqual([]);
    expect(resolve({ repositories: ["api"], replication, homeRegion: "eu-west-1" }).codes).toEqual([
      "replication[0].region replicates-to-itself",
    ]);
    expect(resolve({ repositories: ["api"], homeRegion: "here" }).codes).toEqual([
      "homeRegion invalid-region",
    ]);
  });

  it("checks props that stand in no stack yet", () => {
    const problems = new Problems();
    resolveRegistry({ repositories: ["api"], replication: [{ region: "eu-central-1" }] }, problems);
    expect(problems.all).toEqual([]);
  });

  it("reports problems of every part at once", () => {
    expect(
      resolve({
        repositories: ["Api"],
        lifecycle: { maxImages: 0 },
        keyAlias: "a b",
        replication: [{ region: "eu-central-1" }],
        pullThroughCache: { ghcr: {} },
      }).codes,
    ).toEqual([
      "lifecycle.maxImages out-of-range",
      "repositories[0] invalid-repository-name",
      "keyAlias invalid-key-alias",
      "replication[0].region replicates-to-itself",
      "pullThroughCache.ghcr.credentialArn missing-credential",
    ]);
  });
});
