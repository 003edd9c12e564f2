import { AwsAccount } from "../../../constructs/account";
import {
  isRegion,
  RegistryReplication,
  type ReplicationDestination,
  resolveReplication,
} from "../../../constructs/registry/registry-replication";
import { Problems } from "../../../lib/core/errors";
import { codes, problemsOf as failing, synth } from "../../support/synth";

const HOME = { homeRegion: "eu-central-1", namePrefix: "" };

function resolve(replication: readonly ReplicationDestination[], source: typeof HOME = HOME) {
  const problems = new Problems();
  const rules = resolveReplication(replication, source, problems.at("replication"));
  return { rules, codes: codes(problems.all) };
}

describe("resolveReplication", () => {
  it("copies every repository, or those of the name prefix", () => {
    expect(resolve([{ region: "eu-west-1" }]).rules).toEqual([
      { repositoryPrefixes: [], destinations: [{ region: "eu-west-1", registryId: undefined }] },
    ]);
    const prefixed = resolve([{ region: "eu-west-1" }], { ...HOME, namePrefix: "platform/" });
    expect(prefixed.rules[0]?.repositoryPrefixes).toEqual(["platform/"]);
  });

  it("copies everything on request", () => {
    const all = resolve([{ region: "eu-west-1", repositoryPrefixes: "all" }], {
      ...HOME,
      namePrefix: "platform/",
    });
    expect(all.rules[0]?.repositoryPrefixes).toEqual([]);
  });

  it("puts destinations of the same repositories into one rule", () => {
    const { rules } = resolve([
      { region: "eu-west-1", repositoryPrefixes: ["prod/", "base/"] },
      { region: "us-east-1", repositoryPrefixes: ["test/"] },
      { region: "eu-west-1", registryId: "111122223333", repositoryPrefixes: ["base/", "prod/"] },
    ]);
    expect(rules.map((rule) => rule.destinations.length)).toEqual([2, 1]);
  });

  it("fails when a registry would copy to itself", () => {
    expect(resolve([{ region: "eu-central-1" }]).codes).toEqual([
      "replication[0].region replicates-to-itself",
    ]);
  });

  it("lets another account of the own region pass, and regions not known yet", () => {
    expect(resolve([{ region: "eu-central-1", registryId: "111122223333" }]).codes).toEqual([]);
    expect(resolve([{ region: "${TfToken[TOKEN.1]}" }]).codes).toEqual([]);
  });

  it("fails on bad regions, accounts and prefixes", () => {
    expect(
      resolve([
        { region: "Frankfurt" },
        { region: "eu-west-1", registryId: "123" },
        { region: "eu-west-1", repositoryPrefixes: ["prod/*", "x"] },
      ]).codes,
    ).toEqual([
      "replication[0].region invalid-region",
      "replication[1].registryId invalid-account",
      "replication[2].repositoryPrefixes[0] invalid-repository-prefix",
      "replication[2].repositoryPrefixes[1] invalid-repository-prefix",
    ]);
  });

  it("fails on the same destination twice", () => {
    expect(resolve([{ region: "eu-west-1" }, { region: "eu-west-1" }]).codes).toEqual([
      "replication[1] duplicate-destination",
    ]);
  });

  it("fails beyond 10 sets of repositories", () => {
    const destinations = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        region: "eu-west-1",
        repositoryPrefixes: [`team${index}/`],
      }));
    expect(resolve(destinations(10)).codes).toEqual([]);
    expect(resolve(destinations(11)).codes).toEqual(["replication too-many-replication-rules"]);
  });

  it("fails beyond 25 destinations", () => {
    const destinations = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        region: "eu-west-1",
        registryId: String(100_000_000_000 + index),
      }));
    expect(resolve(destinations(25)).codes).toEqual([]);
    expect(resolve(destinations(26)).codes).toEqual(["replication too-many-destinations"]);
  });

  it("fails beyond 100 prefixes", () => {
    const repositoryPrefixes = Array.from({ length: 101 }, (_, index) => `team${index}/`);
    expect(resolve([{ region: "eu-west-1", repositoryPrefixes }]).codes).toEqual([
      "replication[0].repositoryPrefixes too-many-repository-prefixes",
    ]);
  });
});

describe("RegistryReplication", () => {
  const rules = [{ repositoryPrefixes: ["prod/"], destinations: [{ region: "eu-west-1" }] }];

  it("copies to the own account unless another is named", () => {
    const result = synth((stack) => {
      new RegistryReplication(stack, "Replication", { rules, account: AwsAccount.of(stack) });
    });
    const [rule] = result.one("aws_ecr_replication_configuration").replication_configuration.rule;
    expect(rule.destination).toEqual([
      { region: "eu-west-1", registry_id: expect.stringContaining("data.aws_caller_identity") },
    ]);
    expect(rule.repository_filter).toEqual([{ filter: "prod/", filter_type: "PREFIX_MATCH" }]);
  });

  it("writes no filter for every repository", () => {
    const result = synth((stack) => {
      new RegistryReplication(stack, "Replication", {
        rules: [
          { repositoryPrefixes: [], destinations: [{ region: "eu-west-1", registryId: "111122223333" }] },
        ],
        account: AwsAccount.of(stack),
      });
    });
    const [rule] = result.one("aws_ecr_replication_configuration").replication_configuration.rule;
    expect(rule.repository_filter).toBeUndefined();
    expect(rule.destination).toEqual([{ region: "eu-west-1", registry_id: "111122223333" }]);
    expect(result.json.data).toBeUndefined();
  });

  it("fails on a second one in the stack", () => {
    const problems = failing((stack) => {
      const account = AwsAccount.of(stack);
      new RegistryReplication(stack, "One", { rules, account });
      new RegistryReplication(stack, "Two", { rules, account });
    });
    expect(codes(problems)).toEqual(["replication registry-setting-twice"]);
  });
});

describe("isRegion", () => {
  it("knows the shape of regions", () => {
    expect(["eu-central-1", "us-gov-west-1", "ap-southeast-4"].every(isRegion)).toBe(true);
    expect(["", "eu-central", "eu-central-1a", "EU-WEST-1"].some(isRegion)).toBe(false);
  });
});
