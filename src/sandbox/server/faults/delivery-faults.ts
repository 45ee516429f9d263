/** How the delivery of events goes wrong at the moment. */
export interface DeliveryFaults {
  duplicate: boolean;
  delayMs: number;
  ignoreAcks: boolean;
  /** Events that are held back, while some are; null when events flow. */
  held: (() => void)[] | null;
}

/** @returns a delivery without faults */
export function createDeliveryFaults(): DeliveryFaults {
  return { duplicate: false, delayMs: 0, ignoreAcks: false, held: null };
}

/** Lets the held events go, in the order in which they came or the other way round. */
export function release(faults: DeliveryFaults, order: 'in-order' | 'reversed'): void {
  const held = faults.held ?? [];
  faults.held = null;
  for (const send of order === 'reversed' ? held.reverse() : held) send();
}
