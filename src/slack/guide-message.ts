import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { Guidance, Passage } from '../advisor/guidance.ts';
import type { Pack } from '../advisor/pack.ts';
import { ROUTES, type Route } from '../advisor/routes.ts';
import { capital } from '../text/capital.ts';
import { inOneLine } from './blocks/in-one-line.ts';
import { escapeText } from './blocks/mrkdwn.ts';
import { context, plain, section } from './blocks/text-blocks.ts';
import type { Rendered } from './blocks/verdict-message.ts';
import { passageBlocks } from './passage-blocks.ts';

/** Opens all passages on a route; the route stands behind it, so that several can be in one block. */
export const GUIDE_ACTION = 'guide_read';

const MOST_FOUND = 5;
const LONGEST_TOPIC = 60;

/** `/finetune guide`: what there is to advise, for who asked alone. */
export function guideMessage(pack: Pack): Rendered {
  const text = `What I advise from: ${pack.guidance.size} pieces of advice, ${pack.passages.size} passages, each with its sources. Search them with \`/finetune guide\` and a topic.`;
  return {
    text,
    blocks: [
      section(`*What I advise from*\n${text.slice('What I advise from: '.length)}`),
      ...ROUTES.flatMap((route) => pack.guidance.get(route) ?? []).map(({ route, advice, passages }) => ({
        ...section(`*${escapeText(capital(advice))}*  ·  ${passages.length} passages`),
        accessory: readButton('Read', route, `Read: ${advice}`),
      })),
    ],
  };
}

/** `/finetune guide` and a topic: the passages that fit best. @param found the best first */
export function topicMessage(topic: string, found: readonly Passage[], pack: Pack, today: string): Rendered {
  const about = inOneLine(topic, LONGEST_TOPIC);
  if (found.length === 0) {
    const text = `My guidance has nothing on “${about}”. \`/finetune guide\` shows all there is.`;
    return { text, blocks: [section(text)] };
  }
  const shown = found.slice(0, MOST_FOUND);
  const routes = [...new Set(shown.map(({ route }) => route))];
  const count =
    found.length > shown.length ? `the ${shown.length} best of ${found.length}` : `${found.length}`;
  const text = `On “${about}”: ${count} ${found.length === 1 ? 'passage' : 'passages'}`;
  return {
    text,
    blocks: [
      section(`*${text}*`),
      ...shown.flatMap((passage) => passageBlocks(passage, today)),
      {
        type: 'actions',
        elements: routes.flatMap((route) => {
          const guidance = pack.guidance.get(route);
          return guidance ? [readButton(`More: ${guidance.advice}`, route, `More: ${guidance.advice}`)] : [];
        }),
      },
    ],
  };
}

/** All passages on one route. */
export const guideView = ({ name, advice, passages }: Guidance, today: string): ModalView => ({
  type: 'modal',
  title: plain(capital(name)),
  close: plain('Close'),
  blocks: [
    section(`*${escapeText(capital(advice))}*`),
    ...passages.flatMap((passage): KnownBlock[] => [{ type: 'divider' }, ...passageBlocks(passage, today)]),
    context('Written by hand; what it says holds until its sources are due for review.'),
  ],
});

const readButton = (text: string, route: Route, label: string): Button => ({
  type: 'button',
  action_id: `${GUIDE_ACTION}:${route}`,
  text: plain(text),
  value: route,
  accessibility_label: label.slice(0, 75),
});
