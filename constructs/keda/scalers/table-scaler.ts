import type { PodIdentity } from "../pod-identity";
import type { ScalerValue, TriggerProps } from "../scaler-value";
import { defineScaler, type ScalerDraft } from "./define-scaler";
import { scalerTable } from "./scaler-table";

/** Props of a scaler whose parameters are its props, one to one. */
export type TableScalerProps = TriggerProps & {
  /** Identity of the operator the scaler works as. */
  readonly identity?: PodIdentity;
};

/** A scaler whose props are KEDA's own parameters under the table's names. */
export function tableScaler<P extends TableScalerProps>(type: string, props: P): ScalerValue {
  return defineScaler(type, () => {
    const { settings, identity, rest } = splitProps(props);
    return { type, settings, identity, parameters: byKey(type, rest) };
  });
}

/** Parts the props every trigger takes from those of the scaler. */
export function splitProps<P extends TableScalerProps>(props: P) {
  const { name, metricType, useCachedMetrics, authentication, metadata, identity, ...rest } = props;
  const settings: TriggerProps = { name, metricType, useCachedMetrics, authentication, metadata };
  return { settings, identity, rest: rest as Omit<P, keyof TableScalerProps> };
}

/** Turns props into KEDA's parameters. One that is not known keeps its name and is reported when bound. */
function byKey(type: string, props: object): ScalerDraft["parameters"] {
  const keys = new Map(
    scalerTable()
      .get(type)
      ?.params.map(({ prop, key }) => [prop, key]),
  );
  return Object.fromEntries(Object.entries(props).map(([prop, value]) => [keys.get(prop) ?? prop, value]));
}
