import { FINANCE, HEALTH, LAW } from '../../support/trade-guidance.ts';

/** Whose guidance the operator lists: that of one workspace, that of the other, and that of both. */
export const TRADES = [HEALTH, LAW, FINANCE];
