import { checkKnown, type Problems } from "../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../lib/core/names";
import { parseQuantity } from "../../lib/core/quantities";
import type { JsonObject } from "../../lib/core/render";
import { ifKnown } from "../../lib/core/tokens";
import type { Labels } from "./extension";

/** A disk that every pod gets one of, and keeps. */
export interface ClaimProps {
  /** Bytes with a suffix: `20Gi`. */
  readonly size: string;
  /** StorageClass, by name. @default the cluster's default one */
  readonly storageClassName?: string;
  /** `ReadWriteOncePod` keeps a second pod away even on the same node. @default ReadWriteOnce */
  readonly accessMode?: "ReadWriteOnce" | "ReadWriteOncePod" | "ReadWriteMany";
}

/**
 * Claim templates of a StatefulSet, checked. They carry the labels that never change and no others, for Kubernetes
 * refuses every change of them.
 *
 * Codes: `invalid-name`, `invalid-quantity`, `unknown-access-mode`.
 */
export function claimTemplates(
  claims: Readonly<Record<string, ClaimProps>> | undefined,
  selector: Labels,
  problems: Problems,
): readonly JsonObject[] {
  return Object.entries(claims ?? {}).map(([name, claim]) => {
    const at = problems.at(name);
    const { size, storageClassName, accessMode = "ReadWriteOnce" } = claim;
    checkName(at, "", name, DNS_LABEL);
    checkKnown(at, "accessMode", "unknown-access-mode", "access mode", accessMode, [
      "ReadWriteOnce",
      "ReadWriteOncePod",
      "ReadWriteMany",
    ]);
    ifKnown(size, (known) => {
      const quantity = parseQuantity(known);
      at.addIf(quantity === undefined || quantity.nanos === 0n || /[mun]$/.test(known), {
        prop: "size",
        code: "invalid-quantity",
        rule: "a size is written in bytes with a suffix such as Gi",
        value: known,
        fix: "write it like 20Gi",
      });
    });
    return {
      // Kubernetes fills both in; without them Helm would see a change that nobody may make.
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name, labels: selector },
      spec: {
        accessModes: [accessMode],
        ...(storageClassName !== undefined && { storageClassName }),
        resources: { requests: { storage: size } },
      },
    };
  });
}
