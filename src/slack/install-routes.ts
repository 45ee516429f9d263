import type { ServerResponse } from 'node:http';
import { type InstallationStore, InstallProvider } from '@slack/oauth';
import type { Logger } from 'pino';
import type { Routes } from '../health.ts';
import type { OAuthConfig } from '../slack-config.ts';
import { UserError } from '../user-error.ts';
import { createBoltLogger } from './bolt-logger.ts';
import { clientOptions } from './client-options.ts';
import { installPage } from './install-page.ts';

/** Where an installation begins, and where Slack sends people back to. */
export const INSTALL_PATH = '/slack/install';
export const REDIRECT_PATH = '/slack/oauth_redirect';

export interface Installing {
  /** To be given to the app, which asks it whose token an event is for. */
  provider: InstallProvider;
  routes: Routes;
}

/**
 * Lets people install the app in their workspace: a page with a button, and the way back from Slack. What comes back must
 * carry the state that was signed for that browser a moment ago.
 * @param options.scopes what the app asks for; those of the manifest
 */
export function createInstalling(
  { clientId, clientSecret, stateSecret }: OAuthConfig,
  installationStore: InstallationStore,
  { scopes, apiUrl, log }: { scopes: readonly string[]; apiUrl: string | undefined; log: Logger },
): Installing {
  const provider = new InstallProvider({
    clientId,
    clientSecret,
    stateSecret,
    installationStore,
    clientOptions: clientOptions(apiUrl, log),
    // What it tells for debugging holds the signed state.
    logger: { ...createBoltLogger(log), debug: () => undefined },
    // Beside the Web API, wherever that is.
    ...(apiUrl === undefined
      ? {}
      : { authorizationUrl: new URL('../oauth/v2/authorize', withSlash(apiUrl)).href }),
    renderHtmlForInstallPath: (url) =>
      installPage(
        'Add Tune or Not to your workspace',
        'It advises on one question: should we fine-tune an LLM?',
        {
          url,
          words: 'Add to Slack',
        },
      ),
  });
  return {
    provider,
    routes: {
      [INSTALL_PATH]: (response, request) => {
        provider
          .handleInstallPath(request, response, undefined, { scopes: [...scopes] })
          .catch(() => giveUp(response));
      },
      [REDIRECT_PATH]: (response, request) => {
        // Who only looks whether it is there installs nothing: a code works once.
        if (request.method !== 'GET') return void response.writeHead(405).end();
        provider
          .handleCallback(request, response, {
            success: (_installation, _options, _request, answer) => {
              answer.writeHead(200, HTML).end(installPage('Tune or Not is in your workspace', BEGIN));
            },
            failure: (error, _options, _request, answer) => {
              const [status, text] = said(error);
              log.warn({ code: error.code, message: error.message }, 'the app could not be installed');
              answer.writeHead(status, HTML).end(installPage('Tune or Not was not installed', text));
            },
          })
          .catch(() => giveUp(response));
      },
    },
  };
}

const HTML = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
const BEGIN = 'In Slack, type /finetune and your situation in a sentence or two, or mention it in a thread.';
const STALE = `Nothing was changed. Begin again at ${INSTALL_PATH}, in the same browser and within ten minutes.`;

/** Something failed outside of what the library tells people itself. */
function giveUp(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);

/** What went wrong, for who installs; the log says the rest. */
function said(error: unknown): [status: number, text: string] {
  // The library hands on what the store threw as it is.
  if (error instanceof UserError) return [409, `${error.message} ${error.remedy}`];
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'slack_oauth_installer_authorization_error':
      return [200, 'It was cancelled, and nothing was changed.'];
    case 'slack_oauth_invalid_state':
    case 'slack_oauth_missing_state':
    case 'slack_oauth_missing_code':
      return [400, STALE];
    default:
      return [500, `Slack or our database did not go along. ${STALE}`];
  }
}
