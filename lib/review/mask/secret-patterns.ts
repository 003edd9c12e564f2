/** A secret that gives itself away by its form, wherever it stands. */
export interface SecretPattern {
  readonly name: string;
  /** Global; the group `secret`, where there is one, is what must not be shown, otherwise the whole match is. */
  readonly pattern: RegExp;
  /** What every match holds, where looking for it first is much cheaper. */
  readonly hint?: string;
}

/**
 * Forms of well-known secrets. Sources: "Understanding unique ID prefixes" (IAM user guide) for AWS, GitHub's "About
 * authentication to GitHub", GitLab's token overview, Slack's "Token types", Stripe's "API keys", npm's "About access
 * tokens", Google's and Grafana's documentation of their keys, RFC 7519 (JWT), RFC 7468 (PEM), RFC 3986 (user
 * information in URLs).
 */
export const SECRET_PATTERNS: readonly SecretPattern[] = [
  { name: "aws-access-key-id", pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/g },
  { name: "github-token", pattern: /\b(?:gh[opusr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})/g },
  { name: "gitlab-token", pattern: /\bgl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|imt|oas)-[\w-]{20,}/g },
  { name: "slack-token", pattern: /\bxox[abeoprs]-[\w-]{10,}/g },
  {
    name: "slack-webhook",
    pattern: /https:\/\/hooks\.slack\.com\/(?:services|workflows|triggers)\/(?<secret>[\w/+-]{8,})/g,
  },
  {
    name: "discord-webhook",
    pattern: /https:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/(?<secret>\d+\/[\w-]{8,})/g,
  },
  { name: "stripe-key", pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g },
  { name: "npm-token", pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { name: "google-api-key", pattern: /\bAIza[\w-]{35}/g },
  { name: "grafana-token", pattern: /\bgl(?:sa|c)_[A-Za-z0-9_=]{30,}/g },
  { name: "vault-token", pattern: /\bhv[sbr]\.[\w-]{20,}/g },
  {
    name: "json-web-token",
    hint: ".eyJ",
    // The look ahead makes sure that the head ends where it has to: a text of nothing but heads would take for ever.
    pattern:
      /(?<![\w-])(?=[\w-]{11,}\.eyJ[\w-]{8,}\.)[\w-]*?\b(?<secret>eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*)/g,
  },
  {
    name: "private-key",
    pattern: /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|$)/g,
  },
  {
    name: "url-credentials",
    hint: "://",
    pattern: /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@"'<>]{0,200}:(?<secret>[^\s/@"'<>]{1,500})@/gi,
  },
  { name: "bearer-token", pattern: /\b(?:bearer|basic)[ :]+(?<secret>[A-Za-z0-9+/_.~-]{16,}=*)/gi },
];
