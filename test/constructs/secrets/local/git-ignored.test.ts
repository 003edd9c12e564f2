import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { gitIgnores } from "../../../../constructs/secrets/local/git-ignored";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-git-"));
const repository = path.join(folder, "repository");
const at = (...parts: string[]) => path.join(repository, ...parts);

beforeAll(() => {
  fs.mkdirSync(repository);
  execFileSync("git", ["init", "--quiet"], { cwd: repository });
  fs.writeFileSync(at(".gitignore"), ".env\n*.local\n");
  fs.writeFileSync(at("tracked.local"), "A=1\n");
  execFileSync("git", ["add", "--force", "tracked.local"], { cwd: repository });
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

describe("gitIgnores", () => {
  it("asks git what it ignores, in folders that are not there yet too", () => {
    expect(gitIgnores(at(".env"))).toBe("ignored");
    expect(gitIgnores(at("a", "b", ".env"))).toBe("ignored");
  });

  it("finds what a commit would take", () => {
    expect(gitIgnores(at("secrets.env"))).toBe("tracked-or-free");
    expect(gitIgnores(at("tracked.local"))).toBe("tracked-or-free");
  });

  it("has nothing against files outside of repositories", () => {
    expect(gitIgnores(path.join(folder, ".env"))).toBe("no-repository");
  });

  it("does not guess where there is a repository and no git", () => {
    expect(gitIgnores(at(".env"), "no-such-git")).toBe("unknown");
    expect(gitIgnores(path.join(folder, ".env"), "no-such-git")).toBe("no-repository");
  });
});
