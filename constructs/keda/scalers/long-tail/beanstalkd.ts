import type { TableScalerProps } from "../table-scaler";

/** Jobs waiting in a beanstalkd tube. Made from scaler-table.json by `npm run generate`. */
export interface BeanstalkdScalerProps extends TableScalerProps {
  /** Host and port of the server, such as beanstalkd.queues:11300. */
  readonly server: string;
  /** Tube whose jobs are counted. */
  readonly tube: string;
  /** Jobs that one replica can work off. */
  readonly value: number;
  /**
   * Number of jobs that must be exceeded to leave zero replicas.
   * @default 0
   */
  readonly activationValue?: number;
  /**
   * Counts delayed jobs as well as ready and reserved ones.
   * @default false
   */
  readonly includeDelayed?: boolean;
  /**
   * Seconds after which a connection attempt is given up.
   * @default 30
   */
  readonly timeoutSeconds?: number;
}
