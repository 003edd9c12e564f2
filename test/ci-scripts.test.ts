import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { describeWithJq, runScript as run, writeFile } from "./support/ci-scripts";
import { FakeGh } from "./support/fake-gh";

const A = "a".repeat(40);
const B = "b".repeat(40);
const BOT = { login: "github-actions[bot]" };
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "slipway-ci-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describeWithJq("comment.sh", () => {
  const marker = (fingerprint: string, stack = "staging") =>
    `<!-- slipway-review key= fingerprint=sha256:${fingerprint} stacks=${stack} -->`;
  const comment = (comments: readonly object[], body = `${marker("2")}\nnew\n`) => {
    const gh = new FakeGh(folder, [
      ["--paginate repos/acme/shop/issues/7/comments", comments],
      ["POST repos/acme/shop/issues/7/comments", {}],
      ["PATCH repos/acme/shop/issues/comments/", {}],
    ]);
    return { ...run("comment.sh", ["7", write("review.md", body)], gh.env), writes: gh.writes };
  };

  it("posts the first one", () => {
    const { code, writes } = comment([]);
    expect(code).toBe(0);
    expect(writes).toEqual([
      { args: expect.arrayContaining(["POST"]), input: { body: `${marker("2")}\nnew\n` } },
    ]);
  });

  it("updates its own, and neither that of another stack nor one that somebody else wrote", () => {
    const { writes } = comment([
      { id: 1, user: { login: "mallory" }, body: `${marker("1")}\nold` },
      { id: 2, user: BOT, body: `${marker("1", "production")}\nold` },
      { id: 3, user: BOT, body: `${marker("1")}\r\nold` },
    ]);
    expect(writes).toEqual([
      {
        args: expect.arrayContaining(["PATCH", "repos/acme/shop/issues/comments/3"]),
        input: { body: expect.stringContaining("new") },
      },
    ]);
  });

  it("leaves one that says the same", () => {
    const { code, writes } = comment([{ id: 3, user: BOT, body: `${marker("2")}\r\nnew` }]);
    expect([code, writes]).toEqual([0, []]);
  });

  it("posts nothing that is not a review", () => {
    const { code, writes } = comment([], "hello\n");
    expect([code, writes]).toEqual([2, []]);
  });
});

describeWithJq("drift-issue.sh", () => {
  const body = "<!-- slipway-drift staging -->\n**1 object** changed\n";
  const issue = (drifted: string, issues: readonly object[]) => {
    const gh = new FakeGh(folder, [
      ["--paginate repos/acme/shop/issues", issues],
      ["POST repos/acme/shop/issues", {}],
      ["PATCH repos/acme/shop/issues/5", {}],
    ]);
    return {
      ...run("drift-issue.sh", ["staging", drifted, write("drift.md", body)], gh.env),
      writes: gh.writes,
    };
  };
  const open = [
    { number: 3, user: { login: "mallory" }, body },
    { number: 4, user: BOT, body: body.replace("staging", "production") },
    { number: 6, user: BOT, body: null },
    { number: 5, user: BOT, body: "<!-- slipway-drift staging -->\r\nold" },
  ];

  it("opens one", () => {
    expect(issue("true", open.slice(0, 3)).writes).toEqual([
      {
        args: expect.arrayContaining(["POST"]),
        input: { title: "Drift in staging", body, labels: ["drift"] },
      },
    ]);
  });

  it("updates it in place", () => {
    expect(issue("true", open).writes).toEqual([
      { args: expect.arrayContaining(["PATCH", "repos/acme/shop/issues/5"]), input: { body } },
    ]);
  });

  it("closes it when the stack is clean", () => {
    expect(issue("false", open).writes).toEqual([
      { args: expect.arrayContaining(["PATCH"]), input: expect.objectContaining({ state: "closed" }) },
    ]);
  });

  it("says nothing where nothing is and nothing was", () => {
    expect(issue("false", [])).toMatchObject({ code: 0, writes: [] });
  });

  it("refuses what is neither true nor false", () => {
    expect(issue("", open)).toMatchObject({ code: 2, writes: [] });
  });
});

describeWithJq("last-deployed.sh", () => {
  const last = (states: Readonly<Record<string, string>>, ...after: string[]) => {
    const deployments = Object.keys(states).map((sha, index) => ({ id: 10 + index, sha }));
    const gh = new FakeGh(folder, [
      ...deployments.map(({ id, sha }) => [`/${id}/statuses`, [{ state: states[sha] }]] as const),
      ["deployments?environment=production&task=slipway", deployments],
    ]);
    return run("last-deployed.sh", ["production", ...after], gh.env).out.trim();
  };

  it.each([
    ["the newest that succeeded", { [A]: "failure", [B]: "success" }, [], B],
    ["nothing where nothing was deployed", {}, [], ""],
    ["nothing where nothing succeeded", { [A]: "in_progress" }, [], ""],
    ["the way back from one that failed", { [A]: "failure", [B]: "success" }, ["--after", A], B],
    [
      "the way back from one that stopped in the middle",
      { [A]: "in_progress", [B]: "success" },
      ["--after", A],
      B,
    ],
    ["no way back from one that did not begin", { [B]: "success" }, ["--after", A], ""],
    ["no way back from one that is healthy", { [A]: "success", [B]: "success" }, ["--after", A], ""],
  ])("prints %s", (_, states, after, expected) => {
    expect(last(states, ...after)).toBe(expected);
  });
});

describeWithJq("record.sh", () => {
  it("records that a deployment begins and how it ends", () => {
    const gh = new FakeGh(folder, [
      ["/deployments/12/statuses", {}],
      ["POST repos/acme/shop/deployments --input", { id: 12 }],
    ]);
    const outputs = path.join(folder, "outputs");
    expect(run("record.sh", ["start", "staging", A], { ...gh.env, GITHUB_OUTPUT: outputs }).code).toBe(0);
    expect(fs.readFileSync(outputs, "utf8")).toBe("id=12\n");
    expect(run("record.sh", ["finish", "12", "failure"], gh.env).code).toBe(0);
    expect(gh.writes.map(({ input }) => input)).toEqual([
      { ref: A, environment: "staging", task: "slipway", auto_merge: false, required_contexts: [] },
      { state: "in_progress", auto_inactive: false },
      { state: "failure", auto_inactive: false },
    ]);
  });
});

describeWithJq("find-review.sh", () => {
  const pull = { number: 7, merged_at: "2026-11-20T10:00:00Z", merge_commit_sha: A, head: { sha: B } };
  const find = (
    pulls: readonly object[],
    files: readonly object[],
    runs: readonly object[] = [{ id: 99 }],
  ) => {
    const gh = new FakeGh(folder, [
      [`commits/${A}/pulls`, pulls],
      ["pulls/7/files", files],
      [`plan.yml/runs?event=pull_request&status=success&head_sha=${B}`, { workflow_runs: runs }],
      ["run download 99 --repo acme/shop --name review-staging", { schemaVersion: 1 }, "review.json"],
    ]);
    const into = path.join(folder, "reviewed");
    const { code } = run("find-review.sh", ["staging", A, into], gh.env);
    return [code, fs.existsSync(path.join(into, "review.json"))];
  };
  const files = [{ filename: "stacks/environments/staging.ts" }];

  it("fetches the review of the pull request that was merged", () => {
    expect(find([{ ...pull, merge_commit_sha: B }, pull], files)).toEqual([0, true]);
  });

  it.each<[string, readonly object[], readonly object[], (readonly object[])?]>([
    ["nothing was merged", [], files],
    ["it was not merged", [{ ...pull, merged_at: null }], files],
    ["it was merged as another commit", [{ ...pull, merge_commit_sha: B }], files],
    ["it changes a workflow", [pull], [...files, { filename: ".github/workflows/plan.yml" }]],
    [
      "it moves a workflow away",
      [pull],
      [{ filename: "a.yml", previous_filename: ".github/workflows/plan.yml" }],
    ],
    [
      "it changes more files than can be listed",
      [pull],
      Array.from({ length: 3000 }, (_, i) => ({ filename: `f${i}` })),
    ],
    ["its plan did not succeed", [pull], files, []],
  ])(
    "fetches none where %s",
    (...[, pulls, changed, runs]: [string, readonly object[], readonly object[], (readonly object[])?]) => {
      expect(find(pulls, changed, runs)).toEqual([0, false]);
    },
  );
});

describeWithJq("resolve-version.sh", () => {
  const git = (...args: string[]) => {
    const { stdout, status, stderr } = spawnSync("git", args, {
      cwd: folder,
      encoding: "utf8",
      env: {
        ...process.env,
        ...Object.fromEntries(
          ["AUTHOR", "COMMITTER"].flatMap((who) => [
            [`GIT_${who}_NAME`, "Test"],
            [`GIT_${who}_EMAIL`, "test@example.com"],
          ]),
        ),
      },
    });
    expect([status, status === 0 ? "" : stderr]).toEqual([0, ""]);
    return stdout.trim();
  };
  const commit = (name: string) => {
    git("-c", "commit.gpgsign=false", "commit", "-q", "--allow-empty", "-m", name);
    return git("rev-parse", "HEAD");
  };

  it("takes tags of main, for staging commits as well, and nothing else", () => {
    git("init", "-q", "-b", "main");
    const released = commit("released");
    git("tag", "v1.0.0");
    git("update-ref", "refs/remotes/origin/main", released);
    const developed = commit("developed");
    git("update-ref", "refs/remotes/origin/develop", developed);
    git("tag", "v2.0.0");
    git("checkout", "-q", "--orphan", "elsewhere");
    const stray = commit("stray");
    const resolve = (...args: string[]) => {
      const { code, out } = run("resolve-version.sh", args, {}, folder);
      return code === 0 ? out.trim() : code;
    };
    expect(resolve("production", "v1.0.0")).toBe(`commit=${released}`);
    expect(resolve("staging", developed)).toBe(`commit=${developed}`);
    expect(resolve("staging", "v2.0.0")).toBe(`commit=${developed}`);
    expect(resolve("production", "v2.0.0")).toBe(1);
    expect(resolve("production", released)).toBe(1);
    expect(resolve("staging", stray)).toBe(1);
    expect(resolve("production", "v9.9.9")).toBe(1);
    expect(resolve("production", "v1.0.0; rm -rf /")).toBe(1);
    expect(resolve("../production", "v1.0.0")).toBe(2);
  });
});

function write(name: string, text: string): string {
  return writeFile(folder, name, text);
}
