import * as fs from "node:fs";
import * as path from "node:path";

/**
 * Where a parameter goes: trigger metadata, TriggerAuthentication, environment of the scale target. A credential is
 * never written into metadata, where everybody can read it, not even where KEDA would take it.
 */
export type ParameterPlace = "metadata" | "auth" | "env";

export type ParameterType = "string" | "integer" | "number" | "boolean" | "string-list" | "map" | "duration";

/** One parameter of a scaler, as KEDA 2.20 declares it. */
export interface ScalerParameter {
  /** KEDA's name: `queueURL`. */
  readonly key: string;
  /** Name in props: `queueUrl`. */
  readonly prop: string;
  readonly in: readonly ParameterPlace[];
  /** Metadata key that names an environment variable, where `in` holds `env`. */
  readonly envKey?: string;
  readonly type: ParameterType;
  /** Between the items of a list. @default a comma */
  readonly separator?: string;
  readonly enum?: readonly string[];
  readonly required?: boolean;
  readonly default?: string | number | boolean;
  /** What to use in its place. */
  readonly deprecated?: string;
  readonly unit?: string;
  readonly doc: string;
}

/** A rule across parameters, by KEDA's names. `says` completes "...: ". */
export type ScalerRule = { readonly says: string } & (
  | { readonly either: readonly (readonly string[])[] }
  | { readonly exclusive: readonly string[] }
  | { readonly together: readonly string[] }
  | { readonly when: RuleCondition; readonly needs: readonly string[] }
  | { readonly when: RuleCondition; readonly refuses: readonly string[] }
  | { readonly minimum: { readonly key: string; readonly value: number } }
  | { readonly differ: readonly [string, string] }
  | { readonly pattern: { readonly key: string; readonly regex: string } }
);

/** Holds when the parameter is given, and has one of the values where there are some. */
export interface RuleCondition {
  readonly key: string;
  readonly is?: readonly (string | number | boolean)[];
}

/** A scaler of KEDA. */
export interface ScalerEntry {
  /** KEDA's name of the scaler: `aws-sqs-queue`. */
  readonly type: string;
  /** Name of the factory in `Scaler`. */
  readonly factory: string;
  readonly title: string;
  readonly summary: string;
  /** Last part of the address of its page in KEDA's documentation. */
  readonly page: string;
  readonly deprecated?: string;
  readonly params: readonly ScalerParameter[];
  readonly rules: readonly ScalerRule[];
}

let loaded: ReadonlyMap<string, ScalerEntry> | undefined;

/**
 * Every scaler of KEDA 2.20 by type. Read on first use: it is the largest thing of this subject, and a program
 * without scalers does not need it.
 */
export function scalerTable(): ReadonlyMap<string, ScalerEntry> {
  loaded ??= new Map(
    (JSON.parse(fs.readFileSync(path.join(__dirname, "scaler-table.json"), "utf8")) as ScalerEntry[]).map(
      (entry) => [entry.type, entry],
    ),
  );
  return loaded;
}
