import { Construct } from "constructs";
import { Registry, type RegistryProps } from "../../../constructs/registry";
import { ConfigError } from "../../../lib/core/errors";
import { codes, problemsOf, synth } from "../../support/synth";

function build(props: RegistryProps, use: (registry: Registry) => void = () => undefined) {
  return synth((stack) => {
    use(new Registry(stack, "Registry", props));
  });
}

function fails(props: RegistryProps, use: (registry: Registry) => void) {
  return problemsOf((stack) => {
    use(new Registry(stack, "Registry", props));
  });
}

describe("Registry", () => {
  it("makes repositories, their lifecycle and one key, and nothing account-wide", () => {
    expect(build({ repositories: ["api", "team/web"] }).addresses()).toEqual([
      expect.stringContaining("aws_ecr_lifecycle_policy.Registry_Repositories_api_LifecyclePolicy"),
      expect.stringContaining("aws_ecr_lifecycle_policy.Registry_Repositories_team--web_LifecyclePolicy"),
      expect.stringContaining("aws_ecr_repository.Registry_Repositories_api"),
      expect.stringContaining("aws_ecr_repository.Registry_Repositories_team--web"),
      expect.stringContaining("aws_kms_alias.Registry_Key_Alias"),
      expect.stringContaining("aws_kms_key.Registry_Key"),
    ]);
  });

  it("keeps addresses when names are written as a map, in another order or with a prefix", () => {
    const addresses = build({ repositories: ["api", "web"] }).addresses();
    expect(build({ repositories: { web: {}, api: {} }, namePrefix: "platform/" }).addresses()).toEqual(
      addresses,
    );
  });

  it("encrypts every repository with the one key", () => {
    const repositories = Object.values(build({ repositories: ["api", "web"] }).all("aws_ecr_repository"));
    const keys = repositories.map((repository) => repository.encryption_configuration[0].kms_key);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toContain("aws_kms_key.");
  });

  it("makes no key with aes256 or a given key", () => {
    const aes = build({ repositories: ["api"], encryption: "aes256" }, (registry) => {
      expect(registry.encryptionKeyArn).toBeUndefined();
    });
    expect(aes.all("aws_kms_key")).toEqual({});
    expect(aes.one("aws_ecr_repository").encryption_configuration).toEqual([{ encryption_type: "AES256" }]);
    const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/0000";
    const given = build({ repositories: ["api"], encryption: { keyArn } }, (registry) => {
      expect(registry.encryptionKeyArn).toBe(keyArn);
    });
    expect(given.all("aws_kms_key")).toEqual({});
  });

  it("names the key after its place, so that two registries of a stack stay apart", () => {
    const result = synth((stack) => {
      new Registry(stack, "Registry", { repositories: ["api"] });
      new Registry(new Construct(stack, "Team A"), "Registry", { repositories: ["api"] });
    });
    const aliases = Object.values(result.all("aws_kms_alias")).map((alias) => alias.name);
    expect(aliases.sort()).toEqual(["alias/test-Registry", "alias/test-Team-A-Registry"]);
  });

  it("caches upstreams only after their template is there", () => {
    const result = build({ repositories: [], pullThroughCache: { k8s: {} } });
    expect(result.one("aws_ecr_repository_creation_template")).toMatchObject({
      prefix: "k8s",
      image_tag_mutability: "IMMUTABLE",
      custom_role_arn: expect.stringContaining("aws_iam_role."),
    });
    expect(result.one("aws_ecr_pull_through_cache_rule").depends_on).toEqual([
      expect.stringContaining("aws_ecr_repository_creation_template."),
    ]);
  });

  it("leaves templates to ECR's own role where neither key nor tags need another", () => {
    const result = build({ repositories: [], encryption: "aes256", pullThroughCache: { k8s: {} } });
    expect(result.all("aws_iam_role")).toEqual({});
    const tagged = build({
      repositories: [],
      encryption: "aes256",
      pullThroughCache: { k8s: {} },
      tags: { a: "b" },
    });
    expect(Object.keys(tagged.all("aws_iam_role"))).toHaveLength(1);
  });

  it("caches without a template on request", () => {
    const result = build({ repositories: [], pullThroughCache: { k8s: { creationTemplate: "none" } } });
    expect(result.all("aws_ecr_repository_creation_template")).toEqual({});
    expect(result.one("aws_ecr_pull_through_cache_rule").depends_on).toBeUndefined();
  });

  it("manages account-wide scanning and replication on request", () => {
    const result = build({
      repositories: ["api"],
      scanning: "enhanced",
      replication: [{ region: "eu-west-1" }],
    });
    expect(result.one("aws_ecr_registry_scanning_configuration").scan_type).toBe("ENHANCED");
    expect(result.one("aws_ecr_replication_configuration")).toBeDefined();
  });

  it("fails when it would copy to the region of the stack's provider", () => {
    const problems = fails(
      { repositories: ["api"], replication: [{ region: "eu-central-1" }] },
      () => undefined,
    );
    expect(codes(problems)).toEqual(["replication[0].region replicates-to-itself"]);
  });

  it("fails when two registries of a stack manage scanning", () => {
    const problems = problemsOf((stack) => {
      new Registry(stack, "One", { repositories: ["api"], scanning: "basic" });
      new Registry(stack, "Two", { repositories: ["web"], scanning: "basic" });
    });
    expect(codes(problems)).toEqual(["scanning registry-setting-twice"]);
  });

  it("answers for its repositories by the names it was given", () => {
    build({ repositories: ["api", "team/web"], namePrefix: "platform/" }, (registry) => {
      expect(Object.keys(registry.repositoryUrls)).toEqual(["api", "team/web"]);
      expect(registry.repositoryUrl("team/web")).toBe(registry.repositoryUrls["team/web"]);
      expect(registry.repositoryArns.api).toBe(registry.repositories.api?.arn);
    });
  });

  it("grants by name, and everything without names", () => {
    build({ repositories: ["api", "web"] }, (registry) => {
      expect(registry.pullStatements(["web"])[1]?.resources).toEqual([registry.repositoryArns.web]);
      expect(registry.pullStatements()[1]?.resources).toEqual(Object.values(registry.repositoryArns));
      expect(registry.pushStatements(["api"])[1]?.resources).toEqual([registry.repositoryArns.api]);
    });
  });

  it("grants pulls through the cache below its prefixes", () => {
    build({ repositories: [], pullThroughCache: { k8s: { prefix: "mirror" } } }, (registry) => {
      expect(registry.pullThroughStatements()[1]?.resources).toEqual([
        expect.stringMatching(/:repository\/mirror\/\*$/),
      ]);
    });
  });

  it("fails on unknown names and lists the known ones", () => {
    const uses: ((registry: Registry) => unknown)[] = [
      (registry) => registry.repositoryUrl("toString"),
      (registry) => registry.pullStatements(["toString"]),
      (registry) => registry.pushStatements(["toString"]),
    ];
    for (const use of uses) {
      const problems = fails({ repositories: ["api", "web"] }, use);
      expect(codes(problems)).toEqual(["name unknown-repository"]);
      expect(problems[0]?.fix).toContain("api, web");
    }
  });

  it("fails on a permission for nothing", () => {
    expect(codes(fails({ repositories: ["api"] }, (registry) => registry.pullStatements([])))).toEqual([
      "names no-repositories",
    ]);
    expect(codes(fails({ repositories: ["api"] }, (registry) => registry.pullThroughStatements()))).toEqual([
      " no-pull-through-cache",
    ]);
  });

  it("fails with the path of the construct", () => {
    synth((stack) => {
      try {
        new Registry(new Construct(stack, "Team"), "Registry", { repositories: [] });
        throw new Error("it was built");
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
        expect((error as ConfigError).constructPath).toBe("test/Team/Registry");
      }
    });
  });
});
