import { DataResource, Fn, Lazy, TerraformOutput, TerraformVariable, Token } from "cdktf";
import * as fc from "fast-check";
import { parse } from "yaml";
import { ConfigError } from "../../../lib/core/errors";
import { type JsonObject, renderJson, renderYaml } from "../../../lib/core/render";
import { synth } from "../../support/synth";
import { applyOutputs, describeWithTerraform } from "../../support/terraform";

const NASTY = {
  quotes: `say "hi" and 'bye'`,
  backslashes: "\\d+\\.\\w C:\\temp\\",
  dollar: "${aws_vpc.this.id} $${x} $$ $",
  percent: "%{ if true }x%{ endif } %%{y} 100%",
  lines: "first\n  second ${x}\n\nthird\n",
  carriage: "a\r\nb",
  trailing: "a \nb\t\n",
  leading: "  a\nb",
  emoji: "😀 größe 漢字",
  controls: "\u0000\u0007\u001b\u007f\u0085\u2028\ufeff",
  prepended: ["\u0600", "\u0605x", "a\u{110bd}", "\u{111c2}\n"],
  looksLike: [
    "yes",
    "no",
    "on",
    "null",
    "~",
    "1e3",
    "0x1f",
    "012",
    "12:30:45",
    "2026-11-20",
    "1_000",
    ".inf",
    "",
    " ",
  ],
  numbers: [0, -1.5, 1e21, 1000000, 0.1],
  nothing: null,
  flags: [true, false],
  emptyMap: {},
  emptyList: [],
  " odd key: #": 1,
  yes: 1,
  "${key}": 1,
  "%{key}": 1,
  "key\u06dd": 1,
} satisfies JsonObject;

describe("renderYaml", () => {
  it("writes sorted keys, one for each line, and text of several lines as a block", () => {
    expect(renderYaml({ b: { d: "1", c: 1 }, a: "x\n  y\n" })).toBe(
      'a: |\n  x\n    y\nb:\n  c: 1\n  d: "1"\n',
    );
  });

  it("leaves out members that are undefined", () => {
    expect(renderYaml({ a: undefined, b: { c: undefined } })).toBe("b: {}\n");
  });

  it("fails on a lazy string that mixes text and expressions", () => {
    const mixed = Lazy.stringValue({ produce: () => "a-${aws_vpc.this.id}" });
    let caught: unknown;
    try {
      synth((stack) => new TerraformOutput(stack, "out", { value: renderYaml({ mixed }) }));
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ConfigError);
    expect((caught as ConfigError).problems.map(({ code }) => code)).toEqual(["mixed-template"]);
  });

  it("makes the references inside values visible to terraform", () => {
    const json = synth((stack) => {
      const data = new DataResource(stack, "data", { input: { name: "x" } });
      const rendered = renderYaml({
        whole: data.id,
        mixed: `"pre"-${data.id}`,
        [data.id]: 1,
        list: [data.id],
      });
      new TerraformOutput(stack, "out", { value: rendered, staticId: true });
    }).json;
    expect(json.output.out.value).toBe(
      [
        "list:",
        "  - ${jsonencode(terraform_data.data.id)}",
        'mixed: ${jsonencode("\\"pre\\"-${terraform_data.data.id}")}',
        "whole: ${jsonencode(terraform_data.data.id)}",
        "${jsonencode(terraform_data.data.id)}: 1",
        "",
      ].join("\n"),
    );
  });
});

describe("renderJson", () => {
  it("keeps key order and escapes policy variables", () => {
    expect(renderJson({ b: "${aws:username}", a: 1 })).toBe('{"b":"$${aws:username}","a":1}');
  });
});

describeWithTerraform("through real terraform", () => {
  it("brings awkward literals back unchanged, as YAML 1.1, YAML 1.2 and JSON", () => {
    const outputs = applyOutputs({
      output: { yaml: { value: renderYaml(NASTY) }, json: { value: renderJson(NASTY) } },
    });
    expect(parse(String(outputs.yaml), { version: "1.1" })).toEqual(NASTY);
    expect(parse(String(outputs.yaml), { version: "1.2" })).toEqual(NASTY);
    expect(JSON.parse(String(outputs.json))).toEqual(NASTY);
  });

  it("brings tokens back unchanged whatever their values hold", () => {
    const text = `v "q" \\ \${x} %{y}\n😀`;
    const list = ["a", `"b"`, "c\\"];
    const json = synth((stack) => {
      const variable = new TerraformVariable(stack, "text", {
        type: "string",
        default: text.replace(/[$%]\{/g, "$&"),
      });
      const numberOf = new TerraformVariable(stack, "number", { type: "number", default: 42 });
      const listOf = new TerraformVariable(stack, "list", { type: "list(string)", default: list });
      const values = {
        whole: variable.stringValue,
        mixed: `<"${variable.stringValue}"\\$\{no}-${variable.stringValue}>\u0600`,
        number: numberOf.numberValue,
        list: listOf.listValue,
        call: Fn.upper(variable.stringValue),
        lazy: Lazy.stringValue({ produce: () => `plain "text" \\d $` }),
        lazyNumber: Token.asNumber(Lazy.anyValue({ produce: () => 7 })),
        nested: [{ deep: variable.stringValue, literal: NASTY }],
        [`key-${variable.stringValue}`]: true,
      };
      new TerraformOutput(stack, "yaml", { value: renderYaml(values), staticId: true });
      new TerraformOutput(stack, "json", { value: renderJson(values), staticId: true });
    }).json;
    const outputs = applyOutputs({ variable: json.variable, output: json.output });
    const expected = {
      whole: text,
      mixed: `<"${text}"\\$\{no}-${text}>\u0600`,
      number: 42,
      list,
      call: text.toUpperCase(),
      lazy: `plain "text" \\d $`,
      lazyNumber: 7,
      nested: [{ deep: text, literal: NASTY }],
      [`key-${text}`]: true,
    };
    expect(parse(String(outputs.yaml), { version: "1.1" })).toEqual(expected);
    expect(JSON.parse(String(outputs.json))).toEqual(expected);
  });

  it("brings random values back unchanged", () => {
    const special = fc.constantFrom(
      "${",
      "%{",
      "}",
      '"',
      "\\",
      "\n",
      "\r",
      " ",
      "\t",
      "#",
      ":",
      "- ",
      "|",
      "$",
      "%",
      "é",
      "😀",
      "\u0600",
      "\u{110bd}",
    );
    const text = fc.array(fc.oneof(special, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 8 });
    // Terraform itself normalizes every string to NFC.
    const nasty = text.map((parts) => Buffer.from(parts.join("")).toString().normalize("NFC"));
    const value = fc.object({
      key: nasty.filter((key) => key !== "__proto__"),
      values: [nasty, fc.integer(), fc.boolean(), fc.constant(null)],
      maxDepth: 3,
    });
    const samples = fc.sample(value, 60) as JsonObject[];
    const outputs = applyOutputs({
      output: Object.fromEntries(
        samples.flatMap((sample, index) => [
          [`yaml${index}`, { value: renderYaml(sample) }],
          [`json${index}`, { value: renderJson(sample) }],
        ]),
      ),
    });
    samples.forEach((sample, index) => {
      expect(parse(String(outputs[`yaml${index}`]), { version: "1.1" })).toEqual(sample);
      expect(JSON.parse(String(outputs[`json${index}`]))).toEqual(sample);
    });
  });
});
