/** Slack's words, and ours, for a token that it takes no more, or that we do not have: for now, if somebody puts it right. */
export const FOR_WANT_OF_A_TOKEN: readonly string[] = [
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'not_installed',
  'token_expired',
  'token_revoked',
];
