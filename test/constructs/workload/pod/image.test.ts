import { TerraformOutput, TerraformVariable } from "cdktf";
import * as fc from "fast-check";
import {
  type ImageProps,
  type ImagePullPolicy,
  isMutableTag,
  resolveImage,
} from "../../../../constructs/workload/pod/image";
import { Problems } from "../../../../lib/core/errors";
import { codes, synth } from "../../../support/synth";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;

function resolved(image: ImageProps, mutableTags?: "refused" | "allowed", pullPolicy?: ImagePullPolicy) {
  const problems = new Problems();
  const config = resolveImage(image, pullPolicy, mutableTags, problems);
  return { ...config, problems: codes(problems.all) };
}

describe("resolveImage", () => {
  it("joins repository and tag, and keeps the tag for the version label", () => {
    expect(resolved({ repository: "registry.example.com/users", tag: "1.4.2" })).toEqual({
      reference: "registry.example.com/users:1.4.2",
      pullPolicy: "IfNotPresent",
      version: "1.4.2",
      problems: [],
    });
  });

  it("joins repository and digest, with a tag for people where there is one", () => {
    expect(resolved({ repository: "users", digest: DIGEST })).toMatchObject({
      reference: `users@${DIGEST}`,
      version: undefined,
      problems: [],
    });
    expect(resolved({ repository: "users", tag: "latest", digest: DIGEST })).toMatchObject({
      reference: `users:latest@${DIGEST}`,
      pullPolicy: "IfNotPresent",
      problems: [],
    });
  });

  it.each([
    ["users:1.4.2", "1.4.2"],
    ["localhost:5000/shop/users:3f2a91c", "3f2a91c"],
    [`ghcr.io/shop/users@${DIGEST}`, undefined],
    [`ghcr.io/shop/users:7@${DIGEST}`, "7"],
    ["nginx:1", "1"],
  ])("reads the text %s", (text, version) => {
    expect(resolved(text)).toMatchObject({ reference: text, version, problems: [] });
  });

  it("takes a tag that a pipeline sets, and then knows no version", () => {
    const { json } = synth((stack) => {
      const tag = new TerraformVariable(stack, "image_tag", { type: "string" }).stringValue;
      const config = resolved({ repository: "registry.example.com/users", tag });
      expect(config).toMatchObject({ pullPolicy: "IfNotPresent", version: undefined, problems: [] });
      expect(resolved(`users:${tag}`).problems).toEqual([]);
      new TerraformOutput(stack, "image", { value: config.reference });
    });
    expect(json.output.image.value).toBe("registry.example.com/users:${var.image_tag}");
  });

  it.each(["users", "localhost:5000/users", { repository: "users", tag: "" }])(
    "fails on %j, an image without tag",
    (image) => {
      expect(resolved(image).problems).toEqual(["image image-without-tag"]);
    },
  );

  it.each([
    "latest",
    "main",
    "Master",
    "develop",
    "dev",
    "edge",
    "nightly",
    "stable",
    "latest-alpine",
    "2.1-SNAPSHOT",
  ])("fails on the tag %s, which moves", (tag) => {
    expect(resolved({ repository: "users", tag }).problems).toEqual(["image.tag mutable-tag"]);
    expect(resolved(`users:${tag}`, "refused").problems).toEqual(["image.tag mutable-tag"]);
  });

  it("pulls such a tag at every start where the platform allows it, unless told otherwise", () => {
    expect(resolved("users:dev", "allowed")).toMatchObject({ pullPolicy: "Always", problems: [] });
    expect(resolved("users:dev", "allowed", "Never")).toMatchObject({ pullPolicy: "Never", problems: [] });
    expect(resolved("users:1.0.0", "allowed")).toMatchObject({ pullPolicy: "IfNotPresent" });
  });

  it.each([
    "https://example.com/users",
    "Example/Users",
    "users:1/x:2",
    "shop//users",
    "users_",
    "a".repeat(256),
  ])("fails on the repository %s", (repository) => {
    expect(resolved({ repository, tag: "1.0.0" }).problems).toEqual(["image.repository invalid-repository"]);
  });

  it("fails on a repository that has a tag already", () => {
    expect(resolved({ repository: "users:1.0.0", tag: "1.0.0" }).problems).toEqual([
      "image.repository invalid-repository",
    ]);
  });

  it.each(["-1", ".1", "a b", "a".repeat(129)])("fails on the tag %s", (tag) => {
    expect(resolved({ repository: "users", tag }).problems).toEqual(["image.tag invalid-tag"]);
  });

  it.each(["sha256:abc", "0".repeat(64), DIGEST.toUpperCase()])("fails on the digest %s", (digest) => {
    expect(resolved({ repository: "users", digest }).problems).toEqual(["image.digest invalid-digest"]);
  });

  it("fails on a pull policy nobody knows", () => {
    expect(resolved("users:1", undefined, "Sometimes" as ImagePullPolicy).problems).toEqual([
      "imagePullPolicy unknown-pull-policy",
    ]);
  });

  it("reads every text it writes back into the same parts", () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const repository = fc
      .tuple(
        fc.constantFrom("", "localhost:5000/", "registry.example.com/"),
        fc.array(word, { minLength: 1, maxLength: 3 }),
      )
      .map(([host, path]) => `${host}${path.join("/")}`);
    const tag = fc.stringMatching(/^\w[\w.-]{0,20}$/);
    fc.assert(
      fc.property(repository, tag, fc.boolean(), (name, version, pinned) => {
        const digest = pinned ? DIGEST : undefined;
        const props = { repository: name, tag: version, digest } as ImageProps;
        expect(resolved(resolved(props, "allowed").reference, "allowed")).toEqual(resolved(props, "allowed"));
      }),
    );
  });
});

describe("isMutableTag", () => {
  it.each(["1.4.2", "3", "22-alpine", "main-3f2a91c", "latests", "3f2a91c", "v2.0.0-rc.1"])(
    "takes %s for one that stays",
    (tag) => {
      expect(isMutableTag(tag)).toBe(false);
    },
  );
});
