/**
 * A phrase of the pack, taken apart. `gap` is `...` or `..`, `number` is `#`, `ratio` is `#/#`, `score` is `##`; a word
 * may begin a longer one (`tun*`) and may hold digits (`recall@#`).
 */
export type PhraseNode =
  | { kind: 'word'; stem: string; open: boolean }
  | { kind: 'number' }
  | { kind: 'ratio' }
  | { kind: 'score' }
  | { kind: 'gap'; words: number }
  | { kind: 'choice'; branches: PhraseNode[][]; optional: boolean };

/** Stands for digits within a word: `recall@#`, `$#`. */
export const DIGITS = '#';

/**
 * Takes a phrase apart. Words match whole words, in any case. `tun*` matches words that begin so, `(a|b c)` one of
 * several, `(a)?` may be missing, `...` stands for up to six words and `..` for up to two, `#` for a number in any
 * notation, `#/#` for a ratio, `##` for what can be a score (0.88, 88 %, 44 of 50), and `$name` for a phrase of words.yaml.
 * @throws SyntaxError that says what is wrong with the phrase
 */
export function parsePhrase(source: string, words: ReadonlyMap<string, string>): PhraseNode {
  const { whole } = knownOf(words);
  const node = whole.get(source) ?? parse(source, words, []);
  whole.set(source, node);
  return node;
}

type ChoiceNode = Extract<PhraseNode, { kind: 'choice' }>;

function parse(source: string, words: ReadonlyMap<string, string>, within: readonly string[]): ChoiceNode {
  const tokens = source.toLowerCase().match(/\.{2,3}(?=[\s()|]|$)|\)\?|[()|]|[^\s()|]+/g) ?? [];
  const { single } = knownOf(words);
  const parser = { tokens, at: 0, source, single, named: (name: string) => named(name, words, within) };
  const node = choice(parser, false);
  if (parser.at < tokens.length) throw new SyntaxError(`"${source}" has a ")" too many.`);
  return node;
}

interface Known {
  /** Phrases are checked first and looked for later; they are taken apart once for both. */
  whole: Map<string, ChoiceNode>;
  /** What was made of the words of words.yaml. */
  named: Map<string, ChoiceNode>;
  single: Map<string, PhraseNode>;
}

/** Most phrases share their words; they are taken apart once. */
const known = new WeakMap<ReadonlyMap<string, string>, Known>();

function knownOf(words: ReadonlyMap<string, string>): Known {
  const before = known.get(words) ?? { whole: new Map(), named: new Map(), single: new Map() };
  known.set(words, before);
  return before;
}

function named(name: string, words: ReadonlyMap<string, string>, within: readonly string[]): ChoiceNode {
  const meant = words.get(name);
  if (meant === undefined) throw new SyntaxError(`"$${name}" is not in words.yaml.`);
  if (within.includes(name)) throw new SyntaxError(`"$${name}" refers to itself.`);
  const nodes = knownOf(words).named;
  const node = nodes.get(name) ?? parse(meant, words, [...within, name]);
  nodes.set(name, node);
  return node;
}

interface Parser {
  tokens: readonly string[];
  at: number;
  source: string;
  /** The words taken apart so far. */
  single: Map<string, PhraseNode>;
  /** What a name of words.yaml stands for. */
  named(name: string): ChoiceNode;
}

function choice(parser: Parser, optional: boolean): ChoiceNode {
  const branches = [sequence(parser)];
  while (parser.tokens[parser.at] === '|') {
    parser.at++;
    branches.push(sequence(parser));
  }
  if (branches.some((branch) => branch.every(canBeNothing))) {
    throw new SyntaxError(`"${parser.source}" has an empty choice; write "(a|b)?" for what may be missing.`);
  }
  return { kind: 'choice', branches, optional };
}

function sequence(parser: Parser): PhraseNode[] {
  const nodes: PhraseNode[] = [];
  for (let token = parser.tokens[parser.at]; token !== undefined; token = parser.tokens[parser.at]) {
    if (token === '|' || token === ')' || token === ')?') break;
    parser.at++;
    nodes.push(single(token, parser));
  }
  return nodes;
}

function single(token: string, parser: Parser): PhraseNode {
  switch (token) {
    case '...':
      return { kind: 'gap', words: 6 };
    case '..':
      return { kind: 'gap', words: 2 };
    case '#':
      return { kind: 'number' };
    case '#/#':
      return { kind: 'ratio' };
    case '##':
      return { kind: 'score' };
    case '(':
      return group(parser);
    default:
      return word(token, parser);
  }
}

function group(parser: Parser): PhraseNode {
  const node = choice(parser, false);
  const closing = parser.tokens[parser.at];
  if (closing !== ')' && closing !== ')?')
    throw new SyntaxError(`"${parser.source}" has a "(" without a ")".`);
  parser.at++;
  return { ...node, optional: closing === ')?' };
}

function word(token: string, parser: Parser): PhraseNode {
  const before = parser.single.get(token);
  if (before) return before;
  if (/^\$[a-z]/.test(token)) {
    const [, name = '', rest] = /^\$([a-z][a-z-]*)(.*)$/.exec(token) ?? [];
    if (rest) throw new SyntaxError(`"${parser.source}": nothing stands right behind "$${name}".`);
    return parser.named(name);
  }
  const open = token.endsWith('*');
  const stem = open ? token.slice(0, -1) : token;
  if (stem === '' || stem.includes('*')) {
    throw new SyntaxError(`"${parser.source}": "*" stands at the end of a word, after at least one letter.`);
  }
  const node: PhraseNode = { kind: 'word', stem, open };
  parser.single.set(token, node);
  return node;
}

/** The wordings that a phrase is a choice of, in the order in which they are tried. */
export function wordingsOf(node: PhraseNode): PhraseNode[][] {
  if (node.kind !== 'choice' || node.optional) return [[node]];
  return node.branches.flatMap((branch) => {
    const [only, ...others] = branch;
    return only && others.length === 0 ? wordingsOf(only) : [branch];
  });
}

/** Whether a part can match nothing at all. */
export const canBeNothing = (node: PhraseNode): boolean =>
  node.kind === 'gap' || (node.kind === 'choice' && node.optional);
