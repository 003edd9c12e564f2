import { oneMeasure } from "../../../../constructs/keda/scalers/one-measure";
import { Problems } from "../../../../lib/core/errors";
import { codes } from "../../../support/synth";

const MODES = { queueLength: "QueueLength", messageRate: "MessageRate" } as const;
const FALLBACK = { prop: "queueLength", value: 20 } as const;

interface Props {
  readonly queueName: string;
  readonly queueLength?: number;
  readonly messageRate?: number;
}

function read(props: Props) {
  const problems = new Problems();
  return { measure: oneMeasure(props, MODES, FALLBACK, problems), problems: problems.all };
}

describe("oneMeasure", () => {
  it("finds the measure that is given, and sets the other props apart", () => {
    expect(read({ queueName: "orders", messageRate: 5 })).toEqual({
      measure: { prop: "messageRate", mode: "MessageRate", value: 5, rest: { queueName: "orders" } },
      problems: [],
    });
  });

  it("takes a measure of zero for given", () => {
    expect(read({ queueName: "orders", messageRate: 0 }).measure).toMatchObject({
      mode: "MessageRate",
      value: 0,
    });
  });

  it("falls back where none is given, or only undefined", () => {
    const fallback = { prop: "queueLength", mode: "QueueLength", value: 20, rest: { queueName: "orders" } };
    expect(read({ queueName: "orders" })).toEqual({ measure: fallback, problems: [] });
    expect(read({ queueName: "orders", queueLength: undefined, messageRate: undefined })).toEqual({
      measure: fallback,
      problems: [],
    });
  });

  it("fails with two measures", () => {
    const { problems } = read({ queueName: "orders", queueLength: 20, messageRate: 5 });
    expect(codes(problems)).toEqual(["messageRate one-measure"]);
    expect(problems[0]?.value).toEqual(["queueLength", "messageRate"]);
  });
});
