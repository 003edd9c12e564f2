import { holdsPassword, isCredentialName } from "../../keda/credential-text";

/** What is wrong with a secret in plain sight; its value stays out of the message. */
export const LITERAL_ENV = {
  code: "literal-secret",
  rule: "a secret would be readable in the plan, the state and the cluster",
  fix: "put it into a Secret and pass EnvFrom.secret(name, key), quote it as $(NAME) in an address, or say EnvFrom.plain(text) where it is none",
};

/** What is wrong with a secret among the arguments of a program. */
export const LITERAL_ARGUMENT = {
  code: "literal-secret",
  rule: "a secret would be readable in the plan, the state and the list of processes",
  fix: "let the program read it from a variable or file; an argument may quote a variable as $(NAME)",
};

/** Names of secrets beyond those of single credentials. */
const SECRET_NAME =
  /(^|[_.-])(pass|passwords|secrets|creds|pat|pem|connection[_.-]?string|access[_.-]?key[_.-]?id)$/i;

/** Forms that only secrets have, by those who hand them out. */
const SECRET_FORMS = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // AWS access keys, GitHub, GitLab, Slack, Stripe and Google API keys.
  /\bA(KI|SI)A[0-9A-Z]{16}\b/,
  /\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22}|\bglpat-[\w-]{20}/,
  /\bxox[abeprs]-[\w-]{10}|\b[rs]k_live_\w{10}|\bAIza[\w-]{35}/,
];

/** `$(NAME)`, which Kubernetes replaces by a variable inside the container. */
const QUOTED_VARIABLE = /\$\([-._a-zA-Z][-._a-zA-Z0-9]*\)/g;

/**
 * Whether a variable holds a secret in plain sight: by its name, whatever the value, or by the form of the value. A
 * value made of quoted variables alone holds none.
 */
export function holdsSecret(name: string, value: string | number | boolean): boolean {
  if (typeof value === "boolean") {
    return false;
  }
  const text = String(value).replace(QUOTED_VARIABLE, "");
  return text !== "" && (isSecretName(name) || hasSecretForm(text));
}

/** Whether a command line argument carries a secret: `--password=hunter2`, an address with a password. */
export function argumentHoldsSecret(argument: string): boolean {
  const text = argument.replace(QUOTED_VARIABLE, "");
  const option = /^--?(?<name>[A-Za-z][\w.-]*)=(?=.)/s.exec(text)?.groups?.name;
  return (option !== undefined && isSecretName(option)) || hasSecretForm(text);
}

function isSecretName(name: string): boolean {
  return isCredentialName(name) || SECRET_NAME.test(name);
}

function hasSecretForm(text: string): boolean {
  return holdsPassword(text) || SECRET_FORMS.some((form) => form.test(text));
}
