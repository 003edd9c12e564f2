type Config = Record<string, unknown>;
type Types = Record<string, Record<string, Config>>;

const ACCOUNT = "111122223333";

/** What an older hashicorp/aws, as mirrors hold it, does not know yet; the bindings are made for a newer one. */
const NEWER: Readonly<Record<string, readonly string[]>> = {
  aws_eks_cluster: ["deletion_protection"],
  aws_ecr_repository: ["image_tag_mutability_exclusion_filter"],
};

/**
 * A synthesized stack as the real aws provider can plan it without an account: any version, no credentials to check, and
 * the account's number, which is asked of AWS otherwise, written down.
 */
export function withoutAccount(stack: Config): Config {
  const text = JSON.stringify(stack).replace(
    /data\.aws_caller_identity\.\w+\.account_id/g,
    "local.account_id",
  );
  const config = JSON.parse(text);
  const { aws_caller_identity: _asked, ...data } = config.data ?? {};
  const { version: _version, ...aws } = config.terraform.required_providers.aws;
  const [provider] = config.provider.aws;
  return {
    ...config,
    locals: { ...config.locals, account_id: ACCOUNT },
    data,
    terraform: {
      ...config.terraform,
      required_providers: { ...config.terraform.required_providers, aws },
    },
    provider: {
      ...config.provider,
      aws: [
        {
          region: provider.region,
          default_tags: provider.default_tags,
          access_key: "none",
          secret_key: "none",
          skip_credentials_validation: true,
          skip_metadata_api_check: true,
          skip_requesting_account_id: true,
        },
      ],
    },
    resource: withoutNewer(config.resource),
  };
}

function withoutNewer(resources: Types): Types {
  return Object.fromEntries(
    Object.entries(resources).map(([type, byName]) => [
      type,
      Object.fromEntries(
        Object.entries(byName).map(([name, body]) => [
          name,
          Object.fromEntries(Object.entries(body).filter(([argument]) => !NEWER[type]?.includes(argument))),
        ]),
      ),
    ]),
  );
}
