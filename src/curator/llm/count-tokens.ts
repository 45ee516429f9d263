import { countTokens as count } from 'gpt-tokenizer';

/** Signs that steer a model, such as <|im_start|>, are counted as the letters they are: people may write them. */
const AS_LETTERS = { disallowedSpecial: new Set<string>() };

/** Tokens of a text; other tokenizers than this one count a little differently. */
export const countTokens = (text: string): number => count(text, AS_LETTERS);
