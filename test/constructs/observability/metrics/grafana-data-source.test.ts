import {
  checkDataSources,
  dataSourceValues,
  dataSourceVariables,
  type GrafanaDataSource,
  withoutTemplates,
} from "../../../../constructs/observability/metrics/grafana-data-source";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const BILLING: GrafanaDataSource = { name: "Billing", uid: "billing", type: "cloudwatch" };
const SECRET = { secretName: "warehouse", key: "password" };

function problemsIn(...sources: readonly object[]) {
  const problems = new Problems();
  const own = [{ name: "Loki", uid: "loki" }];
  checkDataSources(sources as GrafanaDataSource[], own, problems.at("dataSources"));
  return problems.all;
}

describe("checkDataSources", () => {
  it("accepts sources with and without an address, settings and secrets", () => {
    const sources = [
      BILLING,
      { ...BILLING, name: "B", uid: "b", url: "https://b.example.com", secureJsonData: { password: SECRET } },
    ];
    expect(problemsIn(...sources)).toEqual([]);
  });

  it.each<[object, string]>([
    [{ ...BILLING, name: " " }, "dataSources[0].name missing-name"],
    [{ ...BILLING, type: "" }, "dataSources[0].type missing-type"],
    [{ ...BILLING, uid: "a b" }, "dataSources[0].uid invalid-uid"],
    [{ ...BILLING, uid: "a".repeat(41) }, "dataSources[0].uid invalid-uid"],
    [{ ...BILLING, uid: "prometheus" }, "dataSources[0].uid duplicate-data-source"],
    [{ ...BILLING, name: "Loki" }, "dataSources[0].name duplicate-data-source"],
    [{ ...BILLING, url: "a b" }, "dataSources[0].url invalid-url"],
    [{ ...BILLING, url: "https://$HOST" }, "dataSources[0].url invalid-url"],
    [{ ...BILLING, url: "https://me:hunter2@b" }, "dataSources[0].url literal-secret"],
    [
      { ...BILLING, secureJsonData: { password: "hunter2" } },
      "dataSources[0].secureJsonData.password literal-secret",
    ],
  ])("fails on %j and shows no secret", (source, problem) => {
    const problems = problemsIn(source);
    expect(codes(problems)).toEqual([problem]);
    expect(JSON.stringify(problems)).not.toContain("hunter2");
  });

  it("fails on two of one name or uid", () => {
    expect(codes(problemsIn(BILLING, BILLING))).toEqual([
      "dataSources[1].name duplicate-data-source",
      "dataSources[1].uid duplicate-data-source",
    ]);
  });
});

describe("dataSourceValues", () => {
  it("lets Grafana's server ask, with the settings as they are", () => {
    const source = {
      ...BILLING,
      jsonData: { defaultRegion: "eu-central-1", list: [1, null], gone: undefined },
    };
    expect(dataSourceValues(source)).toEqual({
      ...BILLING,
      access: "proxy",
      jsonData: { defaultRegion: "eu-central-1", list: [1, null] },
    });
  });

  it("takes secrets from the environment, which takes them from Secrets", () => {
    const source = { ...BILLING, uid: "ware-house", user: "grafana", secureJsonData: { password: SECRET } };
    expect(dataSourceValues(source)).toMatchObject({
      user: "grafana",
      secureJsonData: { password: "$DATASOURCE__ware_2dhouse__password" },
    });
    expect(dataSourceVariables([BILLING, source])).toEqual({
      DATASOURCE__ware_2dhouse__password: { secretKeyRef: { name: "warehouse", key: "password" } },
    });
  });

  it("gives different secrets different variables", () => {
    const uids = ["a_b", "a-b", "a", "A"];
    const sources = uids.map((uid) => ({ ...BILLING, uid, secureJsonData: { b: SECRET, _b: SECRET } }));
    expect(Object.keys(dataSourceVariables(sources))).toHaveLength(8);
  });
});

describe("withoutTemplates", () => {
  it("keeps double braces out of the chart's templates, however deep they stand", () => {
    expect(withoutTemplates({ a: ["{{b}}", 1, { c: "{{" }], d: null, e: true })).toEqual({
      a: ['{{ "{{" }}b}}', 1, { c: '{{ "{{" }}' }],
      d: null,
      e: true,
    });
  });
});
