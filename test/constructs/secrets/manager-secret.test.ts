import { ClusterSecretStore, type ISecretStore, Secret, SecretStore } from "../../../constructs/secrets";
import type { ManagerSecretProps } from "../../../constructs/secrets/manager-secret";
import { crdProblems } from "../../support/crds";
import { contextOf, reported } from "../../support/workloads";

const store: ISecretStore = {
  kind: "ClusterSecretStore",
  name: "platform",
  namespaces: ["shop"],
  readable: ["prod/*"],
  dependencies: [],
};

function manifestOf(props: Partial<ManagerSecretProps>) {
  const { manifests = [] } = Secret.fromManager({ store, name: "users", ...props }).bind(contextOf());
  expect(manifests).toHaveLength(1);
  return manifests[0] as NonNullable<(typeof manifests)[0]>;
}

function codesOf(props: Partial<ManagerSecretProps>) {
  const value = Secret.fromManager({ store, name: "users", from: "prod/users", ...props });
  return reported((problems) => value.bind(contextOf(problems))).codes;
}

describe("Secret.fromManager", () => {
  it("is an ExternalSecret that is refreshed every hour, owns its Secret and keeps it", () => {
    const manifest = manifestOf({
      data: { jwt: "prod/jwt", db: { key: "prod/users", property: "db.password", version: "v2" } },
    });
    expect(manifest).toEqual({
      apiVersion: "external-secrets.io/v1",
      kind: "ExternalSecret",
      metadata: { name: "users", namespace: "shop", labels: contextOf().labels },
      spec: {
        secretStoreRef: { kind: "ClusterSecretStore", name: "platform" },
        refreshInterval: "3600s",
        target: { name: "users", creationPolicy: "Owner", deletionPolicy: "Retain" },
        data: [
          { secretKey: "jwt", remoteRef: { key: "prod/jwt" } },
          { secretKey: "db", remoteRef: { key: "prod/users", property: "db.password", version: "v2" } },
        ],
      },
    });
    expect(crdProblems(manifest)).toEqual([]);
  });

  it("takes every member of a secret that is an object", () => {
    const manifest = manifestOf({ from: "prod/users" });
    expect(manifest.spec).toMatchObject({ dataFrom: [{ extract: { key: "prod/users" } }] });
    expect(manifest.spec).not.toHaveProperty("data");
    expect(crdProblems(manifest)).toEqual([]);
  });

  it("can look once, and give up what the manager gave up", () => {
    const manifest = manifestOf({
      from: "prod/users",
      refreshIntervalSeconds: 0,
      deletionPolicy: "Delete",
    });
    expect(manifest.spec).toMatchObject({
      refreshPolicy: "CreatedOnce",
      target: { deletionPolicy: "Delete" },
    });
    expect(manifest.spec).not.toHaveProperty("refreshInterval");
    expect(crdProblems(manifest)).toEqual([]);
  });

  it("waits for its store", () => {
    const dependencies = [{ fqn: "helm_release.store" }];
    const value = Secret.fromManager({ store: { ...store, dependencies }, name: "users", from: "prod/u" });
    expect(value.bind(contextOf()).dependsOn).toEqual(dependencies);
  });

  it("knows its keys unless they come with an object nobody described", () => {
    const data = { jwt: "prod/jwt" };
    expect(Secret.fromManager({ store, name: "u", data }).keys).toEqual(["jwt"]);
    expect(Secret.fromManager({ store, name: "u", data, from: "prod/u", keys: ["db"] }).keys).toEqual([
      "jwt",
      "db",
    ]);
    expect(Secret.fromManager({ store, name: "u", data, from: "prod/u" }).keys).toBeUndefined();
  });

  it("reports every problem at its prop", () => {
    expect(codesOf({ from: undefined })).toEqual(["data no-secret-data"]);
    expect(
      codesOf({
        name: "Users",
        from: "staging/users",
        keys: ["jwt"],
        data: { "b c": "prod/x", jwt: { key: "prod/y" }, url: "other" },
        refreshIntervalSeconds: -1,
        deletionPolicy: "Drop" as "Delete",
      }),
    ).toEqual([
      "name invalid-name",
      "refreshIntervalSeconds out-of-range",
      "deletionPolicy unknown-deletion-policy",
      'data["b c"] invalid-name',
      "data.jwt duplicate-key",
      "data.url secret-not-readable",
      "from secret-not-readable",
    ]);
  });

  it("refuses a value where its place belongs", () => {
    const data = { token: "ghp_0123456789abcdefghijABCDEFGHIJ012345", db: { key: "a b" } };
    expect(codesOf({ data })).toEqual(["data.token literal-secret", "data.db.key invalid-secret-name"]);
    const property = "postgres://app:hunter2@db/users";
    expect(codesOf({ data: { db: { key: "prod/db", property } } })).toEqual([
      "data.db.property literal-secret",
    ]);
  });

  it("refuses a store that serves other namespaces", () => {
    expect(codesOf({ store: SecretStore.existing("billing", "billing") })).toEqual([
      "store namespace-not-served",
    ]);
    expect(codesOf({ store: SecretStore.existing("shop", "shop") })).toEqual([]);
    expect(codesOf({ store: ClusterSecretStore.existing("all") })).toEqual([]);
  });
});
