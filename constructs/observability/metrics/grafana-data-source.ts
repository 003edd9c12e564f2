import type { Problems } from "../../../lib/core/errors";
import type { Json, JsonObject } from "../../../lib/core/render";
import { ifKnown, isToken } from "../../../lib/core/tokens";
import { helmLiteral } from "../helm-literal";
import { checkSecretKey, type SecretKey, type SecretVariable, secretVariable } from "../secret-key";

/** A data source Grafana is provisioned with, beside those of the stack itself. */
export interface GrafanaDataSource {
  /** Unique among all data sources: `Billing`. */
  readonly name: string;
  /** Unique among all data sources; dashboards refer to it: `billing`. */
  readonly uid: string;
  /** `prometheus`, `cloudwatch`, `grafana-postgresql-datasource`; types outside Grafana need their plugin. */
  readonly type: string;
  /** Where Grafana's server finds it. @default none: the type knows by itself */
  readonly url?: string;
  /** User, where the source asks for one. @default none */
  readonly user?: string;
  /** Settings of the type, as Grafana is provisioned with them: `$$` is a dollar sign. @default none */
  readonly jsonData?: JsonObject;
  /**
   * Secret settings of the type, such as `password` or `httpHeaderValue1`, each a key of a Secret in the namespace
   * of the release.
   * @default none
   */
  readonly secureJsonData?: Readonly<Record<string, SecretKey>>;
}

/** A data source as it stands in the values of the chart. */
export type DataSourceValues = JsonObject & { readonly name: string; readonly uid: string };

/** Names and uids the chart and the stack take themselves. */
const TAKEN: readonly { readonly name: string; readonly uid: string }[] = [
  { name: "Prometheus", uid: "prometheus" },
  { name: "Alertmanager", uid: "alertmanager" },
];

/**
 * Reports `missing-name`, `missing-type`, `invalid-uid`, `duplicate-data-source`, `invalid-url`, and as
 * `checkSecretKey` does what stands in the place of a secret.
 *
 * @param own data sources the stack makes besides
 */
export function checkDataSources(
  sources: readonly GrafanaDataSource[],
  own: readonly { readonly name: string; readonly uid: string }[],
  problems: Problems,
): void {
  const names = new Set([...TAKEN, ...own].map(({ name }) => name));
  const uids = new Set([...TAKEN, ...own].map(({ uid }) => uid));
  sources.forEach((source, index) => {
    const at = problems.at(index);
    checkPresent(at, "name", source.name);
    checkPresent(at, "type", source.type);
    checkUid(at, source.uid);
    checkUnique(at, "name", source.name, names);
    checkUnique(at, "uid", source.uid, uids);
    checkUrl(at, source.url);
    for (const [setting, reference] of Object.entries(source.secureJsonData ?? {})) {
      checkSecretKey(at.at("secureJsonData"), setting, reference);
    }
  });
}

/** For `grafana.additionalDataSources`, which the chart reads as a template. */
export function dataSourceValues(source: GrafanaDataSource): DataSourceValues {
  const secrets = Object.keys(source.secureJsonData ?? {});
  return {
    name: helmLiteral(source.name),
    uid: source.uid,
    type: source.type,
    access: "proxy",
    url: source.url,
    user: source.user === undefined ? undefined : helmLiteral(source.user),
    jsonData: source.jsonData && (withoutTemplates(source.jsonData) as JsonObject),
    ...(secrets.length > 0 && {
      secureJsonData: Object.fromEntries(
        secrets.map((setting) => [setting, `$${variableName(source.uid, setting)}`]),
      ),
    }),
  };
}

/** For `grafana.envValueFrom`: where the secrets of data sources come from. */
export function dataSourceVariables(
  sources: readonly GrafanaDataSource[],
): Readonly<Record<string, Pick<SecretVariable, "valueFrom">["valueFrom"]>> {
  return Object.fromEntries(
    sources.flatMap(({ uid, secureJsonData }) =>
      Object.entries(secureJsonData ?? {}).map(([setting, reference]) => {
        const { name, valueFrom } = secretVariable(variableName(uid, setting), reference);
        return [name, valueFrom];
      }),
    ),
  );
}

/** The same with every text kept from Helm's templates. */
export function withoutTemplates(value: Json): Json {
  if (typeof value === "string") {
    return helmLiteral(value);
  }
  if (typeof value !== "object" || value === null || isToken(value)) {
    return value;
  }
  return Array.isArray(value)
    ? value.map(withoutTemplates)
    : Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
          key,
          inner === undefined ? undefined : withoutTemplates(inner),
        ]),
      );
}

/** Two underscores stand between the parts, and each other character is spelled, so that no two pairs make one name. */
function variableName(uid: string, setting: string): string {
  const spelled = (text: string) =>
    text.replace(/[^A-Za-z0-9]/g, (sign) => `_${sign.charCodeAt(0).toString(16)}`);
  return `DATASOURCE__${spelled(uid)}__${spelled(setting)}`;
}

function checkPresent(problems: Problems, prop: "name" | "type", text: string): void {
  problems.addIf(!isToken(text) && text.trim() === "", {
    prop,
    code: `missing-${prop}`,
    rule: `a data source has a ${prop}`,
    value: text,
    fix: `add a ${prop}`,
  });
}

function checkUid(problems: Problems, uid: string): void {
  ifKnown(uid, (known) => {
    problems.addIf(!/^[A-Za-z0-9_-]{1,40}$/.test(known), {
      prop: "uid",
      code: "invalid-uid",
      rule: "a uid has 1 to 40 letters, digits, dashes and underscores",
      value: known,
      fix: "choose another uid",
    });
  });
}

function checkUnique(problems: Problems, prop: "name" | "uid", value: string, taken: Set<string>): void {
  problems.addIf(taken.has(value), {
    prop,
    code: "duplicate-data-source",
    rule: `one data source has this ${prop}`,
    value,
    fix: `choose another ${prop}`,
  });
  taken.add(value);
}

function checkUrl(problems: Problems, url: string | undefined): void {
  ifKnown(url, (known) => {
    const credentials = /^[a-z]+:\/\/[^/]*@/.test(known);
    problems.addIf(credentials, {
      prop: "url",
      code: "literal-secret",
      rule: "credentials in a URL end up in state and in the cluster's configuration",
      fix: "use user and secureJsonData",
    });
    problems.addIf(!credentials && !/^[^\s$]+$/.test(known), {
      prop: "url",
      code: "invalid-url",
      rule: "an address has neither blanks nor dollar signs, which Grafana takes for variables",
      value: known,
      fix: "write it like https://prometheus.example.com",
    });
  });
}
