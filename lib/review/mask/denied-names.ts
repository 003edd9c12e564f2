/**
 * Words a name ends in when its value is a secret, whatever the case and whether a plan says so or not. `secret_name` and
 * `token_ttl` say where a secret is or what it is like; they end differently.
 */
const DENIED_WORDS = [
  "password",
  "passwd",
  "passphrase",
  "secret",
  "secrets",
  "secret_string",
  "secret_binary",
  "secret_key",
  "secret_access_key",
  "client_secret",
  "shared_key",
  "token",
  "auth_token",
  "access_token",
  "refresh_token",
  "api_key",
  "access_key",
  "private_key",
  "private_key_pem",
  "account_key",
  "encryption_key",
  "signing_key",
  "webhook_url",
  "connection_string",
  "connection_uri",
  "credentials",
  "user_data",
  "user_data_base64",
  "custom_data",
  "kubeconfig",
  "dockerconfigjson",
  "certificate_pem",
] as const;

/** Names that look like those of secrets and are not: switches, and names of objects that hold secrets. */
const HARMLESS_NAMES: ReadonlySet<string> = new Set([
  "automount_service_account_token",
  "existing_secret",
  "image_pull_secrets",
]);

const SPELLINGS = DENIED_WORDS.map((word) => word.replaceAll("_", "[_.-]?")).join("|");
const WORDS = new RegExp(`(?:^|[^a-z])(?:${SPELLINGS})(?:_wo)?$`);

/**
 * A cheap look at a text before the dear ones: whether there is anything in it that may be a denied name with its value. It
 * says yes too often, never no to one.
 */
export const MAY_NAME_SECRET = new RegExp(`(?:${SPELLINGS})(?:_?wo)?["']?(?:\\s*[:=]|,?\\s*["']?value)`, "i");

/** Whether a member of this name holds a secret. */
export function isDeniedName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) {
    return known;
  }
  const denied = judge(name);
  if (judged.size >= MOST_JUDGED) {
    judged.clear();
  }
  judged.set(name, denied);
  return denied;
}

/** A plan repeats the same few names a million times. */
const judged = new Map<string, boolean>();
const MOST_JUDGED = 10_000;

function judge(name: string): boolean {
  // adminPassword, ADMIN_PASSWORD and admin-password all read admin_password.
  const plain = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
  return WORDS.test(plain) && !HARMLESS_NAMES.has(plain);
}

/** Members all of whose values are secrets, by the type of the object. */
const SECRET_SECTIONS: Readonly<Record<string, readonly string[]>> = {
  kubernetes_secret: ["data", "binary_data"],
  kubernetes_secret_v1: ["data", "binary_data", "data_wo", "binary_data_wo"],
  helm_release: ["set_sensitive", "set_wo"],
};

/** Members that are secrets, by the type of the object, though their names do not say so. */
const SECRET_MEMBERS: Readonly<Record<string, readonly string[]>> = {
  aws_ssm_parameter: ["value", "insecure_value"],
  random_password: ["result", "bcrypt_hash"],
};

/** Whether a member of an object of this type is a secret; an empty type stands for anything below one. */
export function isDeniedMember(type: string, name: string): boolean {
  return isDeniedName(name) || (SECRET_MEMBERS[type]?.includes(name) ?? false);
}

/** Whether all that stands in a member of an object of this type is secret. */
export function isSecretSection(type: string, name: string): boolean {
  return SECRET_SECTIONS[type]?.includes(name) ?? false;
}
