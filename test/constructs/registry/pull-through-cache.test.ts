import {
  type PullThroughCacheProps,
  PullThroughCacheRule,
  resolvePullThroughCache,
} from "../../../constructs/registry/pull-through-cache";
import { Problems } from "../../../lib/core/errors";
import { codes, synth } from "../../support/synth";

const SECRET = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:ecr-pullthroughcache/hub-AbCdEf";

function resolve(props: PullThroughCacheProps) {
  const problems = new Problems();
  return {
    rules: resolvePullThroughCache(props, problems.at("pullThroughCache")),
    problems: problems.all,
    codes: codes(problems.all),
  };
}

describe("resolvePullThroughCache", () => {
  it("knows the address of each upstream", () => {
    const { rules, codes: found } = resolve({
      "ecr-public": {},
      k8s: {},
      quay: {},
      "docker-hub": { credentialArn: SECRET },
      ghcr: { credentialArn: SECRET },
      gitlab: { credentialArn: SECRET },
      chainguard: { credentialArn: SECRET },
      azure: { credentialArn: SECRET, registryUrl: "example.azurecr.io" },
    });
    expect(found).toEqual([]);
    expect(rules.map((rule) => [rule.prefix, rule.registryUrl])).toEqual([
      ["ecr-public", "public.ecr.aws"],
      ["k8s", "registry.k8s.io"],
      ["quay", "quay.io"],
      ["docker-hub", "registry-1.docker.io"],
      ["ghcr", "ghcr.io"],
      ["gitlab", "registry.gitlab.com"],
      ["chainguard", "cgr.dev"],
      ["azure", "example.azurecr.io"],
    ]);
  });

  it("has a creation template unless switched off", () => {
    expect(resolve({ k8s: {} }).rules[0]?.hasTemplate).toBe(true);
    expect(resolve({ k8s: { creationTemplate: "none" } }).rules[0]?.hasTemplate).toBe(false);
  });

  it("fails on an unknown upstream and lists the known ones", () => {
    const { problems, codes: found } = resolve({ dockerhub: {} } as PullThroughCacheProps);
    expect(found).toEqual(["pullThroughCache.dockerhub unknown-upstream"]);
    expect(problems[0]?.fix).toContain("docker-hub");
  });

  it.each(["docker-hub", "ghcr", "gitlab", "chainguard"] as const)(
    "fails on %s without credentials",
    (upstream) => {
      expect(resolve({ [upstream]: {} }).codes).toEqual([
        `pullThroughCache.${upstream}.credentialArn missing-credential`,
      ]);
    },
  );

  it.each([
    "arn:aws:secretsmanager:eu-central-1:111122223333:secret:hub-AbCdEf",
    "ecr-pullthroughcache/hub",
    "arn:aws:ssm:eu-central-1:111122223333:parameter/ecr-pullthroughcache/hub",
  ])("fails on the credential %s", (credentialArn) => {
    expect(resolve({ "docker-hub": { credentialArn } }).codes).toEqual([
      "pullThroughCache.docker-hub.credentialArn invalid-credential-arn",
    ]);
  });

  it("takes a credential that is not known yet", () => {
    expect(resolve({ ghcr: { credentialArn: "${TfToken[TOKEN.1]}" } }).codes).toEqual([]);
  });

  it.each(["x", "docker-hub/", "Hub", "a//b", "x".repeat(31)])("fails on the prefix %j", (prefix) => {
    expect(resolve({ k8s: { prefix } }).codes).toEqual(["pullThroughCache.k8s.prefix invalid-cache-prefix"]);
  });

  it("fails when two upstreams share a prefix", () => {
    expect(resolve({ k8s: {}, quay: { prefix: "k8s" } }).codes).toEqual([
      "pullThroughCache.quay.prefix duplicate-cache-prefix",
    ]);
  });

  it("fails on an address where it is fixed, and without one where it is not", () => {
    expect(resolve({ quay: { registryUrl: "quay.example.com" } }).codes).toEqual([
      "pullThroughCache.quay.registryUrl fixed-registry-url",
    ]);
    expect(resolve({ azure: { credentialArn: SECRET } }).codes).toEqual([
      "pullThroughCache.azure.registryUrl missing-registry-url",
    ]);
    expect(resolve({ azure: { credentialArn: SECRET, registryUrl: "https://x.azurecr.io" } }).codes).toEqual([
      "pullThroughCache.azure.registryUrl invalid-registry-url",
    ]);
  });
});

describe("PullThroughCacheRule", () => {
  it("names prefix, upstream and credential", () => {
    const result = synth((stack) => {
      for (const rule of resolve({ "docker-hub": { credentialArn: SECRET, prefix: "hub" } }).rules) {
        new PullThroughCacheRule(stack, rule.upstream, { rule, dependsOn: [] });
      }
    });
    const rule = result.one("aws_ecr_pull_through_cache_rule");
    expect(rule).toMatchObject({
      ecr_repository_prefix: "hub",
      upstream_registry_url: "registry-1.docker.io",
      credential_arn: SECRET,
    });
    expect(rule.depends_on).toBeUndefined();
  });
});
