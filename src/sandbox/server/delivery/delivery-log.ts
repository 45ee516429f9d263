/**
 * What became of one event. `attempts` counts how often it was handed to a connection; `state` is `lost` when Slack
 * gave up on it.
 */
export interface Delivery {
  eventId: string;
  type: string;
  attempts: number;
  state: 'pending' | 'acked' | 'lost';
}
