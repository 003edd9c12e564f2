import { readHttpAuthentication } from "../../../../constructs/keda/scalers/http-authentication";
import { SecretFrom } from "../../../../constructs/keda/secret-reference";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const ref = (key: string) => SecretFrom.secret("prometheus", key);
const SHARED = {
  reference: { name: "shared", kind: "TriggerAuthentication" as const },
  identity: undefined,
};

function read(props: Parameters<typeof readHttpAuthentication>[0]) {
  const problems = new Problems();
  const { parameters } = readHttpAuthentication(props, problems);
  const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
  return { given, problems: codes(problems.all) };
}

describe("readHttpAuthentication", () => {
  it("says nothing where nobody signs in", () => {
    expect(read({})).toEqual({ given: {}, problems: [] });
  });

  it("follows the mode from the login", () => {
    expect(read({ authenticate: { bearerToken: ref("token") } })).toEqual({
      given: { authModes: ["bearer"], bearerToken: ref("token") },
      problems: [],
    });
    expect(read({ authenticate: { username: ref("user"), password: ref("password") } })).toEqual({
      given: { authModes: ["basic"], username: ref("user"), password: ref("password") },
      problems: [],
    });
    expect(read({ authenticate: { customHeader: { name: ref("name"), value: ref("value") } } })).toEqual({
      given: { authModes: ["custom"], customAuthHeader: ref("name"), customAuthValue: ref("value") },
      problems: [],
    });
  });

  it("combines a client certificate with a login", () => {
    const certificates = { cert: ref("cert"), key: ref("key"), ca: ref("ca") };
    expect(read({ authenticate: certificates })).toEqual({
      given: { authModes: ["tls"], ...certificates },
      problems: [],
    });
    expect(read({ authenticate: { ...certificates, bearerToken: ref("token") } }).given).toMatchObject({
      authModes: ["tls", "bearer"],
    });
  });

  it("takes an authority beside a login without turning the client certificate on", () => {
    expect(read({ authenticate: { bearerToken: ref("token"), ca: ref("ca") } })).toEqual({
      given: { authModes: ["bearer"], bearerToken: ref("token"), ca: ref("ca") },
      problems: [],
    });
  });

  it("passes the modes of a shared authentication on", () => {
    expect(read({ authModes: ["tls", "custom"], authentication: SHARED })).toEqual({
      given: { authModes: ["tls", "custom"] },
      problems: [],
    });
  });

  it("fails on two logins", () => {
    const authenticate = { bearerToken: ref("token"), username: ref("user") };
    expect(read({ authenticate }).problems).toEqual(["authenticate.username exclusive"]);
  });

  it("fails on an authority alone, which KEDA ignores", () => {
    expect(read({ authenticate: { ca: ref("ca") } as never }).problems).toEqual([
      "authenticate missing-either",
    ]);
  });

  it("fails on a client certificate without the authority", () => {
    const authenticate = { cert: ref("cert"), key: ref("key") } as never;
    expect(read({ authenticate }).problems).toEqual(["authenticate.ca missing-dependent"]);
  });

  it("fails on modes without a shared authentication, and on modes beside a login", () => {
    expect(read({ authModes: ["bearer"] })).toEqual({
      given: {},
      problems: ["authentication missing-dependent"],
    });
    expect(read({ authModes: ["bearer"], authenticate: { bearerToken: ref("token") } }).problems).toEqual([
      "authModes exclusive",
    ]);
  });
});
