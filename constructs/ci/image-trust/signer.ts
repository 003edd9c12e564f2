import type { Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";
import { checkSources } from "./image-source";
import { checkPattern } from "./image-tags";

/** Who signs: what the certificate of a keyless signature says. */
export type SignerIdentity = {
  /** Address of the OIDC issuer, exactly: `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
  /** Subject of the certificate, exactly: for GitHub the workflow with its ref. */
  readonly subject?: string;
  /** Regular expression (RE2) that the whole subject matches, in place of `subject`. */
  readonly subjectPattern?: string;
};

/** Images, and those who may have signed them. */
export type Signer = {
  /** Repositories (`ghcr.io/acme/orders`) or everything below a path (`ghcr.io/acme/*`). */
  readonly images: readonly string[];
  /** One of them must have signed. */
  readonly identities: readonly SignerIdentity[];
};

/** A workflow of GitHub Actions that signs. */
export interface GitHubWorkflow {
  /** Repository that holds the workflow: `acme/workflows` for a reusable one, not the repository that calls it. */
  readonly repository: string;
  /** Path of the workflow: `.github/workflows/container.yml`. */
  readonly workflow: string;
  /** Ref the workflow is taken from: `refs/heads/main`, `refs/tags/v2.1.0`; `*` at the end stands for any rest. */
  readonly ref: string;
}

/** Issuer of the tokens that GitHub's hosted and own runners get. */
export const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";

/**
 * Identity of a workflow of GitHub Actions. Where a job calls a reusable workflow that signs, the certificate names
 * the reusable one: every repository that may call it can sign. Keep its repository private or internal, and let
 * nobody else push to the registry's path. Kyverno 1.19 does not check the certificate's other fields, such as the
 * calling repository (kyverno issue 15809).
 */
export function githubWorkflow({ repository, workflow, ref }: GitHubWorkflow): SignerIdentity {
  const subject = `https://github.com/${repository}/${workflow}@${ref}`;
  return subject.endsWith("*")
    ? { issuer: GITHUB_ISSUER, subjectPattern: `${literal(subject.slice(0, -1))}[^@]*` }
    : { issuer: GITHUB_ISSUER, subject };
}

/** The identity as Kyverno has it. Patterns are bound at both ends: Sigstore finds them anywhere in the subject. */
export function kyvernoIdentity({ issuer, subject, subjectPattern }: SignerIdentity) {
  return subjectPattern === undefined
    ? { issuer, subject }
    : { issuer, subjectRegExp: `^(${subjectPattern})$` };
}

/**
 * Reports signers that nobody or everybody could be. Codes: `no-images`, `no-identities`, `insecure-issuer`,
 * `subject-or-pattern`, `open-subject`, `invalid-pattern`, those of `checkSources`.
 */
export function checkSigner(problems: Problems, signer: Signer): void {
  problems.addIf(signer.images.length === 0, {
    prop: "images",
    code: "no-images",
    rule: "a signer signs at least one repository",
    value: [],
    fix: "name its images",
  });
  checkSources(problems, "images", signer.images);
  problems.addIf(signer.identities.length === 0, {
    prop: "identities",
    code: "no-identities",
    rule: "a signer has at least one identity",
    value: [],
    fix: "add an identity, githubWorkflow() makes one",
  });
  signer.identities.forEach((identity, index) => {
    checkIdentity(problems.at("identities").at(index), identity);
  });
}

function checkIdentity(problems: Problems, { issuer, subject, subjectPattern }: SignerIdentity): void {
  ifKnown(issuer, (known) => {
    problems.addIf(!/^https:\/\/[^\s/*]+(\/[^\s*]*)?$/.test(known), {
      prop: "issuer",
      code: "insecure-issuer",
      rule: "an issuer is one address that begins with https://",
      value: known,
      fix: `name it exactly, like ${GITHUB_ISSUER}`,
    });
  });
  problems.addIf((subject === undefined) === (subjectPattern === undefined), {
    prop: subject === undefined ? "subject" : "subjectPattern",
    code: "subject-or-pattern",
    rule: "an identity has either a subject or a subjectPattern: an issuer alone signs for everybody it knows",
    fix: "give one of the two",
  });
  ifKnown(subject, (known) => {
    problems.addIf(known.trim() === "" || known.includes("*"), {
      prop: "subject",
      code: "open-subject",
      rule: "a subject is taken exactly as it stands",
      value: known,
      fix: "name one subject, or use subjectPattern",
    });
  });
  ifKnown(subjectPattern, (known) => {
    checkPattern(problems, "subjectPattern", known);
    // Without a beginning of its own, a pattern takes subjects of anybody who can register a name.
    problems.addIf(!LITERAL_START.test(known), {
      prop: "subjectPattern",
      code: "open-subject",
      rule: "a pattern begins with a literal owner, such as https://github\\.com/acme/",
      value: known,
      fix: "write the beginning of the subject out, up to the organization",
    });
  });
}

/** Scheme, host and owner without operators, no alternatives, which would begin anew, and a slash that cannot go. */
const LITERAL_START = /^\^?https:\/\/([A-Za-z0-9-]|\\[.]|:)+\/([A-Za-z0-9_-]|\\[.-])+\/(?![?*{])[^|]*$/;

function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
