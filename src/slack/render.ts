import type { Pack } from '../advisor/pack.ts';
import type { Utterance } from '../cases/utterance.ts';
import { decisionMessage } from './blocks/decision-message.ts';
import { exportMessage } from './blocks/export-message.ts';
import { forgottenMessage } from './blocks/forgotten-message.ts';
import { noExportMessage } from './blocks/no-export-message.ts';
import type { Setting } from './blocks/people.ts';
import { planMessage } from './blocks/plan-message.ts';
import { privateMessage } from './blocks/private-message.ts';
import { replyMessage } from './blocks/reply-message.ts';
import { rootMessage } from './blocks/root-message.ts';
import { saidMessage } from './blocks/said-message.ts';
import { stoppedMessage, toldMessage } from './blocks/told-message.ts';
import { unsaidMessage } from './blocks/unsaid-message.ts';
import { type Rendered, verdictMessage } from './blocks/verdict-message.ts';

/** Makes a Slack message of what is to be said. */
export function render(utterance: Utterance, pack: Pack, setting: Setting): Rendered {
  switch (utterance.kind) {
    case 'root':
      return rootMessage(utterance, setting);
    case 'verdict':
      return verdictMessage(utterance, pack, setting);
    case 'reply':
      return replyMessage(utterance.reply, pack, setting);
    case 'said':
      return saidMessage(utterance.said, setting);
    case 'private':
      return privateMessage(utterance.verdict, utterance.reason, pack, setting);
    case 'plan':
      return planMessage(utterance, pack, setting);
    case 'decision':
      return decisionMessage(utterance, pack, setting);
    case 'export':
      return exportMessage(utterance, setting);
    case 'told':
      return toldMessage(utterance, pack, setting);
    case 'stopped':
      return stoppedMessage(utterance, setting);
    case 'unsaid':
      return unsaidMessage(utterance, setting);
    case 'forgotten':
      return forgottenMessage(utterance);
    case 'no-export':
      return noExportMessage(utterance, setting);
  }
}
