import { Fn } from "cdktf";
import { resolveTeams, type TeamGroups } from "../../../../constructs/workload/namespace/team-roles";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

function resolve(teams: { readonly [team: string]: TeamGroups }) {
  const problems = new Problems();
  const bindings = resolveTeams(teams, problems.at("teams"));
  return { bindings, codes: codes(problems.all) };
}

describe("resolveTeams", () => {
  it("binds the groups of each team to the roles it names", () => {
    expect(
      resolve({ shop: { admin: ["z", "a"], view: ["all"] }, sre: { deploy: ["sre"], view: [] } }),
    ).toEqual({
      bindings: [
        { team: "shop", role: "view", groups: ["all"] },
        { team: "shop", role: "admin", groups: ["a", "z"] },
        { team: "sre", role: "deploy", groups: ["sre"] },
      ],
      codes: [],
    });
  });

  it.each<[string, { readonly [team: string]: TeamGroups }, string[]]>([
    ["a team without groups", { shop: {} }, ["teams.shop no-groups"]],
    ["a team of empty lists", { shop: { view: [] } }, ["teams.shop no-groups"]],
    ["a name that is none", { Shop: { view: ["a"] } }, ["teams.Shop invalid-name"]],
    [
      "a name too long for a binding",
      { ["s".repeat(57)]: { view: ["a"] } },
      [`teams.${"s".repeat(57)} invalid-name`],
    ],
    [
      "a role nobody knows",
      { shop: { owner: ["a"], view: ["b"] } as TeamGroups },
      ["teams.shop.owner unknown-role"],
    ],
    ["a group without a name", { shop: { view: [" "] } }, ["teams.shop.view[0] empty-group"]],
    ["everybody", { shop: { admin: ["system:authenticated"] } }, ["teams.shop.admin[0] reserved-group"]],
    ["a group named twice", { shop: { view: ["a", "a"] } }, ["teams.shop.view[1] duplicate-group"]],
  ])("fails on %s", (_, teams, expected) => {
    expect(resolve(teams).codes).toEqual(expected);
  });

  it("looks into no group that is known later", () => {
    const later = Fn.lower("X");
    expect(resolve({ shop: { view: [later] } })).toMatchObject({
      bindings: [{ groups: [later] }],
      codes: [],
    });
  });
});
