import type { Ladder } from '../../advisor/ladder.ts';
import type { Pack } from '../../advisor/pack.ts';
import type { Route } from '../../advisor/routes.ts';

/** Where the team stands, in one line, told in words as well as by its mark; empty beside the ladder. */
export function ladderLine(ladder: Ladder, pack: Pack): string {
  const name = (route: Route): string => pack.guidance.get(route)?.name ?? '';
  const { checkFirst, here, next, last } = ladder;
  if (next.length === 0 && last.length === 0) return '';
  const parts = [
    ...(checkFirst.length > 0 ? [`check first: ${checkFirst.map(name).join(', ')}`] : []),
    `here: *${name(here)}*`,
    ...(next.length > 0 ? [`next: ${next.map(name).join(', ')}`] : []),
    ...(last.length > 0 ? [`last: ${last.map(name).join(', ')}`] : []),
  ];
  return parts.join('  ·  ');
}
