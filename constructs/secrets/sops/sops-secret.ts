import * as fs from "node:fs";
import * as path from "node:path";
import type { ITerraformDependable } from "cdktf";
import { Problems, resolveOrThrow } from "../../../lib/core/errors";
import { checkName, DNS_LABEL, DNS_SUBDOMAIN, physicalName } from "../../../lib/core/names";
import { checkWholeNumber } from "../../../lib/core/quantities";
import { isToken } from "../../../lib/core/tokens";
import type { KubernetesManifest } from "../../helm/manifests";
import type { WorkloadContext } from "../../workload/extension";
import { checkSecret, type SecretValue, secretReferences } from "../secret-value";
import { readSopsFile, type SopsFile } from "./sops-file";

/** How Flux gets at the file and opens it. */
export interface SopsDelivery {
  /** Source of Flux that holds the repository with the file. */
  readonly source: {
    readonly kind: "GitRepository" | "OCIRepository" | "Bucket";
    readonly name: string;
    /** @default that of the workload */
    readonly namespace?: string;
  };
  /** Directory of the file in that source. Everything in it is applied, so that it holds encrypted Secrets only. */
  readonly path: string;
  /**
   * Who opens it: a Secret with age or OpenPGP keys, or a service account that may use the key of a cloud. Both are in the
   * workload's namespace.
   */
  readonly decryption: { readonly secretName: string } | { readonly serviceAccountName: string };
  /** Service account Flux applies as; it needs to write Secrets of the namespace. @default Flux's own */
  readonly serviceAccountName?: string;
  /** Time between two looks at the source. @default 600 */
  readonly intervalSeconds?: number;
  /** What the Kustomization waits for: Flux. @default another stack installed it */
  readonly dependsOn?: readonly ITerraformDependable[];
}

export interface SopsSecretProps {
  /** Encrypted manifest of the Secret, relative to the directory synthesis runs in. It is read for names only. */
  readonly file: string;
  /** @default something else applies the file: a Kustomization that exists, a pipeline */
  readonly flux?: SopsDelivery;
}

/**
 * A Secret whose manifest lies in the repository, encrypted by SOPS. Flux takes it from there and opens it in the cluster:
 * neither cipher nor value passes through Terraform. The file is held against the workload: name, namespace, keys, and
 * that nothing in it can be read.
 *
 * @throws ConfigError `file-missing`, `invalid-yaml`, `not-a-secret`, `not-sops`, `not-encrypted`, `no-secret-data`.
 * Codes when bound: `invalid-name`, `secret-elsewhere`, `plain-file-beside`, `out-of-range`
 */
export function sopsSecret(props: SopsSecretProps): SecretValue {
  const secret = resolveOrThrow(props.file, "SopsSecretProps", (problems) => read(props.file, problems));
  return {
    ...secretReferences(secret.name, secret.keys),
    bind: (context) => {
      const { problems, namespace } = context;
      checkSecret(problems, secret.name, secret.keys);
      const elsewhere = secret.namespace !== undefined && secret.namespace !== namespace;
      problems.addIf(elsewhere && !isToken(namespace), {
        prop: "file",
        code: "secret-elsewhere",
        rule: `the file is about namespace ${secret.namespace}, and pods read Secrets of their own`,
        value: namespace,
        fix: "leave metadata.namespace out of the file, or correct it",
      });
      if (props.flux === undefined) {
        return {};
      }
      checkDelivery(props.file, props.flux, problems);
      return {
        manifests: [kustomization(secret.name, props.flux, context)],
        dependsOn: props.flux.dependsOn ?? [],
      };
    },
  };
}

function read(file: string, problems: Problems): SopsFile {
  const missing = problems.addIf(!fs.existsSync(file), {
    prop: "file",
    code: "file-missing",
    rule: "there is no such file",
    value: file,
    fix: "write the path from the directory synthesis runs in",
  });
  const read = missing ? undefined : readSopsFile(fs.readFileSync(file, "utf8"), problems);
  return read ?? { name: "", namespace: undefined, keys: [] };
}

function checkDelivery(file: string, flux: SopsDelivery, problems: Problems): void {
  const at = problems.at("flux");
  checkName(at, "source.name", flux.source.name, DNS_SUBDOMAIN);
  checkName(at, "source.namespace", flux.source.namespace, DNS_LABEL);
  checkName(at, "serviceAccountName", flux.serviceAccountName, DNS_SUBDOMAIN);
  for (const [prop, name] of Object.entries(flux.decryption)) {
    checkName(at.at("decryption"), prop, name, DNS_SUBDOMAIN);
  }
  checkWholeNumber(at, "intervalSeconds", flux.intervalSeconds, 60, 86_400);
  for (const other of plainFilesBeside(file)) {
    problems.add({
      prop: "file",
      code: "plain-file-beside",
      rule: "Flux would apply this file too, and it is no encrypted Secret",
      value: other,
      fix: "give encrypted Secrets a directory of their own",
    });
  }
}

function plainFilesBeside(file: string): readonly string[] {
  const directory = path.dirname(file);
  return fs
    .readdirSync(directory)
    .filter((name) => /\.(ya?ml|json)$/.test(name) && !/^kustomization\.ya?ml$/.test(name))
    .sort()
    .map((name) => path.join(directory, name))
    .filter((other) => {
      const found = new Problems();
      readSopsFile(fs.readFileSync(other, "utf8"), found);
      return found.all.length > 0;
    });
}

function kustomization(
  name: string,
  { source, path: directory, decryption, serviceAccountName, intervalSeconds = 600 }: SopsDelivery,
  { namespace, labels }: WorkloadContext,
): KubernetesManifest {
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { name: physicalName([name, "sops"], 253), namespace, labels },
    spec: {
      interval: `${intervalSeconds}s`,
      path: directory,
      prune: true,
      sourceRef: { ...source },
      targetNamespace: namespace,
      ...(serviceAccountName !== undefined && { serviceAccountName }),
      decryption: {
        provider: "sops",
        ...("secretName" in decryption
          ? { secretRef: { name: decryption.secretName } }
          : { serviceAccountName: decryption.serviceAccountName }),
      },
    },
  };
}
