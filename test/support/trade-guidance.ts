import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { emptyFolder } from './cli.ts';

/** Guidance of one trade: who there has to agree before anybody trains on a text. */
export interface Trade {
  /** As people choose it. */
  name: string;
  /** Who has to agree, in small letters. */
  who: string;
  /** The name of the fact. */
  key: string;
}

export const HEALTH: Trade = { name: 'health', who: 'ethics board', key: 'ethics_board' };
export const LAW: Trade = { name: 'law', who: 'senior partners', key: 'senior_partners' };
export const FINANCE: Trade = { name: 'finance', who: 'risk committee', key: 'risk_committee' };

/** States it, and nothing else that leads anywhere. */
export const notAgreed = (...trades: readonly Trade[]): string =>
  [
    'We want to fine-tune a model on our letters.',
    ...trades.map(({ who }) => `The ${who} said no, they have not agreed.`),
  ].join(' ');

/** What only this trade's guidance says of that. */
export const headlineOf = ({ who }: Trade): string => `Not yet. Ask the ${who} before you collect anything.`;

/** The first words of the trade's passage. */
export const passageOf = ({ name, who }: Trade): string => `In ${name} the ${who} decide on training data.`;

/** Where the trade's passage has it from. */
export const passageUrl = ({ name }: Trade): string => `https://${name}.example.com/agreement`;

/** A part of the description for models. */
export const briefOf = ({ who }: Trade): string => `${who} agreed to this use of letters`;

/** Writes the folder of a trade: a fact with cues, a problem, wordings, an experiment and a passage. */
export async function guidanceFolder(trade: Trade): Promise<string> {
  const folder = await emptyFolder();
  for (const [name, text] of filesOf(trade)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** The folders of trades, as WORKSPACE_GUIDANCE lists them. */
export async function listed(...trades: readonly Trade[]): Promise<string> {
  const entries = await Promise.all(
    trades.map(async (trade) => `${trade.name}=${await guidanceFolder(trade)}`),
  );
  return entries.join(', ');
}

export const filesOf = (trade: Trade): [string, string][] => {
  const { who, key } = trade;
  const id = key.replaceAll('_', '-');
  return [
    [
      'facts.yaml',
      `facts:
  - key: ${key}
    type: boolean
    description: Whether the ${who} agreed to this use of letters. False only when somebody says that they did not.
    brief: ${briefOf(trade)}
    question: Did the ${who} agree to this use of the letters?
    says: { "true": the ${who} agreed, "false": the ${who} have not agreed yet }
    means: { "true": the ${who} agreed, "false": the ${who} have to agree first }
    terms: { "true": [${who}], "false": [${who}] }
    cues:
      "true": [${who} agreed]
      "false": [${who} said no]
`,
    ],
    [
      'problems.yaml',
      `problems:
  - id: ${id}
    before: people-decide
    sentence: The ${who} have not agreed to this use of the letters.
    when: { fact: ${key}, is: false }
    rungs:
      - { route: fix-data, sentence: Get their agreement before anybody collects. }
`,
    ],
    [
      'guidance/fix-data.md',
      `---
route: fix-data
voice:
  headline:
    - when: { fact: ${key}, is: false }
      text: ${headlineOf(trade)}
  because:
    ${id}:
      - text: Without the ${who} all that you collect may have to go again.
        cite: [fix-data.${id}]
experiments:
  - id: ${id}
    when: { fact: ${key}, is: false }
    effort: an hour, no training
    do: Put 20 masked letters before the ${who}.
    measure: Letters that may be used as they are
    items: 20
    pass_share: 0.9
    pass: "{pass_count} of {items} may be used, then collect the rest"
    cite: [fix-data.${id}]
---

## fix-data.${id}

\`\`\`yaml
when: { fact: ${key}, is: false }
answers: [Do the ${who} have a say in training data?]
sources:
  - title: How the ${who} decide
    url: ${passageUrl(trade)}
    mark: D
    reviewed: 2026-11-15
    expires: 2027-11-15
\`\`\`

${passageOf(trade)} They want to see masked letters and the purpose in writing.
`,
    ],
  ];
};
