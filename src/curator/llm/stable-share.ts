/**
 * At least this share of what a turn sends is the same to the byte each time, so that a provider's cache is worth having.
 */
export const STABLE_SHARE = 0.6;

/** Of a call that reads, more is: so the summary after it has room for the facts. */
export const STABLE_SHARE_OF_READING = 0.63;
