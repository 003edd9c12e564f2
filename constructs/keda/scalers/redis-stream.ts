import type { Problems } from "../../../lib/core/errors";
import { ifKnown } from "../../../lib/core/tokens";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler } from "./define-scaler";
import { type Measure, oneMeasure } from "./one-measure";
import { type RedisConnectionProps, readRedisConnection } from "./redis-connection";
import { splitProps } from "./table-scaler";

/** A Redis stream. At most one of the measures `pendingEntries`, `lag` and `streamLength` is given. */
export interface RedisStreamScalerProps extends TriggerProps, RedisConnectionProps {
  /** Key of the stream. */
  readonly stream: string;
  /** Consumer group whose work is measured, by `pendingEntries` or `lag`. @default the stream as a whole */
  readonly consumerGroup?: string;
  /** Entries the group has read but not acknowledged, for one replica. @default 5, with a group and no other measure */
  readonly pendingEntries?: number;
  /** Entries the group has yet to read, for one replica. Above 0. Needs Redis 7. */
  readonly lag?: number;
  /** Entries in the stream, read or not, for one replica. @default 5, without a group */
  readonly streamLength?: number;
  /** Lag above which the workload leaves zero. Goes with `lag`. @default 0 */
  readonly activationLag?: number;
}

/** Measures by prop, and KEDA's name of the target. */
const MEASURES = {
  pendingEntries: "pendingEntriesCount",
  lag: "lagCount",
  streamLength: "streamLength",
} as const;

/**
 * Work in a Redis stream: entries to acknowledge, to read, or in all. Codes beside the table's: `one-measure`,
 * `missing-dependent`, `not-applicable`, `out-of-range`, `exclusive`, `invalid-address`.
 */
export function redisStream(props: RedisStreamScalerProps): ScalerValue {
  return defineScaler("redis-streams", ({ problems }) => {
    const { settings, rest } = splitProps(props);
    const connection = readRedisConnection(rest, problems);
    const { activationLag, ...others } = connection.rest;
    const measure = oneMeasure(
      others,
      MEASURES,
      { prop: others.consumerGroup === undefined ? "streamLength" : "pendingEntries", value: 5 },
      problems,
    );
    checkGroup(measure, others.consumerGroup, problems);
    return {
      type: "redis-streams",
      settings,
      props: {
        ...connection.props,
        pendingEntriesCount: "pendingEntries",
        lagCount: "lag",
        activationLagCount: "activationLag",
      },
      parameters: {
        ...connection.parameters,
        ...measure.rest,
        [measure.mode]: measure.value,
        activationLagCount: activationLag,
      },
    };
  });
}

/** KEDA chooses the measure by the group; one that does not go with it would be ignored. */
function checkGroup(
  { prop, value }: Pick<Measure<object, typeof MEASURES>, "prop" | "value">,
  consumerGroup: string | undefined,
  problems: Problems,
): void {
  // For lag the table has this rule.
  problems.addIf(prop === "pendingEntries" && consumerGroup === undefined, {
    prop: "consumerGroup",
    code: "missing-dependent",
    rule: "entries are pending for a consumer group",
    fix: "add consumerGroup, or use streamLength",
  });
  problems.addIf(prop === "streamLength" && consumerGroup !== undefined, {
    prop: "streamLength",
    code: "not-applicable",
    rule: "with a consumer group KEDA measures its work, not the stream",
    value,
    fix: "leave out consumerGroup, or use pendingEntries or lag",
  });
  ifKnown(prop === "lag" ? value : undefined, (known) => {
    problems.addIf(typeof known === "number" && known < 1, {
      prop: "lag",
      code: "out-of-range",
      rule: "KEDA takes a lag of 0 for none at all",
      value: known,
      fix: "use 1 or more",
    });
  });
}
