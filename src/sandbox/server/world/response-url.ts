/** What a response_url answers to: `original` is the message or ephemeral that it may replace or delete. */
export interface ResponseUrl {
  user: string;
  channel: string;
  issuedAt: number;
  uses: number;
  original?: { ts: string; ephemeral: boolean };
}
