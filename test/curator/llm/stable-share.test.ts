import { afterEach, expect, test } from '@jest/globals';
import { countTokens } from 'gpt-tokenizer';
import { assess } from '../../../src/advisor/assessment.ts';
import { merge } from '../../../src/advisor/merge.ts';
import { EMPTY_SITUATION } from '../../../src/advisor/situation.ts';
import { addUsages } from '../../../src/curator/curator.ts';
import { llmCuratorAt, messagesOf } from '../../support/llm-curator.ts';
import { readsWell } from '../../support/llm-reader.ts';
import { asksForSummary, type Call, type LlmServer, startLlmServer } from '../../support/llm-server.ts';

const STORY =
  'Our support bot makes up refund rules. We have 800 Q&A pairs and want to fine-tune Llama 3 8B on them. We already have RAG over the policy PDFs, but it often returns the wrong page.';

const servers: LlmServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const stableOf = ({ messages: [fixed], response_format: format }: Call): number =>
  countTokens(fixed?.content ?? '') + countTokens(JSON.stringify(format ?? {}));
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

test.each([1, 10, 30, 40, 60, 300])(
  'of what a turn over %i new messages sends, summary included, at least 60 %% is the same to the byte, and that is measured',
  async (count) => {
    const server = await startLlmServer(readsWell);
    servers.push(server);
    const { curator, pack } = await llmCuratorAt(server.baseUrl, {
      limits: { readMs: 20_000, summariseMs: 5_000 },
    });
    const messages = messagesOf(...Array.from({ length: count }, (_, index) => `${index}: ${STORY}`));
    const reading = await curator.read({ messages, situation: EMPTY_SITUATION });
    const assessment = assess(merge(reading.statements, pack.vocabulary), pack, reading.proposal);
    const summary = await curator.summarise({ assessment, reading: reading.usage });

    expect(server.calls.filter(asksForSummary)).toHaveLength(1);
    const stable = sum(server.calls.map(stableOf));
    const sent =
      stable + sum(server.calls.map(({ messages: [, changing] }) => countTokens(changing?.content ?? '')));
    expect(stable / sent).toBeGreaterThanOrEqual(0.6);
    const { stableTokens, sentTokens, calls } = addUsages(reading.usage, summary.usage);
    expect(calls).toBe(server.calls.length);
    expect(Math.abs(stableTokens / sentTokens - stable / sent)).toBeLessThan(0.01);
  },
);

test('what there is no room for in a summary is left out from the end: the verdict stays, and with nothing else nobody is asked', async () => {
  const server = await startLlmServer(readsWell);
  servers.push(server);
  const { curator, pack } = await llmCuratorAt(server.baseUrl);
  const reading = await curator.read({ messages: messagesOf(STORY), situation: EMPTY_SITUATION });
  const assessment = assess(merge(reading.statements, pack.vocabulary), pack, reading.proposal);
  const listOf = async (stableTokens: number) => {
    await curator.summarise({ assessment, reading: { ...reading.usage, sentTokens: 3_000, stableTokens } });
    return server.calls.at(-1)?.messages[1]?.content.split('\n') ?? [];
  };
  const whole = await listOf(3_000);
  const some = await listOf(1_750);
  expect(some.length).toBeLessThan(whole.length);
  expect(some.length).toBeGreaterThan(3);
  for (const line of some) expect(whole).toContain(line);
  const asked = server.calls.length;
  await listOf(100);
  expect(server.calls).toHaveLength(asked);
});
