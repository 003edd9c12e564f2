import { checkKnown, type Problems } from "../../../lib/core/errors";
import { isToken } from "../../../lib/core/tokens";

/**
 * An image: `{ repository, tag }`, `{ repository, digest }` or one text, `registry.example.com/users:1.4.2`. The tag may
 * be a Terraform variable, so that a pipeline deploys a commit without touching code.
 */
export type ImageProps =
  | string
  | {
      /** Address of the repository without tag: `123456789012.dkr.ecr.eu-central-1.amazonaws.com/users`. */
      readonly repository: string;
      /** 1 to 128 letters, digits, dots, dashes and underscores; a tag that always means the same image. */
      readonly tag: string;
      /** Wins over the tag, which then only tells people the version. @default the tag decides */
      readonly digest?: string;
    }
  | {
      readonly repository: string;
      /** `sha256:` and 64 hexadecimal digits. */
      readonly digest: string;
      readonly tag?: string;
    };

/** When the kubelet asks the registry for the image. */
export type ImagePullPolicy = "Always" | "IfNotPresent" | "Never";

/** An image as a container names it. */
export interface ImageConfig {
  /** What stands in the manifest. */
  readonly reference: string;
  readonly pullPolicy: ImagePullPolicy;
  /** Tag for the version label; undefined without a tag, and where it is not known before apply. */
  readonly version: string | undefined;
}

/**
 * Tags that people and pipelines move from image to image. A node that has an old image under such a tag keeps it, two
 * replicas may run different code, and a rollback brings nothing back. Numbers such as `3` are not among them: they are
 * a promise of the publisher that only fixes move them.
 */
const MUTABLE_TAGS: ReadonlySet<string> = new Set([
  ...["latest", "current", "newest", "head", "tip", "rolling"],
  ...["main", "master", "trunk", "mainline", "develop", "development", "dev"],
  ...["edge", "nightly", "unstable", "snapshot", "canary", "next", "preview", "experimental"],
  ...["alpha", "beta", "rc", "stable", "release", "lts"],
  ...["test", "testing", "qa", "staging", "stage", "prod", "production", "live"],
]);

/** `latest-alpine`, `22-latest`, `2.1.0-SNAPSHOT`. A branch with a commit behind it, `main-3f2a91c`, stays what it is. */
const MUTABLE_PART = /^latest[-_.]|[-_.](latest|snapshot|nightly)$/i;

/** Whether a tag is one that moves from image to image. */
export function isMutableTag(tag: string): boolean {
  return MUTABLE_TAGS.has(tag.toLowerCase()) || MUTABLE_PART.test(tag);
}

/**
 * Reads an image and reports every problem, under the props `image` and `imagePullPolicy`. Texts that are not known before apply pass.
 *
 * Codes: `image-without-tag`, `mutable-tag`, `invalid-tag`, `invalid-digest`, `invalid-repository`,
 * `unknown-pull-policy`.
 */
export function resolveImage(
  image: ImageProps,
  pullPolicy: ImagePullPolicy | undefined,
  mutableTags: "refused" | "allowed" | undefined,
  problems: Problems,
): ImageConfig {
  const at = problems.at("image");
  checkKnown(problems, "imagePullPolicy", "unknown-pull-policy", "pull policy", pullPolicy, PULL_POLICIES);
  if (typeof image === "string" && isToken(image)) {
    return { reference: image, pullPolicy: pullPolicy ?? "IfNotPresent", version: undefined };
  }
  const { repository, tag, digest } = partsOf(image);
  checkRepository(at, repository);
  at.addIf(!tag && !digest, {
    prop: "",
    code: "image-without-tag",
    rule: "an image is named with a tag or digest, for without one it is whatever `latest` is today",
    value: repository,
    fix: "add the tag: a version, a commit, a Terraform variable the pipeline sets",
  });
  checkTag(at, tag);
  checkDigest(at, digest);
  const mutable = digest === undefined && tag !== undefined && !isToken(tag) && isMutableTag(tag);
  at.addIf(mutable && mutableTags !== "allowed", {
    prop: "tag",
    code: "mutable-tag",
    rule: "this tag moves from image to image, so that nobody knows what runs and nothing can be rolled back",
    value: tag,
    fix: 'name a version or a commit; a platform for local work may say mutableTags: "allowed"',
  });
  return {
    reference: `${repository}${tag ? `:${tag}` : ""}${digest ? `@${digest}` : ""}`,
    pullPolicy: pullPolicy ?? (mutable ? "Always" : "IfNotPresent"),
    version: tag === undefined || isToken(tag) ? undefined : tag,
  };
}

const PULL_POLICIES: readonly ImagePullPolicy[] = ["Always", "IfNotPresent", "Never"];

type ImageParts = { readonly repository: string; readonly tag?: string; readonly digest?: string };

function partsOf(image: ImageProps): ImageParts {
  if (typeof image !== "string") {
    return image;
  }
  const [name = "", digest] = split(image, image.indexOf("@"));
  const colon = name.lastIndexOf(":");
  const [repository = "", tag] = split(name, colon > name.lastIndexOf("/") ? colon : -1);
  return { repository, tag, digest };
}

function split(text: string, index: number): [string, string?] {
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

/** Source: grammar of the package `reference` of distribution, which every container runtime follows. */
const HOST =
  "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::\\d+)?";
const COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const REPOSITORY = new RegExp(`^(?:${HOST}/)?${COMPONENT}(?:/${COMPONENT})*$`);
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

function checkRepository(problems: Problems, repository: string): void {
  problems.addIf(!isToken(repository) && (repository.length > 255 || !REPOSITORY.test(repository)), {
    prop: "repository",
    code: "invalid-repository",
    rule: "a repository is a host and a path in lowercase, without https:// and without a tag",
    value: repository,
    fix: "write it like registry.example.com/shop/users",
  });
}

function checkTag(problems: Problems, tag: string | undefined): void {
  problems.addIf(!!tag && !isToken(tag) && !TAG.test(tag), {
    prop: "tag",
    code: "invalid-tag",
    rule: "a tag has at most 128 letters, digits, dots, dashes and underscores, and starts with none of dot and dash",
    value: tag,
    fix: "use the tag the registry shows",
  });
}

function checkDigest(problems: Problems, digest: string | undefined): void {
  problems.addIf(digest !== undefined && !isToken(digest) && !DIGEST.test(digest), {
    prop: "digest",
    code: "invalid-digest",
    rule: "a digest is sha256: and 64 hexadecimal digits in lowercase",
    value: digest,
    fix: "copy it from the registry, or from `docker buildx imagetools inspect`",
  });
}
