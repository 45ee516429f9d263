import type { User } from '../../wire/user.ts';

/** @returns a person's picture: their initial on their colour */
export function avatarSvg(user: Pick<User, 'realName' | 'color'>): string {
  const initial = [...user.realName][0]?.toUpperCase() ?? '?';
  const safe = /[\p{L}\p{N}]/u.test(initial) ? initial : '?';
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" width="72" height="72" viewBox="0 0 72 72">',
    `<rect width="72" height="72" rx="12" fill="#${user.color}"/>`,
    '<text x="36" y="38" fill="#fff" font-family="Helvetica, Arial, sans-serif" font-size="36" font-weight="700"',
    ` text-anchor="middle" dominant-baseline="middle">${safe}</text></svg>`,
  ].join('');
}
