import { type WebAPICallResult, WebAPIPlatformError, WebClient, type WebClientOptions } from '@slack/web-api';

/**
 * Slack's words for a token that will never work again: the app was removed, or its access withdrawn. `invalid_auth` is
 * none of them: Slack says it also to an address from which the app is not allowed to call.
 */
const WITHDRAWN: ReadonlySet<string> = new Set(['account_inactive', 'token_revoked']);

/** A Web client that tells when its token does not work any more, as the event would that may never come. */
export class WorkspaceClient extends WebClient {
  readonly #onWithdrawn: (error: WebAPIPlatformError) => Promise<never>;

  /** @param onWithdrawn throws what the caller is to get */
  constructor(
    token: string,
    options: WebClientOptions,
    onWithdrawn: (error: WebAPIPlatformError) => Promise<never>,
  ) {
    super(token, options);
    this.#onWithdrawn = onWithdrawn;
  }

  override async apiCall(...call: Parameters<WebClient['apiCall']>): Promise<WebAPICallResult> {
    try {
      return await super.apiCall(...call);
    } catch (error) {
      if (!(error instanceof WebAPIPlatformError) || !WITHDRAWN.has(error.data.error)) throw error;
      return this.#onWithdrawn(error);
    }
  }
}
