import { z } from 'zod';
import { groupBy } from '../../advisor/group-by.ts';
import { type Config, type LlmConfig, readConfig } from '../../config.ts';
import { isSameServer } from '../../prices.ts';
import { readYaml } from '../../read-yaml.ts';
import { UserError } from '../../user-error.ts';
import type { Choice } from './contestants.ts';

const OFFLINE = 'offline';

const Listed = z.strictObject({
  curators: z
    .array(
      z.union([
        z.literal(OFFLINE),
        z.strictObject({
          model: z.string().min(1),
          server: z.url({ protocol: /^https?$/, error: 'it looks like https://host/v1' }).optional(),
          /** The name of the environment variable that holds the key, never the key. */
          key_from: z
            .string()
            .regex(/^[A-Z][A-Z0-9_]*$/, 'write the name of an environment variable, never a key')
            .optional(),
          name: z.string().min(1).optional(),
        }),
      ]),
    )
    .min(1, 'there is no curator in it'),
});

/** What it takes to make choices of names. */
export interface ChoiceContext {
  config: Pick<Config, 'llm'>;
  env: NodeJS.ProcessEnv;
  /** Nobody is asked, so that no key is needed. */
  isReplay: boolean;
}

/** Some servers need no key, but every request has one. */
const NO_KEY = 'none';

/**
 * Which curators `--models` names: "a,b@https://host/v1,offline", or a YAML file with a list of them. The key of the
 * environment goes to the server of the environment only; to another one goes what its `key_from` names, or none.
 * @throws UserError for what cannot be used, and for a key that is not there
 */
export async function choicesOf(models: string, context: ChoiceContext): Promise<Choice[]> {
  const listed = /\.(?:ya?ml|json)$/.test(models)
    ? (
        await readYaml(
          models,
          Listed,
          'A list of curators is {curators: [offline, {model, server?, key_from?, name?}]}. No case was run.',
        )
      ).curators
    : models.split(',').flatMap(parsed);
  const choices = listed.map((each): Choice => {
    if (each === OFFLINE) return { name: OFFLINE, llm: undefined };
    const at = each.server === undefined ? '' : `@${each.server}`;
    return { name: each.name ?? `${each.model}${at}`, llm: llmFor(each, context) };
  });
  const [twice] = [...groupBy(choices, ({ name }) => name)].filter(([, same]) => same.length > 1);
  if (twice) throw new UserError(`"${twice[0]}" is named twice.`, 'Name each curator once. No case was run.');
  if (choices.length === 0)
    throw new UserError('--models names nothing.', 'Write names with commas between.');
  return choices;
}

type Named = Exclude<z.infer<typeof Listed>['curators'][number], string>;

/** A model's name may hold an @ of its own; what follows the last one is a server when it is an address. */
function parsed(text: string): (Named | typeof OFFLINE)[] {
  const word = text.trim();
  if (word === '') return [];
  if (word === OFFLINE) return [OFFLINE];
  const [, model, server] = /^(.+)@(https?:\/\/.*)$/.exec(word) ?? [];
  if (model === undefined || server === undefined) return [{ model: word }];
  if (!URL.canParse(server))
    throw new UserError(
      `--models names ${word}, but ${server} is no address.`,
      'Write model@https://host/v1. No case was run.',
    );
  return [{ model, server }];
}

function llmFor(
  { model, server, key_from: variable }: Named,
  { config, env, isReplay }: ChoiceContext,
): LlmConfig | undefined {
  const own = config.llm;
  const isOwn = server === undefined || (own?.baseUrl !== undefined && isSameServer(server, own.baseUrl));
  const usualKey = isOwn ? own?.apiKey : NO_KEY;
  const key = variable === undefined ? usualKey : env[variable]?.trim() || undefined;
  if (key === undefined && !isReplay) {
    throw new UserError(
      `There is no key for ${model}: ${variable ?? 'OPENAI_API_KEY'} is not set.`,
      'Set it in the environment, or name a server behind the model: model@http://localhost:11434/v1. No case was run.',
    );
  }
  return llmConfig({ model, server: isOwn ? own?.baseUrl : server, key: key ?? NO_KEY }, env);
}

/** A model with whatever else the environment says of models. */
const llmConfig = (
  { model, server, key }: { model: string; server: string | undefined; key: string },
  env: NodeJS.ProcessEnv,
): LlmConfig | undefined =>
  readConfig({
    OPENAI_API_KEY: key,
    OPENAI_BASE_URL: server,
    OPENAI_MODEL: model,
    OPENAI_TIMEOUT_SECONDS: env.OPENAI_TIMEOUT_SECONDS,
  }).llm;

/** A model that is not asked, for its recordings are there. */
export const recordedChoice = (model: string): Choice => ({
  name: model,
  llm: llmConfig({ model, server: undefined, key: NO_KEY }, {}),
});

/** The curator that the environment chooses. */
export const usualChoice = ({ llm }: Pick<Config, 'llm'>): Choice => ({ name: llm?.model ?? OFFLINE, llm });
