import { stringify } from "yaml";
import { readSopsFile } from "../../../../constructs/secrets/sops/sops-file";
import { Problems } from "../../../../lib/core/errors";
import { ENCRYPTED, sopsManifest } from "../../../support/sops";
import { codes } from "../../../support/synth";

function read(text: string) {
  const problems = new Problems();
  const file = readSopsFile(text, problems);
  return { file, problems: problems.all, codes: codes(problems.all) };
}

describe("readSopsFile", () => {
  it("reads the names of an encrypted Secret, in YAML and in JSON", () => {
    const manifest = sopsManifest({
      stringData: { jwt: ENCRYPTED },
      data: { db: ENCRYPTED, jwt: ENCRYPTED },
    });
    for (const text of [stringify(manifest), JSON.stringify(manifest)]) {
      expect(read(text)).toMatchObject({
        codes: [],
        file: { name: "users", namespace: undefined, keys: ["db", "jwt"] },
      });
    }
    const placed = sopsManifest({ metadata: { name: "users", namespace: "shop" } });
    expect(read(stringify(placed)).file?.namespace).toBe("shop");
  });

  it("refuses a file nobody encrypted, without showing what is in it", () => {
    const { sops: _, ...plain } = sopsManifest({ stringData: { jwt: "hunter2" } });
    const { codes, problems } = read(stringify(plain));
    expect(codes).toEqual(["file not-sops", "file not-encrypted"]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("finds a value that was left readable among encrypted ones", () => {
    const { codes, problems } = read(
      stringify(sopsManifest({ stringData: { jwt: ENCRYPTED, db: "hunter2", url: `${ENCRYPTED} hunter2` } })),
    );
    expect(codes).toEqual(["file not-encrypted", "file not-encrypted"]);
    expect(problems.map(({ rule }) => rule)).toEqual([
      "stringData.db can be read in the file",
      "stringData.url can be read in the file",
    ]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it.each([
    ["two documents", "a: 1\n---\nb: 2\n", ["file invalid-yaml"]],
    ["broken YAML", "a: [1", ["file invalid-yaml"]],
    ["nothing", "", ["file invalid-yaml"]],
    ["another kind", "apiVersion: v1\nkind: ConfigMap\n", ["file not-a-secret"]],
    ["a list", "- 1\n", ["file not-a-secret"]],
    ["no values", stringify(sopsManifest({ stringData: {} })), ["file no-secret-data"]],
    ["no name", stringify(sopsManifest({ metadata: {} })), ["file not-a-secret"]],
  ])("refuses %s", (_, text, expected) => expect(read(text).codes).toEqual(expected));
});
