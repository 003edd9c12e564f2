import type { Problems } from "../../lib/core/errors";
import { checkName, DNS_SUBDOMAIN } from "../../lib/core/names";
import { checkWholeNumber } from "../../lib/core/quantities";

/** A disk for each replica. */
export interface Volume {
  /** Size in GiB. */
  readonly sizeGib: number;
  /** @default the cluster's default storage class, which must exist (EksCluster makes one) */
  readonly storageClass?: string;
}

/** AWS offers gp3 volumes of 1 to 65536 GiB (Amazon EBS volume types). */
const MAX_GIB = 65_536;

/** Checks a disk: a whole number of GiB from 1 to 65536 (`out-of-range`), a storage class by name (`invalid-name`). */
export function checkVolume(problems: Problems, prop: string, volume: Volume | "none"): void {
  if (volume !== "none") {
    const at = problems.at(prop);
    checkWholeNumber(at, "sizeGib", volume.sizeGib, 1, MAX_GIB);
    checkName(at, "storageClass", volume.storageClass, DNS_SUBDOMAIN);
  }
}

/** A claim template as the Prometheus Operator takes it. */
export type VolumeClaim = {
  readonly volumeClaimTemplate: {
    readonly spec: {
      readonly accessModes: readonly string[];
      readonly storageClassName?: string;
      readonly resources: { readonly requests: { readonly storage: string } };
    };
  };
};

/** The claim template for a disk. */
export function volumeClaim(volume: Volume): VolumeClaim {
  return {
    volumeClaimTemplate: {
      spec: {
        accessModes: ["ReadWriteOnce"],
        storageClassName: volume.storageClass,
        resources: { requests: { storage: `${volume.sizeGib}Gi` } },
      },
    },
  };
}
