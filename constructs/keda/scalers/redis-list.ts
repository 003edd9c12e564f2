import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";
import { type RedisConnectionProps, readRedisConnection } from "./redis-connection";
import { splitProps } from "./table-scaler";

/** A Redis list. */
export interface RedisListScalerProps extends TriggerProps, RedisConnectionProps {
  /** Key of the list. */
  readonly listName: string;
  /** Items one replica works off. @default 5 */
  readonly listLength?: number;
  /** Items above which the workload leaves zero. @default 0 */
  readonly activationListLength?: number;
}

/** Items in a Redis list. Codes beside the table's: `exclusive`, `invalid-address`. */
export function redisList(props: RedisListScalerProps): ScalerValue {
  return defineScaler("redis", ({ problems }) => {
    const { settings, rest } = splitProps(props);
    const connection = readRedisConnection(rest, problems);
    return {
      type: "redis",
      settings,
      props: connection.props,
      parameters: { ...connection.rest, ...connection.parameters },
    };
  });
}
