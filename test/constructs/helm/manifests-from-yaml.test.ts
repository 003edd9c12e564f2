import { manifestsFromYaml } from "../../../constructs/helm/manifests-from-yaml";
import { ConfigError } from "../../../lib/core/errors";

const NAMESPACE = { apiVersion: "v1", kind: "Namespace", metadata: { name: "rabbitmq-system" } };

function problemsOf(text: string) {
  try {
    manifestsFromYaml(text, "operator.yml");
  } catch (error) {
    return error instanceof ConfigError ? error.problems.map(({ prop, code }) => `${prop} ${code}`) : error;
  }
  throw new Error("expected a ConfigError");
}

describe("manifestsFromYaml", () => {
  it("reads every document, and leaves out empty ones", () => {
    const text = `# licence\n---\n${JSON.stringify(NAMESPACE)}\n---\n---\nkind: ServiceAccount\n`;
    expect(manifestsFromYaml(text, "operator.yml")).toEqual([NAMESPACE, { kind: "ServiceAccount" }]);
  });

  it("takes lists apart", () => {
    const text = JSON.stringify({ apiVersion: "v1", kind: "List", items: [NAMESPACE, NAMESPACE] });
    expect(manifestsFromYaml(text, "operator.yml")).toEqual([NAMESPACE, NAMESPACE]);
  });

  it("gives nothing for an empty file", () => {
    expect(manifestsFromYaml("", "operator.yml")).toEqual([]);
  });

  it("fails on text that is no YAML, and on documents that are no objects, all at once", () => {
    expect(problemsOf("kind: [\n---\n- one\n---\nNot Found\n")).toEqual([
      "documents[0] invalid-yaml",
      "documents[1] not-an-object",
      "documents[2] not-an-object",
    ]);
  });
});
