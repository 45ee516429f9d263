export const COUNCIL_FACT = `facts:
  - key: council
    type: boolean
    description: Whether the works council has agreed.
    brief: works council agreed
    question: Has the works council agreed?
    means: { "true": it has agreed, "false": it has to agree first }
    terms: { "false": [works council] }
    cues:
      "false":
        - works council has not agreed
`;

export const COUNCIL_PROBLEM = `conditions:
  council-missing: { fact: council, is: false }
problems:
  - id: council
    before: knowledge
    sentence: The works council has not agreed.
    when: { use: council-missing }
    rungs:
      - { route: fix-data, sentence: Ask it. }
rungs:
  - problem: knowledge
    before: prompt-first
    route: curate
    applies: { fact: owner, is: false }
    sentence: Let people pick for now.
`;

/** A passage that is due for review from 2027 on. */
export const COUNCIL_PASSAGE = `## fix-data.council

\`\`\`yaml
sources:
  - title: Our agreement
    url: https://intranet.example.com/agreement
    mark: D
    reviewed: 2026-01-01
    expires: 2027-01-01
\`\`\`

With us the works council has a say in what is collected.
`;

export const COUNCIL_GUIDANCE = `---
route: fix-data
voice:
  headline:
    - when: { fact: council, is: false }
      text: Not yet. Ask the works council.
  because:
    council:
      - text: Without it all that you collect may have to go.
        cite: [fix-data.council]
  already_have:
    council:
      - text: so ask it first
experiments:
  - id: council-sample
    when: { fact: council, is: false }
    effort: an hour
    do: Show it 20 masked examples.
    measure: Examples that may stay
    pass: 18 of 20 may stay
    cite: [fix-data.council]
---

${COUNCIL_PASSAGE}`;

/** A company's own folder: a fact with cues, a problem, a rung, wordings, an experiment and a passage. */
export const COMPANY: ReadonlyMap<string, string> = new Map([
  ['facts.yaml', COUNCIL_FACT],
  ['problems.yaml', COUNCIL_PROBLEM],
  ['guidance/fix-data.md', COUNCIL_GUIDANCE],
]);
