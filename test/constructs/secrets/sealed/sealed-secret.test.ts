import { type SealedSecretProps, Secret } from "../../../../constructs/secrets";
import { crdProblems } from "../../../support/crds";
import { contextOf, reported } from "../../../support/workloads";

/** As long as what kubeseal makes of a short value with its key of 4096 bits. */
const SEALED = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(512 + 16 + 7, 7)]).toString("base64");

function manifestOf(props: Partial<SealedSecretProps> = {}) {
  const value = Secret.sealed({ name: "users", encryptedData: { jwt: SEALED }, ...props });
  const { codes, result } = reported((problems) => value.bind(contextOf(problems)));
  expect(codes).toEqual([]);
  return (result.manifests ?? [])[0] as NonNullable<typeof result.manifests>[0];
}

describe("Secret.sealed", () => {
  it("is a SealedSecret that opens under its name in its namespace", () => {
    const manifest = manifestOf();
    const metadata = { name: "users", namespace: "shop", labels: contextOf().labels };
    expect(manifest).toEqual({
      apiVersion: "bitnami.com/v1alpha1",
      kind: "SealedSecret",
      metadata,
      spec: { encryptedData: { jwt: SEALED }, template: { metadata } },
    });
    expect(crdProblems(manifest)).toEqual([]);
  });

  it("says a wider scope where the controller looks for it", () => {
    const manifest = manifestOf({ scope: "namespace-wide", type: "kubernetes.io/tls" });
    const annotations = { "sealedsecrets.bitnami.com/namespace-wide": "true" };
    expect(manifest).toMatchObject({
      metadata: { annotations },
      spec: { template: { type: "kubernetes.io/tls", metadata: { annotations } } },
    });
    expect(crdProblems(manifest)).toEqual([]);
  });

  it("waits for its controller and knows its keys", () => {
    const dependencies = [{ fqn: "helm_release.sealed" }];
    const value = Secret.sealed({
      controller: { dependencies },
      name: "users",
      encryptedData: { jwt: SEALED },
    });
    expect(value.bind(contextOf()).dependsOn).toEqual(dependencies);
    expect(value.keys).toEqual(["jwt"]);
  });

  it("reports every problem at its prop", () => {
    const bad = Secret.sealed({
      name: "X",
      encryptedData: { "a b": "hunter2" },
      scope: "wide" as "strict",
    });
    expect(reported((problems) => bad.bind(contextOf(problems))).codes).toEqual([
      "name invalid-name",
      "keys[0] invalid-name",
      'encryptedData["a b"] not-sealed',
      "scope unknown-scope",
    ]);
    const empty = Secret.sealed({ name: "users", encryptedData: {} });
    expect(reported((problems) => empty.bind(contextOf(problems))).codes).toEqual([
      "encryptedData no-secret-data",
    ]);
  });
});
