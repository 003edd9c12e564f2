import type { TableScalerProps } from "../table-scaler";

/** Pods in the namespace that match a label selector. Made from scaler-table.json by `npm run generate`. */
export interface KubernetesWorkloadScalerProps extends TableScalerProps {
  /** Label selector of the pods to count, such as app=web,tier in (front,back). */
  readonly podSelector: string;
  /**
   * Counted pods (or nodes) per replica, above 0; needed unless a scaling formula sets the target.
   * @default not set
   */
  readonly value?: number;
  /**
   * Scales up from zero once the count is above this number.
   * @default 0
   */
  readonly activationValue?: number;
  /**
   * Count the nodes that run matching pods instead of the pods.
   * @default false
   */
  readonly groupByNode?: boolean;
}
