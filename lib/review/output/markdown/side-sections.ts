import type { Review, ReviewedChange } from "../../review";
import { happensTo, number, plural } from "../words";
import type { Detail } from "./detail";
import { code, prose, table } from "./escape";
import { folded } from "./page";

/** Something a plan holds beside its changes. */
interface Side {
  readonly title: string;
  /** Whether it stands in the open: what a reader must not miss. */
  readonly open: boolean;
  readonly head: readonly string[];
  readonly rows: (review: Review) => readonly (readonly string[])[];
}

const MAX_ARGUMENTS = 5;
const MAX_MESSAGES = 3;

const SIDES: readonly Side[] = [
  {
    title: "Checks that do not pass",
    open: true,
    head: ["Check", "Result", "What it says"],
    rows: ({ checks }) =>
      checks
        .filter(({ status }) => status !== "pass")
        .map(({ address, status, messages }) => [
          code(address),
          status,
          messages
            .slice(0, MAX_MESSAGES)
            .map((message) => prose(message))
            .join(" "),
        ]),
  },
  {
    title: "Actions an apply invokes",
    open: true,
    head: ["Action", "When"],
    rows: ({ invocations }) => invocations.map(({ address, trigger }) => [code(address), prose(trigger)]),
  },
  {
    title: "Put off to a later round",
    open: true,
    head: ["Object", "Why"],
    rows: ({ deferred }) => deferred.map(({ address, reason }) => [code(address), prose(reason)]),
  },
  {
    title: "Outputs",
    open: false,
    head: ["Output", "Before", "After"],
    rows: ({ outputs }) =>
      outputs.map(({ name, before, after }) => [code(name), value(before), value(after)]),
  },
  {
    title: "Drift: changed outside of Terraform",
    open: false,
    head: ["Object", "What happened", "Where"],
    rows: ({ drift }) =>
      drift.map((change) => [code(change.address), happensTo(change, code), driftedArguments(change)]),
  },
];

/** What stands beside the changes of a plan, each part only where there is some of it. */
export function* sideSections(review: Review, detail: Detail): Generator<string> {
  for (const { title, open, head, rows } of SIDES) {
    const all = rows(review);
    if (all.length > 0) {
      const shown = all.slice(0, Math.min(detail.rows, all.length));
      const left = all.length - shown.length;
      const words = `${title}: ${number(all.length)}`;
      const blocks = [
        ...(shown.length > 0 ? [table(head, shown)] : []),
        ...(left > 0 ? [`${plural(left, "more row")} left out here.`] : []),
      ];
      yield* open ? [`**${words}**`, ...blocks] : folded(words, blocks);
    }
  }
}

function value(text: string | undefined): string {
  return text === undefined ? "not set" : code(text);
}

function driftedArguments({ attributes }: ReviewedChange): string {
  const more = attributes.length - MAX_ARGUMENTS;
  return [
    ...attributes
      .slice(0, MAX_ARGUMENTS)
      .map(({ path, before, after }) => `${code(path)}: ${value(before)} → ${value(after)}`),
    ...(more > 0 ? [`${number(more)} more`] : []),
  ].join("; ");
}
