import type { App } from '@slack/bolt';
import type { DigestShowing } from '../digests/digest-showing.ts';
import { listenForDigestLines } from './actions/digest-lines.ts';
import { listenForDigestMenu } from './actions/digest-menu.ts';
import { listenForMoving } from './events/user-changed.ts';
import type { Records } from './records.ts';
import { listenForDigestForms } from './views/digest-forms.ts';

/** Digests: their forms, the menus in them, what can be done with a line, and owners who move. */
export function listenForDigests(app: App, all: DigestShowing & Records): void {
  listenForDigestMenu(app, all);
  listenForDigestLines(app, all);
  listenForDigestForms(app, all);
  listenForMoving(app, all);
}
