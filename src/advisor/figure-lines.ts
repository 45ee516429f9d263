import {
  defaultEpochs,
  errorBar,
  fitsPrompt,
  gpuMemory,
  perMonth,
  rentPerMonth,
  TOKENS_PER_PAGE,
} from './figures.ts';
import type { Route } from './routes.ts';
import { factOf, type Situation } from './situation.ts';
import { dollars, points } from './slots.ts';
import { scoredOn } from './test-size.ts';

/** Figures that follow from stated numbers, each as one line that shows its arithmetic. */
export function figuresFor(situation: Situation): string[] {
  return [rentLine(situation), knowledgeLine(situation)].filter((line) => line !== undefined);
}

/** Figures that matter where this route leads: what a score can tell, what a model takes to run, how to begin. */
export function figuresOfRoute(situation: Situation, route: Route): string[] {
  return [
    score(situation),
    ...(OF_A_MODEL.includes(route) ? [memory(situation, route === 'fine-tune')] : []),
    ...(route === 'fine-tune' ? [epochs(situation)] : []),
  ].filter((line) => line !== undefined);
}

/** Routes on which somebody chooses a model to run or to train. */
const OF_A_MODEL: readonly Route[] = ['start-small', 'fine-tune'];

function score(situation: Situation): string | undefined {
  const value = factOf(situation, 'score')?.value;
  const items = scoredOn(situation);
  if (typeof value !== 'number' || items === undefined) return undefined;
  const margin = points(errorBar(value / 100, items));
  // At 0 and 100 % the formula says nothing.
  if (margin === '0') return undefined;
  return `${points(value / 100)} % on ${count(items)} cases is sure to ± ${margin} points: a smaller change is noise`;
}

function memory(situation: Situation, withTraining: boolean): string | undefined {
  const model = factOf(situation, 'model')?.value;
  const size = typeof model === 'string' ? /(?<![\d.])(\d+(?:\.\d+)?) ?B\b/i.exec(model)?.[1] : undefined;
  if (size === undefined) return undefined;
  const { bf16, fourBit, fullTuning } = gpuMemory(Number(size));
  const training = withTraining ? `; full tuning about ${gigabytes(fullTuning)}, an adapter far less` : '';
  return `${size}B: about ${gigabytes(bf16)} of GPU memory for the weights, ${gigabytes(fourBit)} at 4 bits${training}`;
}

function epochs(situation: Situation): string | undefined {
  const examples = factOf(situation, 'examples')?.value;
  if (typeof examples !== 'number' || examples < 10) return undefined;
  const passes = defaultEpochs(examples);
  return `${count(examples)} examples: OpenAI's cookbook would begin with ${passes} ${passes === 1 ? 'pass' : 'passes'} over them`;
}

const gigabytes = (value: number): string => `${Number(value.toPrecision(2))} GB`;

/** What rented calls cost a month; undefined while their number or price is not known. */
export function rentLine(situation: Situation): string | undefined {
  const calls = factOf(situation, 'calls_per_month');
  const price = factOf(situation, 'price_per_call')?.value;
  if (typeof calls?.value !== 'number' || typeof price !== 'number') return undefined;
  const perDay = calls.value / perMonth(1);
  // People who count in days check the sum in days.
  const daily = /\b(?:day|daily|d)\b/i.test(calls.evidence.quote) && Number.isInteger(perDay);
  const volume = daily ? `${count(perDay)} calls a day` : `${count(calls.value)} calls a month`;
  return `${volume} at ${dollars(price)} = ${dollars(rentPerMonth(calls.value, price))} a month`;
}

/** Whether the knowledge fits a prompt; undefined while its size is not known. */
export function knowledgeLine(situation: Situation): string | undefined {
  const tokens = factOf(situation, 'knowledge_tokens')?.value;
  if (typeof tokens !== 'number') return undefined;
  const pages = Math.max(1, Math.round(tokens / TOKENS_PER_PAGE));
  const size = `${count(pages)} ${pages === 1 ? 'page' : 'pages'}, about ${count(tokens)} tokens`;
  return fitsPrompt(tokens)
    ? `${size}: that may simply fit in the prompt`
    : `${size}: too much for one prompt`;
}

const count = (value: number): string => value.toLocaleString('en-US');
