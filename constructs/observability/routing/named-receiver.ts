import type { Problems } from "../../../lib/core/errors";
import type { JsonObject } from "../../../lib/core/render";
import { checkSecretKey, type SecretKey } from "../secret-key";
import type { ReceiverValue } from "./receiver-value";
import { secretFile } from "./secret-file";

/** Those who are told under one name. */
export interface NamedReceiver {
  readonly name: string;
  readonly values: readonly ReceiverValue[];
  /** Whether the user wrote a list, so that prop paths have a position. */
  readonly listed: boolean;
}

/** Receiver of what nobody is told, made beside those of the user. */
export const NOBODY = "slipway-nobody";

/** Receivers by their names, one or several under each. */
export function namedReceivers(
  receivers: Readonly<Record<string, ReceiverValue | readonly ReceiverValue[]>>,
): readonly NamedReceiver[] {
  return Object.entries(receivers).map(([name, values]) =>
    isList(values) ? { name, values, listed: true } : { name, values: [values], listed: false },
  );
}

/** Reports receivers that cannot be: `no-receivers`, `invalid-name`, `reserved-name`, `empty-list`, `not-alone`. */
export function checkReceivers(receivers: readonly NamedReceiver[], problems: Problems): void {
  problems.addIf(receivers.length === 0, {
    prop: "",
    code: "no-receivers",
    rule: "alerts arrive at a receiver",
    fix: "name one; Receiver.none() tells nobody",
  });
  for (const { name, values } of receivers) {
    const at = problems.at(name);
    at.addIf(!/^[A-Za-z0-9]([A-Za-z0-9 ._-]*[A-Za-z0-9])?$/.test(name), {
      prop: "",
      code: "invalid-name",
      rule: "the name of a receiver has letters and digits, and blanks, dots, dashes and underscores between them",
      value: name,
      fix: "choose another name",
    });
    at.addIf(name === NOBODY, {
      prop: "",
      code: "reserved-name",
      rule: "this receiver is made for Watchdog and InfoInhibitor",
      value: name,
      fix: "choose another name",
    });
    at.addIf(values.length === 0, {
      prop: "",
      code: "empty-list",
      rule: "nobody is told here",
      fix: "write Receiver.none() if that is meant",
    });
    at.addIf(values.length > 1 && values.some(({ takes }) => takes !== "messages"), {
      prop: "",
      code: "not-alone",
      rule: "nobody, and a dead man's switch, stand alone under their name",
      fix: "give it a name of its own",
    });
  }
}

/**
 * Renders those who are told under one name, and adds the Secrets they read to `secrets`. Reports `literal-secret`,
 * `missing-secret`, `invalid-name`, and what the receivers themselves report.
 */
export function renderReceiver(
  { name, values, listed }: NamedReceiver,
  secrets: Set<string>,
  problems: Problems,
): JsonObject {
  const rendered: Record<string, JsonObject[]> = {};
  values.forEach((value, index) => {
    const at = listed ? problems.at(name).at(index) : problems.at(name);
    const config = value.bind({
      problems: at,
      secretFile: (prop: string, reference: SecretKey) => {
        if (!checkSecretKey(at, prop, reference)) {
          return "";
        }
        secrets.add(reference.secretName);
        return secretFile(reference);
      },
    });
    if (value.integration !== undefined) {
      rendered[value.integration] = [...(rendered[value.integration] ?? []), config];
    }
  });
  return { name, ...rendered };
}

function isList(values: ReceiverValue | readonly ReceiverValue[]): values is readonly ReceiverValue[] {
  return Array.isArray(values);
}
