import * as fs from "node:fs";
import * as path from "node:path";
import type { Problems } from "../../../lib/core/errors";
import { checkName, DNS_LABEL } from "../../../lib/core/names";
import { isToken } from "../../../lib/core/tokens";
import { namespaceOf } from "../../workload/workload-platform";
import { checkSecret } from "../secret-value";
import { envFileKeys } from "./env-file";
import type { EnvFileSecretProps } from "./env-file-secret";
import { gitIgnores } from "./git-ignored";

/** Contexts that name a cluster on this machine, as the tools that make them write it. */
const LOCAL_CONTEXT =
  /^(kind-.+|k3d-.+|minikube|docker-desktop|rancher-desktop|orbstack|colima(-.+)?|podman-desktop)$/;

/** Fills defaults and reports every problem. */
export function resolveEnvFileSecret(props: EnvFileSecretProps, problems: Problems) {
  const { platform, name } = props;
  const namespace = namespaceOf(platform);
  const file = path.resolve(props.file);
  checkName(problems, "platform.namespace", namespace, DNS_LABEL);
  checkLocal(props, problems);
  const exists = fs.existsSync(file);
  const ignored = gitIgnores(file);
  problems.addIf(ignored === "tracked-or-free" || ignored === "unknown", {
    prop: "file",
    code: "env-file-not-ignored",
    rule:
      ignored === "unknown"
        ? "git must ignore a file of secrets, and git could not be asked"
        : "git would commit this file of secrets",
    value: props.file,
    fix: "add it to .gitignore; if it was added before, `git rm --cached` it and change the secrets",
  });
  problems.addIf(!exists && props.keys === undefined, {
    prop: "file",
    code: "env-file-missing",
    rule: "the names of the variables are read from the file",
    value: props.file,
    fix: "write the file, or name its variables in keys: then it is read when Terraform plans",
  });
  const found = exists ? envFileKeys(fs.readFileSync(file, "utf8"), problems) : undefined;
  const keys = props.keys ?? found ?? [];
  checkSecret(problems, name, keys);
  checkFound(keys, found, problems);
  return { name, namespace, file, keys };
}

/** What every cluster but one on this machine would share with others is no place for a file of secrets. */
function checkLocal({ platform, localContexts = [] }: EnvFileSecretProps, problems: Problems): void {
  const context = platform.cluster.kubernetesProvider.configContextInput;
  const local =
    context !== undefined &&
    !isToken(context) &&
    (LOCAL_CONTEXT.test(context) || localContexts.includes(context));
  problems.addIf(!local, {
    prop: "platform.cluster",
    code: "env-file-outside-local",
    rule: "secrets come from a file only in a cluster on the machine that has the file",
    value: context ?? platform.cluster.clusterName,
    fix: "use Secret.fromManager; if the cluster does run on this machine, add its kubeconfig context to localContexts",
  });
}

function checkFound(keys: readonly string[], found: readonly string[] | undefined, problems: Problems): void {
  problems.addIf(keys.length === 0 && found !== undefined, {
    prop: "file",
    code: "no-secret-data",
    rule: "the file gives no variable",
    fix: "write NAME=value lines into it",
  });
  keys.forEach((key, index) => {
    problems.at("keys").addIf(found !== undefined && !found.includes(key), {
      prop: `[${index}]`,
      code: "unknown-secret-key",
      rule: "the file has no such variable",
      value: key,
      fix: `use one of ${found?.join(", ")}`,
    });
  });
}
