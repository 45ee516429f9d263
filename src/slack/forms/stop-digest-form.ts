import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Digest } from '../../digest/digest.ts';
import type { SubmissionBody } from '../bodies.ts';
import { nameOfDigest } from '../digests/where.ts';
import { confirmForm } from './confirm-form.ts';
import { remembered } from './form-place.ts';

export const STOP_DIGEST_FORM = 'stop_digest_form';

const Memory = z.object({ digest: z.string() });

/** Asks before a digest is stopped. */
export const stopDigestForm = ({ id, target }: Digest): ModalView =>
  confirmForm({
    form: STOP_DIGEST_FORM,
    title: 'Stop the digest?',
    text: `${nameOfDigest(target)} will not come any more${target.kind === 'channel' ? ', to anybody there' : ''}. What was snoozed in it is forgotten; what it posted stays. To have it silent for a while, choose *Pause* instead.`,
    yes: 'Stop it',
    no: 'Keep it',
    memory: { digest: id },
  });

/** The digest that is to be stopped. */
export const readStopDigest = (body: SubmissionBody): string | undefined => remembered(body, Memory)?.digest;
