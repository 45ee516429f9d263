import type { JsonObject } from '../../wire/json.ts';
import type { Subscription } from './subscription.ts';

/** An event that the app may get, if it has subscribed. `channel` is where it took place, if anywhere. */
export interface AppEvent {
  subscription: Subscription;
  event: JsonObject;
  channel?: string;
}
