import { afterEach, describe, expect, test } from '@jest/globals';
import { assess } from '../../../src/advisor/assessment.ts';
import { merge } from '../../../src/advisor/merge.ts';
import { type OfferedStep, offeredSteps } from '../../../src/advisor/offered-steps.ts';
import type { Planned } from '../../../src/curator/plan.ts';
import { ownPack } from '../../runner/own-guidance.ts';
import { statementsOf } from '../../support/assessed.ts';
import { llmCuratorAt } from '../../support/llm-curator.ts';
import { type Call, type LlmAnswer, type LlmServer, startLlmServer } from '../../support/llm-server.ts';

const servers: LlmServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const WORDS = ['Our support bot makes up refund rules. We have 800 Q&A pairs, sent by ana@example.com.'];

interface Made {
  planned: Planned;
  offered: OfferedStep[];
  calls: Call[];
}

async function planWith(answer: (call: Call) => LlmAnswer, planMs = 2_000): Promise<Made> {
  const server = await startLlmServer(answer);
  servers.push(server);
  const pack = await ownPack();
  const assessment = assess(merge(await statementsOf(WORDS, new Date(0)), pack.vocabulary), pack);
  const offered = offeredSteps(assessment, pack);
  const limits = { readMs: 2_000, summariseMs: 2_000, planMs };
  const { curator } = await llmCuratorAt(server.baseUrl, { limits });
  return { planned: await curator.plan({ assessment, offered, room: 4 }), offered, calls: server.calls };
}

type Line = { experiment: string; fact?: string; quote?: string };
const choosing =
  (...lines: Line[]) =>
  (): LlmAnswer => ({ say: { steps: lines.map((line) => ({ fact: '', quote: '', ...line })) } });

const factNamed = (words: string, call: Call): string =>
  /^f\d+/.exec(call.messages[1]?.content.split('\n').find((line) => line.includes(words)) ?? '')?.[0] ?? '';

describe('a plan by a model', () => {
  test('is what it chose among the offered experiments, in its order', async () => {
    const { planned, offered } = await planWith(choosing({ experiment: 'e3' }, { experiment: 'e1' }));
    expect(planned.curator).toBe('llm');
    expect(planned.steps.map(({ id }) => id)).toEqual([offered[2]?.id, offered[0]?.id]);
    expect(planned.usage.calls).toBe(1);
  });

  test('has nothing in it that was not offered, and nothing twice', async () => {
    const lines = [
      { experiment: 'e2' },
      { experiment: 'e99' },
      { experiment: 'train a model' },
      { experiment: 'e2' },
    ];
    const { planned, offered } = await planWith(choosing(...lines));
    expect(planned.steps.map(({ id }) => id)).toEqual([offered[1]?.id]);
  });

  test('names a fact only with words that its quotation holds; else the one that code found stays', async () => {
    const quoting = (quote: string) => (call: Call) =>
      choosing({ experiment: 'e1', fact: factNamed('makes up refund rules', call), quote })();
    const exact = await planWith(quoting('support bot makes up'));
    expect(exact.planned.steps[0]?.fact).not.toBe(exact.offered[0]?.fact);
    const invented = await planWith(quoting('support bot must be trained'));
    expect(invented.planned.steps[0]?.fact).toBe(invented.offered[0]?.fact);
  });

  test.each([
    ['answers nonsense', () => ({ raw: 'no' }), 2_000],
    ['chooses nothing that there is', choosing({ experiment: 'e77' }), 2_000],
    ['does not answer in time', () => ({ hang: true as const }), 100],
  ])('that %s is the plan without a model', async (_, answer, planMs) => {
    const { planned, offered } = await planWith(answer, planMs);
    expect(planned.curator).toBe('offline');
    expect(planned.steps).toEqual(offered.slice(0, 3));
  });

  test('is asked for without addresses and keys', async () => {
    const { calls } = await planWith(choosing({ experiment: 'e1' }));
    expect(JSON.stringify(calls)).toContain('[email-1]');
    expect(JSON.stringify(calls)).not.toContain('ana@example.com');
  });
});
