import type { TableScalerProps } from "../table-scaler";

/** Number stored in a ConfigMap or Secret. Made from scaler-table.json by `npm run generate`. */
export interface KubernetesResourceScalerProps extends TableScalerProps {
  /** Kind of the object that holds the number. */
  readonly resourceKind: "ConfigMap" | "Secret";
  /** Object in the namespace of the workload that holds the number. */
  readonly resourceName: string;
  /** Entry under data whose content is read, such as queue-length. */
  readonly key: string;
  /**
   * How the entry is written: a bare number, or a document to pick it from.
   * @default number
   */
  readonly format?: "number" | "json" | "yaml";
  /**
   * Where the number stands in a JSON (GJSON path) or YAML (dotted path) document, such as stats.pending.
   * @default not set
   */
  readonly valueLocation?: string;
  /**
   * How the number is parsed; quantity reads Kubernetes notation such as 500m or 2Gi.
   * @default float64
   */
  readonly valueType?: "float64" | "int64" | "quantity";
  /** Value one replica should carry, above 0. */
  readonly targetValue: number;
  /**
   * Scales up from zero once the number is above this one.
   * @default 0
   */
  readonly activationTargetValue?: number;
}
