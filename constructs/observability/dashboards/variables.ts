import * as sdk from "@grafana/grafana-foundation-sdk/dashboard";
import { DATASOURCES, datasource, type Query } from "./queries";

/** A variable at the top of a dashboard, which queries name as `$namespace`. */
export type Variable = sdk.VariableModel;

export interface LabelVariableProps {
  /** Name in queries, without `$`. */
  readonly name: string;
  /** Text before the field. */
  readonly label: string;
  /** What has the label: a metric, with matchers where they narrow: `up{namespace=~"$namespace"}`. */
  readonly from: string;
  /** Label whose values are offered. @default `name` */
  readonly of?: string;
  /** Value that is chosen at first. @default all of them */
  readonly initially?: string;
}

/** Values of a label of metrics; use it as `label=~"$name"`. */
export function labelVariable(props: LabelVariableProps): Variable {
  const query = `label_values(${props.from}, ${props.of ?? props.name})`;
  return choice(props, "promql")
    .definition(query)
    .query({ query, refId: "PrometheusVariableQueryEditor-VariableQuery" })
    .build();
}

/** Values of a label of logs; use it as `label=~"$name"`. `from` selects streams: `{namespace=~"$namespace"}`. */
export function logLabelVariable(props: LabelVariableProps): Variable {
  return choice(props, "logql")
    .query({
      label: props.of ?? props.name,
      stream: props.from,
      type: LABEL_VALUES,
      refId: "LokiVariableQueryEditor-VariableQuery",
    })
    .build();
}

/** A text people type, empty at first; use it in a string between backticks. */
export function textVariable(props: Pick<LabelVariableProps, "name" | "label">): Variable {
  return new sdk.TextBoxVariableBuilder(props.name)
    .label(props.label)
    .defaultValue("")
    .current({ text: "", value: "" })
    .build();
}

/** The variable that chooses the data source of a language. */
export function datasourceVariable(language: Query["language"]): Variable {
  const { variable, label, type } = DATASOURCES[language];
  return new sdk.DatasourceVariableBuilder(variable).label(label).type(type).build();
}

/** Grafana's number for "values of a label" in a query of Loki. */
const LABEL_VALUES = 1;

function choice(props: LabelVariableProps, language: Query["language"]): sdk.QueryVariableBuilder {
  const all = { text: "All", value: "$__all" };
  const { initially } = props;
  return (
    new sdk.QueryVariableBuilder(props.name)
      .label(props.label)
      .datasource(datasource(language))
      .multi(true)
      .includeAll(true)
      // Loki refuses a query all of whose matchers take the empty text.
      .allValue(".+")
      .current(initially === undefined ? all : { text: initially, value: initially })
      .refresh(sdk.VariableRefresh.OnTimeRangeChanged)
      .sort(sdk.VariableSort.AlphabeticalAsc)
  );
}
