import { checkKnown, type Problems } from "../../../lib/core/errors";
import { checkName, type NameRule } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";

/** A port by its number, or with its protocol. */
export type PortProps =
  | number
  | {
      /** 1 to 65535. */
      readonly number: number;
      /** @default TCP */
      readonly protocol?: PortProtocol;
    };

export type PortProtocol = "TCP" | "UDP" | "SCTP";

/** A port a container listens on. */
export interface ContainerPort {
  readonly name: string;
  readonly number: number;
  readonly protocol: PortProtocol;
}

const PROTOCOLS: readonly PortProtocol[] = ["TCP", "UDP", "SCTP"];

/** Source: IsValidPortName, Kubernetes API validation. */
const PORT_NAME: NameRule = {
  pattern: /^(?=.*[a-z])(?!.*--)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  maxLength: 15,
  must: "have at most 15 lowercase letters, digits and single dashes, at least one letter, and a letter or digit at both ends",
};

/** Reads the ports of a container, under the prop `ports`. Codes: `invalid-name`, `unknown-protocol`, `out-of-range`. */
export function resolvePorts(
  ports: Readonly<Record<string, PortProps>> | undefined,
  problems: Problems,
): readonly ContainerPort[] {
  const at = problems.at("ports");
  return Object.entries(ports ?? {}).map(([name, port]) => {
    const { number, protocol = "TCP" } = typeof port === "number" ? { number: port } : port;
    checkName(at, name, name, PORT_NAME);
    checkKnown(at, name, "unknown-protocol", "protocol", protocol, PROTOCOLS);
    checkWholeNumber(at, name, number, 1, 65535);
    return { name, number, protocol };
  });
}

/**
 * Reports ports that containers of one pod cannot share: they have one network, so one number of a protocol belongs to
 * one of them, and Services find ports by name. Code: `duplicate-port`.
 */
export function checkSharedPorts(
  containers: readonly { readonly problems: Problems; readonly ports: readonly ContainerPort[] }[],
): void {
  const seen = new Set<string>();
  for (const { problems, ports } of containers) {
    for (const { name, number, protocol } of ports) {
      const taken = [name, `${protocol} ${number}`].find((one) => seen.has(one));
      problems.at("ports").addIf(taken !== undefined, {
        prop: name,
        code: "duplicate-port",
        rule: "the containers of a pod share one network: a port's name and number are there once",
        value: taken,
        fix: "choose another name or number",
      });
      seen.add(name).add(`${protocol} ${number}`);
    }
  }
}

/** A port as a container's manifest has it. */
export function containerPort({ name, number, protocol }: ContainerPort) {
  return { name, containerPort: number, protocol };
}
