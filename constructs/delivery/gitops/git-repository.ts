import type { Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";

/** What of a repository is deployed: exactly one of the three. */
export type GitRevision = {
  /** Tag of a release: `v1.4.2`. */
  readonly tag?: string;
  /** All forty digits of a commit. */
  readonly commit?: string;
  /** Branch that is followed: whoever may push to it deploys. */
  readonly branch?: string;
};

/**
 * Reports what is no address of a repository. Codes: `literal-secret`, `invalid-url`.
 */
export function checkRepositoryUrl(problems: Problems, prop: string, url: string): void {
  ifKnown(url, (known) => {
    const secret = problems.addIf(/^[a-z+]+:\/\/[^/@\s]*:[^/@\s]+@/i.test(known), {
      prop,
      code: "literal-secret",
      rule: "an address with a password would be readable in the plan, the state and the cluster",
      fix: "remove it from the address and put it into a Secret",
    });
    problems.addIf(!secret && !/^(https:\/\/|ssh:\/\/)[^\s/]+\/[^\s]+$/.test(known), {
      prop,
      code: "invalid-url",
      rule: "a repository is an https:// or ssh:// address",
      value: known,
      fix: "write it like https://github.com/acme/shop.git or ssh://git@github.com/acme/shop.git",
    });
  });
}

/** Reports a revision that is none, several, or moves under a fixed name. Codes: `one-revision`, `moving-revision`, `invalid-commit`. */
export function checkRevision(problems: Problems, prop: string, revision: GitRevision): void {
  const { tag, commit, branch } = revision;
  const given = [tag, commit, branch].filter((part) => part !== undefined);
  problems.addIf(given.length !== 1, {
    prop,
    code: "one-revision",
    rule: "a revision is a tag, a commit or a branch",
    value: revision,
    fix: 'write one of them: { tag: "v1.4.2" }',
  });
  const at = problems.at(prop);
  for (const [kind, name] of Object.entries({ tag, branch })) {
    ifKnown(name, (known) => {
      at.addIf(known === "" || /^HEAD$/i.test(known) || (kind === "tag" && known === "latest"), {
        prop: kind,
        code: "moving-revision",
        rule: "a revision names what it is: HEAD is whatever the repository's owner last said",
        value: known,
        fix: "name a tag, or the branch that is followed",
      });
    });
  }
  ifKnown(commit, (known) => {
    at.addIf(!/^[0-9a-f]{40}([0-9a-f]{24})?$/.test(known), {
      prop: "commit",
      code: "invalid-commit",
      rule: "a commit is given by all its hexadecimal digits",
      value: known,
      fix: "write what git rev-parse prints",
    });
  });
}

/** Reports a path that leaves the repository. Codes: `invalid-path`. */
export function checkRepositoryPath(problems: Problems, prop: string, path: string): void {
  ifKnown(path, (known) => {
    const parts = known.split("/");
    problems.addIf(known === "" || parts[0] === "" || parts.includes("..") || /\s/.test(known), {
      prop,
      code: "invalid-path",
      rule: "a path begins at the root of the repository and stays in it",
      value: known,
      fix: 'write it like deploy/users, or "." for the root',
    });
  });
}

/** A revision as the one word Argo CD knows. */
export function revisionText({ tag, commit, branch }: GitRevision): string {
  return tag ?? commit ?? branch ?? "";
}
