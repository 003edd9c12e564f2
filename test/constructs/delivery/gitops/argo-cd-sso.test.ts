import { Fn, Token } from "cdktf";
import { parse } from "yaml";
import {
  ArgoCdSso,
  type ArgoCdSsoValue,
  ssoSettings,
} from "../../../../constructs/delivery/gitops/argo-cd-sso";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const PROVIDER = { name: "Entra ID", issuer: "https://login.example.com/v2.0", clientId: "0123" };
const SECRET = { secretName: "argocd-sso", key: "client-secret" };
const GITHUB = {
  type: "github",
  id: "github",
  name: "GitHub",
  config: { clientID: "abc", orgs: [{ name: "acme" }] },
  secrets: { clientSecret: SECRET },
};

function codesOf(sso: ArgoCdSsoValue): string[] {
  const problems = new Problems();
  ssoSettings(sso, problems);
  return codes(problems.all);
}

describe("ssoSettings", () => {
  it("refers to the secret of an OpenID Connect client", () => {
    const settings = ssoSettings(ArgoCdSso.oidc({ ...PROVIDER, clientSecret: SECRET }), new Problems());
    expect(Object.keys(settings)).toEqual(["oidc.config"]);
    expect(parse(settings["oidc.config"] ?? "")).toEqual({
      name: "Entra ID",
      issuer: "https://login.example.com/v2.0",
      clientID: "0123",
      clientSecret: "$argocd-sso:client-secret",
      requestedScopes: ["openid", "profile", "email", "groups"],
    });
  });

  it("uses PKCE where the client has no secret", () => {
    const settings = ssoSettings(
      ArgoCdSso.oidc({ ...PROVIDER, cliClientId: "cli", scopes: ["openid"] }),
      new Problems(),
    );
    expect(parse(settings["oidc.config"] ?? "")).toMatchObject({
      enablePKCEAuthentication: true,
      cliClientID: "cli",
      requestedScopes: ["openid"],
    });
  });

  it("keeps an issuer that is known after apply in quotes", () => {
    const issuer = Token.asString(Fn.join("", ["https://x"]));
    const settings = ssoSettings(ArgoCdSso.oidc({ ...PROVIDER, issuer }), new Problems());
    expect(settings["oidc.config"]).toContain(`issuer: "${issuer}"`);
  });

  it("puts the secrets of a connector into its config", () => {
    const settings = ssoSettings(ArgoCdSso.dex(GITHUB), new Problems());
    expect(parse(settings["dex.config"] ?? "")).toEqual({
      connectors: [
        {
          type: "github",
          id: "github",
          name: "GitHub",
          config: { clientID: "abc", orgs: [{ name: "acme" }], clientSecret: "$argocd-sso:client-secret" },
        },
      ],
    });
  });

  it.each<[string, ArgoCdSsoValue, string[]]>([
    [
      "an issuer without TLS",
      ArgoCdSso.oidc({ ...PROVIDER, issuer: "http://x" }),
      ["provider.issuer invalid-url"],
    ],
    [
      "empty names",
      ArgoCdSso.oidc({ ...PROVIDER, name: "", clientId: " " }),
      ["provider.name missing-value", "provider.clientId missing-value"],
    ],
    [
      "a literal secret",
      ArgoCdSso.oidc({ ...PROVIDER, clientSecret: "hunter2" as never }),
      ["provider.clientSecret literal-secret"],
    ],
    ["Dex without connectors", ArgoCdSso.dex(), ["connectors no-connectors"]],
    ["a connector twice", ArgoCdSso.dex(GITHUB, GITHUB), ["connectors[1].id duplicate-connector"]],
    [
      "secrets in plain sight, however deep",
      ArgoCdSso.dex({
        ...GITHUB,
        config: { clientSecret: "hunter2", bindPW: "hunter2", deep: { apiKey: "hunter2" } },
        secrets: {},
      }),
      [
        "connectors[0].config.clientSecret literal-secret",
        "connectors[0].config.bindPW literal-secret",
        "connectors[0].config.deep.apiKey literal-secret",
      ],
    ],
    [
      "a secret without key",
      ArgoCdSso.dex({ ...GITHUB, secrets: { clientSecret: { secretName: "x" } as never } }),
      ["connectors[0].secrets.clientSecret missing-secret"],
    ],
    [
      "a connector without type and id",
      ArgoCdSso.dex({ type: "", id: "", name: "x" }),
      ["connectors[0].type missing-value", "connectors[0].id missing-value"],
    ],
  ])("refuses %s", (_, sso, expected) => {
    expect(codesOf(sso)).toEqual(expected);
  });

  it("never shows a secret", () => {
    const problems = new Problems();
    ssoSettings(ArgoCdSso.oidc({ ...PROVIDER, clientSecret: "hunter2" as never }), problems);
    ssoSettings(ArgoCdSso.dex({ ...GITHUB, config: { clientSecret: "hunter2" } }), problems);
    expect(problems.all).toHaveLength(2);
    expect(JSON.stringify(problems.all)).not.toContain("hunter2");
  });
});
