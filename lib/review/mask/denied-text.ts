import { type Document, isMap, isScalar, parseAllDocuments, Scalar, visit, type YAMLMap } from "yaml";
import { repeatsKey } from "../read/yaml-keys";
import { isDeniedName, MAY_NAME_SECRET } from "./denied-names";

/** Takes a secret and gives what stands for it. */
export type Replace = (secret: string) => string;

/** A text with the values under denied names replaced: YAML, JSON, properties, and Secrets of Kubernetes. */
export function replaceDenied(text: string, replace: Replace): string {
  try {
    const named = MAY_NAME_SECRET.test(text)
      ? FORMS.reduce((before, pattern) => replaceNamed(before, pattern, replace), text)
      : text;
    return KUBERNETES_SECRET.test(named) ? replaceInSecrets(named, replace) : named;
  } catch (error) {
    if (!(error instanceof RangeError)) {
      throw error;
    }
    // Too long for a pattern: nobody can say what is in it.
    return replace(text);
  }
}

const FORMS: readonly RegExp[] = [
  // The head of a block of lines in YAML, and the lines.
  /^(?<indent>[\t ]*)(?<head>(?:- +)?["']?(?<name>[\w./-]{3,80}?)["']?: *[|>][-+\d]*[\t ]*\n)(?<value>(?:\k<indent>[\t ]+.*(?:\n|$)|[\t ]*\n)+)/gm,
  // `name: value` of YAML, `name=value` of properties and environments.
  // Without quotes it is words up to one that starts a comment.
  /^(?<head>[\t ]*(?:- +)?(?:export +)?["']?(?<name>[\w./-]{3,80}?)["']?[\t ]*[:=][\t ]*)(?<value>"[^"\\]*(?:\\[\s\S][^"\\]*)*"|'[^']*(?:''[^']*)*'|[^\s#|>&*{["'][^\n\r\t ]*(?:[\t ]+[^\n\r\t #][^\n\r\t ]*)*)/gm,
  // A member of JSON, or of a flow collection of YAML.
  /(?<head>"(?<name>[\w./-]{3,80})"\s*:\s*)(?<value>"[^"\\]*(?:\\[\s\S][^"\\]*)*")/g,
  // An entry of a container's environment: its value stands beside or below its name.
  /(?<head>\bname["']?: *["']?(?<name>[\w.-]{3,80})["']?,?\s*["']?value["']?: *)(?<value>"[^"\\]*(?:\\[\s\S][^"\\]*)*"|'[^']*(?:''[^']*)*'|[^\s,}]+)/g,
];

function replaceNamed(text: string, pattern: RegExp, replace: Replace): string {
  return text.replace(pattern, (match, ...rest) => {
    const {
      indent = "",
      head = "",
      name = "",
      value: given = "",
    } = rest.at(-1) as Record<string, string | undefined>;
    if (!isDeniedName(name.split(/[./]/).at(-1) ?? name)) {
      return match;
    }
    const isBlock = head.endsWith("\n");
    const value = given.endsWith(",") && !isBlock ? given.slice(0, -1).trimEnd() : given;
    const quote = /^(["']).*\1$/s.exec(value)?.[1] ?? "";
    const secret = quote === "" ? value : value.slice(1, -1);
    if (HARMLESS_VALUE.test(secret)) {
      return match;
    }
    // What stands for a block stands where the block did.
    const lines = isBlock ? `${indent}  ` : "";
    return `${indent}${head}${lines}${quote}${replace(secret)}${quote}${given.slice(value.length)}${lines === "" ? "" : "\n"}`;
  });
}

/** Switches, nothing at all, expressions of Helm and Terraform, and what stands for a secret already. */
const HARMLESS_VALUE = /^(?:true|false|null|~|\s*|\(sensitive #\d+\)|\{\{.*\}\}|\$\{[\w.-]*\})$/i;

const KUBERNETES_SECRET = /\bkind["']?: *["']?Secret["']?\s*(?:[,}\n]|$)/;

/** Replaces the data of Secrets. A text that is no YAML after all is hidden as a whole. */
function replaceInSecrets(text: string, replace: Replace): string {
  const documents = parseAllDocuments(text, { logLevel: "silent", uniqueKeys: false });
  if (
    !Array.isArray(documents) ||
    documents.some(({ errors, contents }) => errors.length > 0 || repeatsKey(contents))
  ) {
    return replace(text);
  }
  let found = false;
  for (const document of documents as Document[]) {
    visit(document, {
      Map: (_, map) => {
        if (map.get("kind") === "Secret") {
          found = true;
          for (const member of ["data", "stringData"]) {
            hideMembers(map.get(member, true), replace);
          }
        }
      },
    });
  }
  return found ? documents.map((document) => document.toString({ lineWidth: 0 })).join("") : text;
}

function hideMembers(map: unknown, replace: Replace): void {
  if (!isMap(map)) {
    return;
  }
  for (const pair of (map as YAMLMap).items) {
    if (isScalar(pair.value) && pair.value.value !== null) {
      pair.value = new Scalar(replace(String(pair.value.value)));
    }
  }
}
