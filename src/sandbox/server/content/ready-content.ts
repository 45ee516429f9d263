import type { SandboxContent } from './sandbox-content.ts';

/** Two people, three channels, and a thread that somebody might call an adviser into. Data only. */
export const readyContent: SandboxContent = {
  team: { name: 'Sandbox', domain: 'sandbox' },
  users: [
    { id: 'U0ANA000001', name: 'ana', realName: 'Ana', tz: 'Europe/Lisbon', color: '2b6cb0', isAdmin: true },
    { id: 'U0BEN000001', name: 'ben', realName: 'Ben', tz: 'America/New_York', color: '9c4221' },
  ],
  channels: [
    {
      name: 'llm-help',
      kind: 'public',
      topic: 'Anything with a language model in it',
      members: ['ana', 'ben', 'app'],
      messages: [
        {
          by: 'ben',
          minutesAgo: 190,
          text: 'The eval notebook moved to the shared drive, same name as before.',
        },
        {
          by: 'ana',
          minutesAgo: 48,
          text: 'Our support bot makes up refund rules. Yesterday it promised somebody 60 days; the policy says 14. Has anyone had this?',
          replies: [
            {
              by: 'ben',
              minutesAgo: 45,
              text: 'What does it get to see? Only the FAQ, or the policies too?',
            },
            {
              by: 'ana',
              minutesAgo: 44,
              text: 'Only the prompt and the FAQ. The policies are 38 pages of PDF and they change about once a month.',
            },
            {
              by: 'ben',
              minutesAgo: 41,
              text: 'We have 800 Q&A pairs from the help desk, checked by hand. Should we not just fine-tune on those?',
            },
            {
              by: 'ana',
              minutesAgo: 39,
              text: 'That was my thought as well. I went through 200 answers of last week: 25 of them had a wrong refund rule.',
            },
          ],
        },
      ],
    },
    {
      name: 'random',
      kind: 'public',
      topic: 'What belongs nowhere else',
      members: ['ana', 'ben'],
      messages: [
        { by: 'ben', minutesAgo: 260, text: 'There is cake in the kitchen. There was cake in the kitchen.' },
      ],
    },
    {
      name: 'ml-platform',
      kind: 'private',
      topic: 'Models we run, and what they cost',
      members: ['ana', 'ben', 'app'],
      messages: [
        {
          by: 'ana',
          minutesAgo: 1_500,
          text: 'Four teams have asked for a model of their own this quarter. Let us collect what they need before we promise anything.',
        },
      ],
    },
  ],
};
