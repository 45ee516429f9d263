import { readThread } from '../../src/cases/read-thread.ts';
import { createThreadReader } from '../../src/commands/thread-reader.ts';
import { readConfig } from '../../src/config.ts';
import { SITUATION } from './questions.ts';

/** A process of the benchmark that reads and assesses a question as often as its parent says, and shares nothing. */
const reader = await createThreadReader(readConfig({}));
const messages = [{ id: 'm1', author: 'U1', text: SITUATION, at: 0 }];

process.on('message', async (times: number) => {
  for (let time = 0; time < times; time++) await readThread(messages, reader);
  process.send?.('done');
});
process.send?.('ready');
