import type { CuratorReport } from './report.ts';
import { dollars } from './to-text.ts';

/** What a curator cost, and by whose prices; never a guess. */
export function costInWords({ about: { model }, cost }: Pick<CuratorReport, 'about' | 'cost'>): string {
  if (model === null) return 'nothing';
  if (!cost) return `unknown, for no price of ${model} was given (--prices FILE)`;
  const from = cost.prices ? `, by prices of ${cost.prices.dated} from ${cost.prices.source}` : '';
  return `${dollars(cost.total)}, ${dollars(cost.perCase)} a case${from}`;
}
