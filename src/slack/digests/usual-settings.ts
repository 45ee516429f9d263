import type { DigestTarget } from '../../digest/digest.ts';
import { type DigestSettings, PERSONAL_PARTS, USUAL_PARTS } from '../../digest/settings.ts';

/** What a digest is like when nobody chooses: on working days at nine. @param zone IANA name */
export const usualSettings = (target: DigestTarget, zone: string): DigestSettings => ({
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  time: '09:00',
  zone,
  include: target.kind === 'person' ? PERSONAL_PARTS : USUAL_PARTS,
  skipQuiet: true,
});
