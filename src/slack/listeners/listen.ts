import type { App } from '@slack/bolt';
import type { PackFor } from '../../curator/ready-pack.ts';
import type { DigestShowing } from '../digests/digest-showing.ts';
import { listenForCaseActions } from './actions/case-actions.ts';
import { listenForFacts } from './actions/fact-actions.ts';
import { type CommandOptions, listenForCommand } from './commands/finetune.ts';
import { listenForDigests } from './digests.ts';
import { listenForHome } from './events/home-opened.ts';
import { listenForHomeTab } from './events/home-tab.ts';
import { listenForForgetting } from './forget.ts';
import { listenForRecords, type Records } from './records.ts';
import { listenForSettings } from './settings.ts';
import { listenForThreads, type Threads } from './threads.ts';
import { listenForFactForm } from './views/fact-form.ts';
import { listenForSituation } from './views/situation.ts';

/** Everything that listeners need. */
export interface Listening extends CommandOptions, DigestShowing, Records, Threads {
  packFor: PackFor;
}

/** Answers whatever people do. The inbox holds it by then, and the guard has let it through. */
export function listen(app: App, all: Listening): void {
  listenForCommand(app, all);
  listenForForgetting(app, all);
  listenForSituation(app);
  listenForHome(app);
  listenForThreads(app, all);
  listenForHomeTab(app, all);
  listenForSettings(app, all);
  listenForCaseActions(app, all);
  listenForRecords(app, all);
  listenForDigests(app, all);
  listenForFacts(app, all);
  listenForFactForm(app, all);
}
