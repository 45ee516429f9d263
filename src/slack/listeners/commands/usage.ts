import type { SlashCommand } from '@slack/bolt';
import { DAY_MS, dayOf } from '../../../clock.ts';
import { usageBetween } from '../../../store/usage.ts';
import type { Rendered } from '../../blocks/verdict-message.ts';
import { usageMessage } from '../../usage-message.ts';
import { workspaceOfCommand } from '../../workspace-of.ts';
import type { CommandOptions } from './finetune.ts';

/** So many days, today among them, are added up. */
const DAYS = 30;

/** What a workspace used, for who asked alone. */
export async function usageOf(
  command: SlashCommand,
  { db, clock, spendingIn }: Pick<CommandOptions, 'db' | 'clock' | 'spendingIn'>,
): Promise<Rendered> {
  const workspace = workspaceOfCommand(command);
  const to = dayOf(clock.now());
  const from = dayOf(clock.now() - (DAYS - 1) * DAY_MS);
  const [today, month, { model, spending }] = await Promise.all([
    usageBetween(db, workspace, { from: to, to }),
    usageBetween(db, workspace, { from, to }),
    spendingIn(workspace),
  ]);
  return usageMessage({ today, month, days: DAYS, model, spending });
}
