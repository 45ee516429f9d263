import type { IncomingMessage } from 'node:http';
import {
  defaultBodyLimit,
  HTTPModuleFunctions,
  HTTPReceiver,
  type HTTPReceiverOptions,
  isRawBodyError,
} from '@slack/bolt';

const { bufferIncomingMessage, buildNoBodyResponse, parseAndVerifyHTTPRequest, parseHTTPRequestBody } =
  HTTPModuleFunctions;

type Buffered = Awaited<ReturnType<typeof bufferIncomingMessage>>;

/** Where Slack sends everything to. */
const PATH = '/slack/events';

/** Slack sends to the address as it is; others may add something to it. */
const isForUs = ({ method, url = '' }: IncomingMessage): boolean =>
  method === 'POST' && (url === PATH || new URL(url, 'http://localhost').pathname === PATH);

/**
 * Bolt's receiver, which takes it for granted that a body holds an object: `null`, signed as it should be, would be an
 * error that nobody catches and end the process. What holds no object is refused here, before it gets there.
 */
export class ObjectReceiver extends HTTPReceiver {
  constructor(options: HTTPReceiverOptions) {
    super({ ...options, endpoints: [PATH] });
    const { signingSecret } = options;
    const next = this.requestListener;
    this.requestListener = (request, response) => {
      // What is for nobody, Bolt throws at once, to whoever called.
      if (!isForUs(request)) return next(request, response);
      refusalOf(request, signingSecret).then(
        (status) => {
          if (status === undefined) return next(request, response);
          // What was not read of a request would stand before the next one.
          response.setHeader('connection', 'close');
          buildNoBodyResponse(response, status);
        },
        () => response.destroy(),
      );
    };
  }
}

/** The status with which a request is refused; undefined when Bolt may look at it. */
async function refusalOf(request: IncomingMessage, signingSecret: string): Promise<number | undefined> {
  let buffered: Buffered;
  try {
    buffered = await bufferIncomingMessage(request, defaultBodyLimit);
  } catch (error) {
    if (isRawBodyError(error) && error.type === 'entity.too.large') return 413;
    throw error;
  }
  // Nearly all that comes is an event: its first sign tells, and it is not read twice.
  if (!isForm(request) && /^\s*\{/.test(buffered.rawBody.toString('latin1', 0, 100))) return undefined;
  try {
    await parseAndVerifyHTTPRequest({ enabled: true, signingSecret }, buffered);
  } catch {
    // What is not surely from Slack is not looked into; Bolt refuses it.
    return undefined;
  }
  return holdsObject(buffered) ? undefined : 400;
}

const isForm = ({ headers }: IncomingMessage): boolean =>
  headers['content-type'] === 'application/x-www-form-urlencoded';

function holdsObject(request: Buffered): boolean {
  try {
    const body: unknown = parseHTTPRequestBody(request);
    return typeof body === 'object' && body !== null;
  } catch {
    return false;
  }
}
